import { nice, ticks } from 'd3-array';

/** A straight axis over round values. d3-scale would do it too, with 7 kB of colours and dates for which nobody asked. */
export interface Scale {
    low: number;
    high: number;
    ticks: number[];
    at: (value: number) => number;
}

/** @param count about how many round values; zero is always one of them */
export function scale(values: readonly number[], count: number, bottom: number, top: number): Scale {
    const lowest = Math.min(0, ...values);
    const highest = Math.max(0, ...values);
    const [low, high] = lowest === highest ? [0, 1] : nice(lowest, highest, count);
    return { low, high, ticks: ticks(low, high, count), at: (value) => bottom - ((value - low) / (high - low)) * (bottom - top) };
}
