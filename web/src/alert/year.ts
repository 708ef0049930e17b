import type { Bucket } from '../api/client';
import { monthOf, type Day, type Month } from '../time/days';
import { parse, toNumber } from '../words/amounts';

/** One week of a year's chart: its highest day, and the days of it that are above the line. */
export interface Week {
    first: Day;
    high: number | null;
    highDay: Day | null;
    hits: { day: Day; value: number }[];
}

/** {@return a year in weeks, each as its highest day: 52 bars fit a phone, 365 do not} */
export function weeksOf(buckets: readonly Bucket[], threshold: number): Week[] {
    const weeks: Week[] = [];
    // counted back from the newest day, so that the last week is whole
    for (let end = buckets.length; end > 0; end -= 7) {
        const days = buckets.slice(Math.max(0, end - 7), end).map((bucket) => ({ day: bucket.start.slice(0, 10), value: bucket.value === null ? null : toNumber(parse(bucket.value)) }));
        const known = days.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));
        const top = known.reduce<{ day: Day; value: number } | null>((best, one) => (best === null || one.value > best.value ? one : best), null);
        weeks.unshift({ first: days[0]!.day, high: top?.value ?? null, highDay: top?.day ?? null, hits: known.filter(({ value }) => value > threshold) });
    }
    return weeks;
}

/** {@return the months to write below, at the week in which each begins: every third, else every sixth, and always the first} */
export function monthsOf(weeks: readonly Week[], every: number): { at: number; month: Month }[] {
    const starts = weeks.flatMap(({ first }, at) => (at === 0 || monthOf(first) !== monthOf(weeks[at - 1]!.first) ? [{ at, month: monthOf(first) }] : []));
    return starts.filter((_, i) => i % every === 0);
}
