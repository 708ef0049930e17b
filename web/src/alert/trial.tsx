import { useTrial, type AlertWish } from '../api/alerts';
import type { Channel } from '../api/client';
import { useUsage } from '../api/queries';
import { useSettled } from '../form/settled';
import { addDays, type Day } from '../time/days';
import { parse } from '../words/amounts';
import { useWords } from '../words/language';
import { tried } from './sentence';
import { YearChart } from './year-chart';

interface TrialCardProps {
    account: string;
    channel: Channel;
    wish: Pick<AlertWish, 'channel' | 'commodity' | 'threshold' | 'unit' | 'countEstimates'> | null;
    today: Day;
}

/** What the alert would have said in the last 12 months, while its line is still being chosen. */
export function TrialCard({ account, channel, wish, today }: TrialCardProps) {
    const words = useWords();
    const settled = useSettled(wish);
    const trial = useTrial(account, settled);
    const year = useUsage(account, channel, { from: addDays(today, -364), to: addDays(today, 1), by: 'day' });
    const said = trial.data && tried(trial.data, words);
    const late = trial.isPlaceholderData || settled !== wish;
    const unit = words.unit(channel.unit);
    const drawn = channel.unit === wish?.unit && wish.channel !== undefined;
    return (
        <section class="card trial" aria-busy={trial.isPending && settled !== null && !trial.isError}>
            <div role="status">
                <h2 class={late ? 'late' : undefined}>{said ? said.lead : words.t(settled === null ? 'trial.waiting' : trial.isError ? 'trial.failed' : 'trial.asking')}</h2>
                {said?.days && <p class="quiet">{said.days}</p>}
                {trial.data && trial.data.times > 26 && <p class="hint">{words.t('trial.often')}</p>}
            </div>
            {year.data && drawn && year.data.buckets.some((bucket) => bucket.value !== null) && (
                <YearChart
                    usage={year.data}
                    threshold={wish ? parse(wish.threshold) : null}
                    commodity={channel.commodity}
                    unitLabel={words.t('trial.axis', { unit })}
                    name={words.t('trial.chart', { unit })}
                />
            )}
        </section>
    );
}
