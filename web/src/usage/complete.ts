import type { Bar } from '../chart/bars';
import { addDays, type Day } from '../time/days';
import { dayList, freshness } from '../words/spans';
import type { Words } from '../words/words';
import type { Period } from './period';

interface Known {
    period: Period;
    /** its days, also those of a year; or the hours of a day */
    bars: readonly Bar[];
    today: Day;
    completeThrough: number;
    zone: string;
    words: Words;
}

/** More days than this are counted rather than named. */
const NAMED = 10;

/** {@return whether the period has all its reads, and in words how far they reach} */
export function freshnessOf({ period, bars, today, completeThrough, zone, words }: Known): { complete: boolean; text: string } {
    const served = bars.filter((bar) => bar.up.status !== 'outside');
    const arriving = served.some((bar) => bar.up.status === 'notYet' || bar.up.part === 'soFar');
    const gaps = served.filter((bar) => bar.up.status === 'missing' || bar.up.part === 'gaps').map((bar) => bar.day);
    const ofHours = period.of === 'day';
    if (arriving || served.length === 0) {
        // a running month is as it should be when yesterday is in
        const fresh = !ofHours && served.some((bar) => bar.day >= addDays(today, -1) && bar.up.value !== null);
        return { complete: fresh || (ofHours && period.day === today), text: freshness(completeThrough, today, zone, words) };
    }
    if (gaps.length > 0) {
        if (ofHours) {
            return { complete: false, text: words.t('fresh.completeDayBut') };
        }
        const said = { day: words.day(served.at(-1)!.day, 'date'), n: gaps.length };
        return { complete: false, text: gaps.length > NAMED ? words.t('fresh.completeButMany', said) : words.t('fresh.completeBut', { ...said, days: dayList(gaps, words) }) };
    }
    const hours = served.reduce((seconds, bar) => seconds + bar.up.expected, 0) / 3600;
    return { complete: true, text: ofHours ? words.t('fresh.completeHours', { hours: words.plain(hours) }) : words.t('fresh.complete', { n: served.length }) };
}
