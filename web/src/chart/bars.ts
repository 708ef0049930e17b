import type { Bucket, Usage } from '../api/client';
import { daysOf, wall, type Day, type Month, type Wall } from '../time/days';
import { parse, type Billionths } from '../words/amounts';

/**
 * What is known of one bar in one direction. `notYet` comes after the newest read that arrived and is no gap;
 * `outside` lies outside the customer's service.
 */
export type Status = 'measured' | 'estimated' | 'missing' | 'notYet' | 'outside';

export interface Part {
    status: Status;
    value: Billionths | null;
    quality: NonNullable<Bucket['quality']> | null;
    covered: number;
    expected: number;
    /** fewer reads than the bar has room for: because the rest has not come yet, or because of a gap */
    part: 'whole' | 'soFar' | 'gaps';
    /** of a month of which some days are estimated: how much these come to */
    estimated?: Billionths;
}

/** What bars are drawn from: the portal's answer, or days summed to months. */
export type Counted = Pick<Usage, 'completeThrough' | 'buckets'>;

/** A month, a day or an hour: what was delivered, and what was sent back where that is measured too. */
export interface Bar {
    key: string;
    /** its day; of a month the first */
    day: Day;
    /** null on days outside the service, of which the portal tells nothing */
    start: Wall | null;
    up: Part;
    down: Part | null;
}

const OUTSIDE: Part = { status: 'outside', value: null, quality: null, covered: 0, expected: 0, part: 'whole' };

/** {@return a bar for every day of the month, also for those the customer was not served or that are to come} */
export function monthBars(month: Month, delivered: Usage, received?: Usage): Bar[] {
    return dayBars(daysOf(month), delivered, received);
}

export function dayBars(days: readonly Day[], delivered: Counted, received?: Counted): Bar[] {
    return barsOf(days, (day) => day, delivered, received);
}

/** @param keys the days, or months, to have a bar each @param dayOf the first day of it */
export function barsOf(keys: readonly string[], dayOf: (key: string) => Day, delivered: Counted, received?: Counted): Bar[] {
    const length = keys[0]?.length ?? 0;
    const up = byKey(delivered, (start) => start.slice(0, length));
    const down = received && byKey(received, (start) => start.slice(0, length));
    return keys.map((key) => {
        const bucket = up.get(key) ?? down?.get(key);
        return {
            key,
            day: dayOf(key),
            start: bucket ? wall(bucket.start) : null,
            up: part(up.get(key), delivered),
            down: received ? part(down?.get(key), received) : null,
        };
    });
}

/** {@return a bar for every hour there was: 23 in spring, 25 in autumn, whose two 1 am differ by their offset} */
export function hourBars(delivered: Usage, received?: Usage): Bar[] {
    const down = received && byKey(received, (start) => start);
    return delivered.buckets.map((bucket) => {
        const start = wall(bucket.start);
        return {
            key: bucket.start,
            day: start.day,
            start,
            up: part(bucket, delivered),
            down: received ? part(down?.get(bucket.start), received) : null,
        };
    });
}

function byKey(usage: Counted, key: (start: string) => string): Map<string, Bucket> {
    return new Map(usage.buckets.map((bucket) => [key(bucket.start), bucket]));
}

function part(bucket: Bucket | undefined, usage: Counted): Part {
    if (!bucket) {
        return OUTSIDE;
    }
    const { coveredSeconds: covered, expectedSeconds: expected, quality } = bucket;
    const arrived = usage.completeThrough === null ? -Infinity : Date.parse(usage.completeThrough);
    const start = Date.parse(bucket.start);
    const known = bucket.value === null ? null : parse(bucket.value);
    return {
        status: known === null ? (start >= arrived ? 'notYet' : 'missing') : isEstimate(quality) ? 'estimated' : 'measured',
        value: known,
        quality,
        covered,
        expected,
        part: covered >= expected ? 'whole' : start + expected * 1000 > arrived ? 'soFar' : 'gaps',
    };
}

/** Not counted by the meter for that very time; drawn hatched. */
function isEstimate(quality: Bucket['quality']): boolean {
    return quality === 'estimated' || quality === 'derived' || quality === 'forecast';
}

/** {@return whether the hour is one of two that the clock shows alike} */
export function comesTwice(bar: Bar, bars: readonly Bar[]): boolean {
    return bar.start !== null && bars.some((other) => other !== bar && other.start?.hour === bar.start!.hour && other.start.day === bar.start!.day && other.start.offset !== bar.start!.offset);
}

export function hasReads(bar: Bar): boolean {
    return bar.up.value !== null || bar.down?.value != null;
}

/** {@return the bars next to each other for which the test holds, run by run} */
export function runs<T>(items: readonly T[], test: (item: T) => boolean): T[][] {
    const found: T[][] = [];
    items.forEach((item, i) => {
        if (test(item)) {
            if (i > 0 && test(items[i - 1]!)) {
                found.at(-1)!.push(item);
            } else {
                found.push([item]);
            }
        }
    });
    return found;
}
