import { comesTwice, type Bar } from '../chart/bars';
import type { Words } from '../words/words';

/** {@return the days to write under the bars: all, else one a week, else the first and last} */
export function dayLabels(bars: readonly Bar[]): (string | null)[][] {
    const number = (bar: Bar) => Number(bar.day.slice(8));
    return [1, 7, 14].map((every) => bars.map((bar) => ((number(bar) - 1) % every === 0 ? String(number(bar)) : null)));
}

/** {@return the hours to write: every third, else every sixth, else every twelfth; an hour that comes twice is labelled above its bars} */
export function hourLabels(bars: readonly Bar[], words: Words): (string | null)[][] {
    return [3, 6, 12].map((every) =>
        bars.map((bar) => {
            const { hour, minute } = bar.start!;
            return hour % every === 0 && minute === 0 && !comesTwice(bar, bars) ? words.clock(hour, minute) : null;
        }),
    );
}
