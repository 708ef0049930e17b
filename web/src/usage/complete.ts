import type { Bar } from '../chart/bars';
import { addDays, type Day } from '../time/days';
import { dayList, freshness } from '../words/spans';
import type { Words } from '../words/words';
import type { Period } from './period';
import { spanOf } from './period';

interface Known {
    period: Period;
    bars: readonly Bar[];
    today: Day;
    completeThrough: number;
    zone: string;
    words: Words;
}

/** {@return whether the period has all its reads, and in words how far they reach} */
export function freshnessOf({ period, bars, today, completeThrough, zone, words }: Known): { complete: boolean; text: string } {
    const served = bars.filter((bar) => bar.up.status !== 'outside');
    const arriving = served.some((bar) => bar.up.status === 'notYet' || bar.up.part === 'soFar');
    const gaps = served.filter((bar) => bar.up.status === 'missing' || bar.up.part === 'gaps').map((bar) => bar.day);
    if (arriving || served.length === 0) {
        // the running month is as it should be when yesterday is in
        const fresh = period.by === 'day' && served.some((bar) => bar.day >= addDays(today, -1) && bar.up.value !== null);
        return { complete: fresh || (period.by === 'hour' && period.day === today), text: freshness(completeThrough, today, zone, words) };
    }
    if (gaps.length > 0) {
        const text = period.by === 'day' ? words.t('fresh.completeBut', { day: words.day(served.at(-1)!.day, 'date'), days: dayList(gaps, words), n: gaps.length }) : words.t('fresh.completeDayBut');
        return { complete: false, text };
    }
    const hours = served.reduce((seconds, bar) => seconds + bar.up.expected, 0) / 3600;
    const text = spanOf(period).by === 'day' ? words.t('fresh.complete', { n: served.length }) : words.t('fresh.completeHours', { hours: words.plain(hours) });
    return { complete: true, text };
}
