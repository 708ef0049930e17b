import type { Layout } from '../chart/layout';
import { runs } from '../chart/bars';
import type { Outside } from './outside';

/** The weather over the bars, in pixels. Pure, so that a test can hold it to account. */
export interface Drawn {
    height: number;
    /** from the low to the high of each day of which both are known */
    bands: string[];
    /** along the highs; broken where one is not known */
    lines: string[];
    rains: { x: number; y: number; width: number; height: number }[];
    /** past days of which nothing is known, run by run */
    gaps: { x: number; width: number; y: number; height: number }[];
    labels: { x: number; y: number; anchor: 'start' | 'middle' | 'end'; text: string }[];
    dot: { x: number; y: number | null } | null;
}

/** Rows from the top, in rem: the unit, temperatures, rain. */
const WARM = 2.5;
const COOL = 4.1;
const GROUND = 6;
const DEEPEST = 0.9;

/** Less than this apart, highs and lows are drawn as near each other as they are, and not as a mountain range. */
const FLATTEST = 10;

/** A drizzle is drawn as one, even where there was no more. */
const RAINY = { in: 0.5, mm: 12 };

export function drawn(layout: Pick<Layout, 'slots' | 'left' | 'right'>, outside: Outside, rainUnit: 'in' | 'mm', rem: number, chosen: string | null, measure: (text: string) => number): Drawn {
    const pitch = (layout.right - layout.left) / Math.max(layout.slots.length, 1);
    const days = layout.slots.map(({ x, bar }) => {
        const day = outside.day(bar);
        const [high, low, rain] = [day?.high ?? day?.mean, day?.low, day?.rain].map((value) => (value == null ? null : Number(value)));
        return { key: bar.key, x, day, high: high!, low: low!, rain: rain!, text: day?.high ?? day?.mean };
    });
    const all = days.flatMap(({ high, low }) => [high, low]).filter((value) => value !== null);
    const lowest = Math.min(...all);
    const reach = Math.max(FLATTEST, Math.max(...all) - lowest);
    const y = (value: number) => rem * (COOL - ((value - lowest) / reach) * (COOL - WARM));
    const lines = runs(days, ({ high }) => high !== null);
    const first = lines[0]?.[0];
    const last = lines.at(-1)?.at(-1);
    const most = Math.max(RAINY[rainUnit], ...days.map(({ rain }) => rain ?? 0));
    const rains = days.filter(({ rain }) => rain !== null && rain > 0);
    const depth = (rain: number) => Math.max(2, (rain / most) * DEEPEST * rem);
    const wettest = rains.reduce<(typeof rains)[number] | null>((top, one) => (top && top.rain >= one.rain ? top : one), null);
    const wettestText = wettest && outside.rain(String(wettest.rain));
    const half = wettestText === null ? 0 : measure(wettestText) / 2;
    // clear of the line wherever the label stands, not only at its own day
    const clear = (from: number, to: number) => Math.min(...days.filter(({ x, high }) => high !== null && x > from - pitch && x < to + pitch).map(({ high }) => y(high))) - 6;
    const label = (x: number, anchor: 'start' | 'end', value: string) => {
        const text = outside.degrees(value);
        const width = measure(text);
        return { x, y: anchor === 'start' ? clear(x, x + width) : clear(x - width, x), anchor, text };
    };
    const picked = days.find(({ key }) => key === chosen);
    const box = (run: typeof days, from: number, to: number) => ({ x: run[0]!.x - pitch * 0.34, width: (run.length - 0.32) * pitch, y: from * rem, height: (to - from) * rem });
    return {
        height: (GROUND + 0.4) * rem,
        lines: lines.map((run) => (run.length === 1 ? `M${f(run[0]!.x - 3)} ${f(y(run[0]!.high))}h6` : path(run.map(({ x, high }) => [x, y(high)])))),
        bands: runs(days, ({ high, low }) => high !== null && low !== null)
            .filter((run) => run.length > 1)
            .map((run) => `${path([...run.map(({ x, high }) => [x, y(high)] as const), ...run.toReversed().map(({ x, low }) => [x, y(low)] as const)])}Z`),
        rains: rains.map(({ x, rain }) => ({ x: x - pitch * 0.2, width: pitch * 0.4, y: GROUND * rem - depth(rain), height: depth(rain) })),
        gaps: [
            ...runs(days, ({ day, high, low, rain }) => day === null || (day !== undefined && high === null && low === null && rain === null)).map((run) => box(run, WARM, GROUND)),
            ...runs(days, ({ day, rain }) => day != null && rain === null).map((run) => box(run, GROUND - DEEPEST / 2, GROUND)),
            ...runs(days, ({ day, high, low }) => day != null && high === null && low === null).map((run) => box(run, WARM, COOL)),
        ],
        labels: [
            ...(first ? [label(first.x - pitch / 2, 'start', first.text!)] : []),
            ...(last && last !== first ? [label(last.x + pitch / 2, 'end', last.text!)] : []),
            ...(wettest ? [{ x: Math.min(Math.max(wettest.x, layout.left + half), layout.right - half), y: GROUND * rem - depth(wettest.rain) - 4, anchor: 'middle' as const, text: wettestText! }] : []),
        ],
        dot: picked ? { x: picked.x, y: picked.high === null ? null : y(picked.high) } : null,
    };
}

function path(points: readonly (readonly [number, number])[]): string {
    return `M${points.map(([x, y]) => `${f(x)} ${f(y)}`).join('L')}`;
}

function f(value: number): string {
    return String(Math.round(value * 10) / 10);
}
