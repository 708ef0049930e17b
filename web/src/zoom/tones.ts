import type { Bar } from '../chart/bars';
import { toNumber } from '../words/amounts';

/** What is heard of one bar: a tone, or nothing and a tick where there should have been one. */
export interface Tone {
    /** of the bar */
    key: string;
    /** null: no tone, since nothing is known; that is not the lowest tone, which is zero */
    hertz: number | null;
    /** whether a tick says that reads are missing */
    tick: boolean;
}

/** Zero sounds as the A below the middle C, the highest bar two octaves above it: what a telephone's speaker can play. */
const LOWEST = 220;
const OCTAVES = 2;

/** {@return a tone for each bar in order, as high as the bar; what is still to come at the end is left out} */
export function tonesOf(bars: readonly Bar[]): Tone[] {
    const last = bars.findLastIndex((bar) => bar.up.value !== null || bar.up.status === 'missing');
    const highest = Math.max(0, ...bars.map((bar) => (bar.up.value === null ? 0 : toNumber(bar.up.value))));
    return bars.slice(0, last + 1).map((bar) => {
        if (bar.up.value === null) {
            return { key: bar.key, hertz: null, tick: bar.up.status === 'missing' };
        }
        const share = highest === 0 ? 0 : Math.max(0, toNumber(bar.up.value)) / highest;
        return { key: bar.key, hertz: Math.round(LOWEST * 2 ** (OCTAVES * share)), tick: false };
    });
}
