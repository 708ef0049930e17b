import type { Bar } from '../chart/bars';
import { addDays, addMonths, daysOf, monthOf, type Day, type Month } from '../time/days';
import { sum, toNumber, type Billionths } from '../words/amounts';

/** Fewer days than this say nothing about what is usual. */
const ENOUGH = 7;
const LOOK_BACK = 28;
/** Within a tenth, a day is as usual. */
const SAME = 0.1;

/** {@return the newest day before today that has reads: yesterday, or when its reads are late an earlier one} */
export function lastDayWithReads(bars: readonly Bar[], today: Day): Bar | undefined {
    return bars.findLast((bar) => bar.day < today && bar.up.value !== null);
}

export interface Usual {
    /** rounded to two figures, as people say it */
    about: Billionths;
    verdict: 'more' | 'less' | 'same';
    by: Billionths;
    /** how many decimals the difference deserves: as many as what is usual has */
    digits: number;
}

/** {@return how the day compares with the middle one of the four weeks before it, or null when too few are known whole} */
export function usual(bar: Bar, bars: readonly Bar[]): Usual | null {
    const first = addDays(bar.day, -LOOK_BACK);
    const before = bars.filter((other) => other.day >= first && other.day < bar.day && isWhole(other)).map((other) => other.up.value!);
    if (!isWhole(bar) || before.length < ENOUGH) {
        return null;
    }
    const sorted = before.toSorted((a, b) => (a < b ? -1 : 1));
    const about = twoFigures(sorted[Math.floor(sorted.length / 2)]!);
    const by = bar.up.value! - about;
    const share = about === 0n ? (by === 0n ? 0 : Infinity) : toNumber(by) / toNumber(about);
    return { about, verdict: Math.abs(share) <= SAME ? 'same' : share > 0 ? 'more' : 'less', by: by < 0n ? -by : by, digits: toNumber(about) >= 10 ? 0 : toNumber(about) >= 1 ? 1 : 2 };
}

export interface MonthSoFar {
    total: Billionths;
    /** the whole days of this month that last month has too: their totals then and now, and how many of those that are in they are */
    then: Billionths | null;
    now: Billionths;
    days: number;
    all: number;
    /** what last month came to in all, where it is known whole; the bar's full length */
    lastMonth: Billionths | null;
}

export function monthSoFar(bars: readonly Bar[], month: Month): MonthSoFar {
    const before = addMonths(month, -1);
    const byDay = new Map(bars.map((bar) => [bar.day, bar]));
    const mine = bars.filter((bar) => monthOf(bar.day) === month && bar.up.value !== null);
    const whole = mine.filter(isWhole);
    const pairs = whole.flatMap((bar) => {
        const then = byDay.get(before + bar.day.slice(7));
        return then && isWhole(then) ? [{ now: bar.up.value!, then: then.up.value! }] : [];
    });
    const earlier = daysOf(before).map((day) => byDay.get(day)?.up.value ?? null);
    return {
        total: sum(mine.map((bar) => bar.up.value!)),
        then: pairs.length > 0 ? sum(pairs.map((pair) => pair.then)) : null,
        now: sum(pairs.map((pair) => pair.now)),
        days: pairs.length,
        all: whole.length,
        lastMonth: earlier.some((value) => value === null) ? null : sum(earlier.map((value) => value!)),
    };
}

function isWhole(bar: Bar): boolean {
    return bar.up.value !== null && bar.up.part === 'whole';
}

function twoFigures(amount: Billionths): Billionths {
    const digits = (amount < 0n ? -amount : amount).toString().length;
    const step = 10n ** BigInt(Math.max(digits - 2, 0));
    return ((amount + step / 2n) / step) * step;
}
