import { useEffect, useState } from 'preact/hooks';
import { useQueryClient } from '@tanstack/preact-query';
import { useWords } from '../words/language';
import { Notice } from './notice';

const MINUTE = 60_000;
/** The portal ends a session after 30 minutes in which it was asked nothing. */
const IDLE = 30 * MINUTE;
const WARNING = 2 * MINUTE;

/** Says two minutes before that the session is about to end, and lets the customer go on. */
export function SessionWarning() {
    const words = useWords();
    const client = useQueryClient();
    const [soon, setSoon] = useState(false);
    useEffect(() => {
        let warn: ReturnType<typeof setTimeout>;
        let end: ReturnType<typeof setTimeout>;
        const asked = () => {
            clearTimeout(warn);
            clearTimeout(end);
            setSoon(false);
            warn = setTimeout(() => setSoon(true), IDLE - WARNING);
            // asks once more, since another tab may have kept the session; refused, the page leaves for sign-in
            end = setTimeout(() => void client.invalidateQueries({ queryKey: ['session'] }), IDLE + 5_000);
        };
        asked();
        const unsubscribe = client.getQueryCache().subscribe((event) => {
            if (event.type === 'updated' && event.action.type === 'success') {
                asked();
            }
        });
        return () => {
            unsubscribe();
            clearTimeout(warn);
            clearTimeout(end);
        };
    }, [client]);
    return (
        <div role="status" class="session">
            {soon && (
                <Notice title={words.t('session.soon')} text={words.t('session.soonText')}>
                    <button type="button" class="usa-button" onClick={() => void client.invalidateQueries({ queryKey: ['session'] })}>
                        {words.t('session.stay')}
                    </button>
                </Notice>
            )}
        </div>
    );
}
