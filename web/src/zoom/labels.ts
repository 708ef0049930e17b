import type { Bar } from '../chart/bars';
import type { Words } from '../words/words';

/** {@return the months to write under the bars: all, else every second, third or sixth} */
export function monthLabels(bars: readonly Bar[], words: Words): (string | null)[][] {
    return [1, 2, 3, 6].map((every) => bars.map((bar, i) => (i % every === 0 ? words.monthShort(bar.key, false) : null)));
}

/** {@return the days to write under the bars of chosen days: since a number alone does not say its month, with it, and fewer} */
export function spanLabels(bars: readonly Bar[], words: Words): (string | null)[][] {
    return [1, 2, 3, 7, 14, 31].map((every) => bars.map((bar, i) => (i % every === 0 ? words.day(bar.day, 'short') : null)));
}
