import type { Bar, Part } from '../chart/bars';
import { addMonths, addYears, type Day } from '../time/days';
import { sum, type Billionths } from '../words/amounts';
import type { Earlier, Width } from '../usage/period';

/** How bars find the ones to stand beside. */
export interface Beside {
    width: Width;
    versus: Earlier;
    /** whether the bars are a month's days, which the month before has by their numbers */
    ofMonth: boolean;
}

/**
 * {@return for each bar the one to compare it with, or null}
 * Months and dates meet their own a year earlier, days of a month the day of the same number, chosen days by their order, and
 * hours by what the clock showed: autumn's second 1 am meets nothing on a day that had just one.
 */
export function beside({ width, versus, ofMonth }: Beside, bars: readonly Bar[], others: readonly Bar[]): (Bar | null)[] {
    const keyOf = (bar: Bar, at: number, all: readonly Bar[]): string =>
        width === 'hour' ? clockOf(bar, at, all) : versus === 'year' ? bar.key : ofMonth ? bar.key.slice(8) : String(at);
    const wanted = (bar: Bar, at: number): string | null =>
        width === 'hour' || versus === 'before' ? keyOf(bar, at, bars) : width === 'month' ? addMonths(bar.key, -12) : sameDate(bar.key);
    const keyed = new Map(others.map((bar, at) => [keyOf(bar, at, others), bar]));
    return bars.map((bar, at) => {
        const key = wanted(bar, at);
        return key === null ? null : (keyed.get(key) ?? null);
    });
}

/** {@return the date a year earlier; February 29 meets nothing, rather than February 28 a second time} */
function sameDate(day: Day): Day | null {
    const same = addYears(day, -1);
    return same.slice(5) === day.slice(5) ? same : null;
}

function clockOf(bar: Bar, at: number, all: readonly Bar[]): string {
    const { hour, minute } = bar.start!;
    const times = all.slice(0, at).filter((earlier) => earlier.start!.hour === hour && earlier.start!.minute === minute).length;
    return `${hour}:${minute} ${times}`;
}

/** How one span compares with another, or why it cannot be said. */
export type Compared =
    /** nothing to compare here yet */
    | { how: 'none' }
    /** the other span is not, or not wholly, this customer's */
    | { how: 'notYours' }
    /** seconds without reads, there or here */
    | { how: 'gaps'; there: number; here: number }
    | { how: 'zero'; now: Billionths }
    | {
          how: 'share';
          now: Billionths;
          then: Billionths;
          /** whole percent, rounded half away from zero; negative is less */
          percent: number;
          /** how many bars were compared, where these are not all */
          bars: number | null;
          /** whether a part of either is an estimate */
          estimated: boolean;
      };

type Direction = (bar: Bar) => Part | null;

/**
 * {@return how the bars compare with those of the other span}
 * A span that is over is compared whole with whole. One that still runs, or of which a part was not the customer's, is compared by
 * its bars that are in, each with its own counterpart. A percentage is only said where neither has a missing hour.
 *
 * @param pairs as {@link beside} gave them
 */
export function compare(bars: readonly Bar[], others: readonly Bar[], pairs: readonly (Bar | null)[], of: Direction = (bar) => bar.up): Compared {
    const whole = !bars.some((bar) => isAside(of(bar)));
    const at = bars.flatMap((bar, i) => (isAside(of(bar)) || pairs[i] == null ? [] : i));
    const here = (whole ? bars : at.map((i) => bars[i]!)).flatMap((bar) => of(bar) ?? []);
    const there = (whole ? others : at.map((i) => pairs[i]!)).flatMap((bar) => of(bar) ?? []);
    if (here.length === 0) {
        return { how: 'none' };
    }
    if (there.length === 0 || there.some((part) => part.status === 'outside')) {
        return { how: 'notYours' };
    }
    const gaps = { there: without(there), here: without(here) };
    if (gaps.there > 0 || gaps.here > 0) {
        return { how: 'gaps', ...gaps };
    }
    const [now, then] = [total(here), total(there)];
    if (then === 0n) {
        return { how: 'zero', now };
    }
    return {
        how: 'share',
        now,
        then,
        percent: percentOf(now - then, then),
        bars: whole ? null : here.length,
        estimated: [...here, ...there].some((part) => part.status === 'estimated'),
    };
}

/** Still to come, or not the customer's. */
function isAside(part: Part | null): boolean {
    return part === null || part.status === 'notYet' || part.status === 'outside' || part.part === 'soFar';
}

function without(parts: readonly Part[]): number {
    return parts.reduce((seconds, part) => seconds + Math.max(0, part.expected - part.covered), 0);
}

function total(parts: readonly Part[]): Billionths {
    return sum(parts.map((part) => part.value ?? 0n));
}

/** {@return whole percent, exact before it is rounded} */
export function percentOf(difference: Billionths, whole: Billionths): number {
    const [size, of] = [difference < 0n ? -difference : difference, whole < 0n ? -whole : whole];
    const rounded = Number((size * 200n + of) / (of * 2n));
    return difference < 0n !== whole < 0n && rounded !== 0 ? -rounded : rounded;
}
