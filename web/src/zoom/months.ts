import type { Bucket } from '../api/client';
import { barsOf, type Bar, type Counted, type Part } from '../chart/bars';
import { firstDay, monthOf, monthsFrom, type Day, type Month } from '../time/days';
import { decimal, parse, sum } from '../words/amounts';

/** From the best to the worst for a bill, as the portal ranks them. */
const QUALITIES = ['valid', 'raw', 'edited', 'estimated', 'derived', 'forecast', 'questionable'] as const satisfies readonly Bucket['quality'][];

/**
 * {@return the days summed to months, as the portal would answer by month}
 * The sums are exact. A month has a value as soon as one of its days has: how much of it is known, its seconds say. Its quality is
 * the worst among its days', null when none has reads. Days outside the service are in no month.
 */
export function byMonth(days: Counted): Counted {
    const months = new Map<Month, Bucket[]>();
    for (const bucket of days.buckets) {
        const month = monthOf(bucket.start);
        months.set(month, [...(months.get(month) ?? []), bucket]);
    }
    return { completeThrough: days.completeThrough, buckets: [...months.values()].map(together) };
}

function together(days: Bucket[]): Bucket {
    const values = days.flatMap(({ value }) => (value === null ? [] : [parse(value)]));
    const seconds = (of: (bucket: Bucket) => number) => days.reduce((total, bucket) => total + of(bucket), 0);
    return {
        start: days[0]!.start,
        end: days.at(-1)!.end,
        value: values.length === 0 ? null : decimal(sum(values)),
        coveredSeconds: seconds((bucket) => bucket.coveredSeconds),
        expectedSeconds: seconds((bucket) => bucket.expectedSeconds),
        quality: QUALITIES.findLast((quality) => days.some((bucket) => bucket.quality === quality)) ?? null,
    };
}

/**
 * {@return a bar for every month that holds a day from the first to the last}
 *
 * @param days the bars of those days: one estimated day makes its month an estimate, whatever else is worse about it, and its bar is
 *     hatched for as much as was estimated
 */
export function monthsOf(from: Day, last: Day, days: readonly Bar[], delivered: Counted, received?: Counted): Bar[] {
    return barsOf(monthsFrom(monthOf(from), monthOf(last)), firstDay, byMonth(delivered), received && byMonth(received)).map((bar) => {
        const own = days.filter((day) => monthOf(day.day) === bar.key);
        return { ...bar, up: asItsDays(bar.up, own.map((day) => day.up)), down: bar.down && asItsDays(bar.down, own.flatMap((day) => day.down ?? [])) };
    });
}

function asItsDays(month: Part, days: readonly Part[]): Part {
    if (month.value === null) {
        return month;
    }
    const estimated = days.filter((day) => day.status === 'estimated');
    return estimated.length === 0 ? { ...month, status: 'measured' } : { ...month, status: 'estimated', estimated: sum(estimated.map((day) => day.value!)) };
}
