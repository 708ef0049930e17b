import { useEffect, useState } from 'preact/hooks';
import { useQueryClient } from '@tanstack/preact-query';
import { city } from '../words/city';
import { forgetMarks, lastSeen } from '../api/seen';
import { dayAt } from '../time/days';
import { useWords } from '../words/language';
import { clockAt } from '../words/spans';
import { Notice } from './notice';

const AGAIN = 30_000;

/** Says of figures from before that they are, and since when, and asks for newer ones until they come. */
export function LastSeen() {
    const words = useWords();
    const client = useQueryClient();
    const [at, setAt] = useState<number | null>(null);

    function again() {
        if (lastSeen() !== null) {
            forgetMarks();
            // what is not on the page would come back later without its mark
            client.removeQueries({ type: 'inactive' });
            void client.refetchQueries({ type: 'active' });
        }
    }

    useEffect(() => {
        // while anything is on its way, what was said stays
        const look = () => client.isFetching() === 0 && setAt(lastSeen());
        look();
        const timer = setInterval(again, AGAIN);
        addEventListener('online', again);
        const unsubscribe = client.getQueryCache().subscribe(look);
        return () => {
            unsubscribe();
            clearInterval(timer);
            removeEventListener('online', again);
        };
    }, [client]);
    return (
        <div role="status" class="last-seen">
            {at !== null && (
                <Notice title={words.t('seen.title', { day: words.day(dayAt(at, city.zone), 'short'), time: clockAt(at, city.zone, words) })} text={words.t('seen.text')}>
                    <button type="button" class="usa-button" onClick={again}>
                        {words.t('error.retry')}
                    </button>
                </Notice>
            )}
        </div>
    );
}
