import type { Bar, Part } from '../chart/bars';
import { utc, type Day } from '../time/days';

/** What the figure of a day rests on. {@code some}: reads for a part of the day only, though the day is over. */
export type Known = 'measured' | 'estimated' | 'some' | 'missing' | 'notYet' | 'outside';

export function knownOf({ up, down }: Bar): Known {
    if (up.status === 'outside') {
        return 'outside';
    }
    // what is measured in both directions rests on the weaker one
    const has = (test: (part: Part) => boolean) => test(up) || (down !== null && down.status !== 'outside' && test(down));
    if (has((part) => part.status === 'missing')) {
        return 'missing';
    }
    if (has((part) => part.status === 'notYet' || part.part === 'soFar')) {
        return 'notYet';
    }
    if (has((part) => part.part === 'gaps')) {
        return 'some';
    }
    return has((part) => part.status === 'estimated') ? 'estimated' : 'measured';
}

/** Counts over days that add up to the days of the service, and the hours of those that are over. */
export interface Counts {
    days: Record<Exclude<Known, 'outside'>, Day[]>;
    /** seconds with reads, and seconds there were, over the days that are in: 23, 24 or 25 hours each, as the clocks went */
    covered: number;
    expected: number;
    /** days that had another number of hours than 24 */
    odd: { day: Day; hours: number }[];
}

const HOUR = 3600;
const DAY = 24 * HOUR;

export function countsOf(bars: readonly Bar[]): Counts {
    const days: Counts['days'] = { measured: [], estimated: [], some: [], missing: [], notYet: [] };
    const counts: Counts = { days, covered: 0, expected: 0, odd: [] };
    for (const bar of bars) {
        const known = knownOf(bar);
        if (known === 'outside') {
            continue;
        }
        days[known].push(bar.day);
        if (known !== 'notYet') {
            counts.covered += bar.down === null || bar.down.status === 'outside' ? bar.up.covered : Math.min(bar.up.covered, bar.down.covered);
            counts.expected += bar.up.expected;
        }
        // a first day of service that began at noon is short too, but not because of a clock
        if (bar.up.expected !== DAY && bar.up.expected > 22 * HOUR && bar.start?.hour === 0) {
            counts.odd.push({ day: bar.day, hours: bar.up.expected / HOUR });
        }
    }
    return counts;
}

/** {@return the days as weeks of seven, with nothing before the first and after the last} @param monday whether weeks begin with it */
export function weeksOf<T extends { day: Day }>(days: readonly T[], monday: boolean): (T | null)[][] {
    if (days.length === 0) {
        return [];
    }
    const before = (new Date(utc(days[0]!.day)).getUTCDay() + (monday ? 6 : 0)) % 7;
    const cells = [...Array.from({ length: before }, () => null), ...days];
    const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) => cells.slice(7 * i, 7 * i + 7));
    return weeks.map((week) => [...week, ...Array.from({ length: 7 - week.length }, () => null)]);
}
