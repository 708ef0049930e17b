import { useQuery } from '@tanstack/preact-query';
import { answer, portal, type Channel } from '../api/client';
import { ASIDE } from '../api/queries';
import { addDays, addMonths, firstDay, yearOf, type Day, type Month } from '../time/days';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';
import { markOf, similarWords, type Told } from './similar-words';

/** A month's late reads have so many days to come in; the portal tells nothing before. */
const DAYS_TO_SETTLE = 5;

interface SimilarProps {
    account: string;
    channel: Channel;
    month: Month;
    today: Day;
}

/** What similar homes used beside one's own month: a mark and its sentence, or why there is none. */
export function Similar({ account, channel, month, today }: SimilarProps) {
    const words = useWords();
    const from = addDays(firstDay(addMonths(month, 1)), DAYS_TO_SETTLE);
    const settled = today >= from;
    const asked = useQuery({
        queryKey: ['usage', account, channel.usagePoint, channel.id, 'similar', month],
        enabled: settled,
        meta: ASIDE,
        queryFn: () => answer(portal.GET('/api/accounts/{account}/channels/{channel}/usage/similar', { params: { path: { account, channel: channel.id }, query: { month } } })),
    });
    const named = words.month(month, yearOf(month) === yearOf(today) ? 'name' : 'full');
    if (!settled) {
        return <p role="status">{words.t('zoom.similarNotSettled', { month: named, day: words.day(from, 'date') })}</p>;
    }
    if (!asked.data) {
        return <p role="status">{asked.isError ? words.t('zoom.away', { other: words.t('zoom.similarUse') }) : words.t('loading')}</p>;
    }
    return (
        <div class={`similar ${channel.commodity}`}>
            <Mark told={asked.data} />
            {similarWords(asked.data, named, words).map((text) => (
                <p key={text} role="status">
                    <Rich text={text} />
                </p>
            ))}
        </div>
    );
}

/** One's own month as a bar, and a line where similar homes are: what the sentence beside it says. */
function Mark({ told }: { told: Told }) {
    const mark = markOf(told);
    return (
        mark && (
            <svg width="100%" height="20" aria-hidden="true">
                <rect class="track" width="100%" height="10" y="5" rx="2" />
                <rect class="bar up" width={mark.own} height="10" y="5" rx="2" />
                <line class="tick-halo" x1={mark.about} x2={mark.about} y1="0" y2="20" />
                <line class="tick" x1={mark.about} x2={mark.about} y1="0" y2="20" />
            </svg>
        )
    );
}
