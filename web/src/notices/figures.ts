import type { Evaluation } from '../api/notices';
import { dayAt } from '../time/days';
import { parse } from '../words/amounts';
import { clockAt } from '../words/spans';
import type { Words } from '../words/words';

/** So many decimals that the reads' own figures stand, since here it is shown that one is more than the other. */
export function digitsOf({ reads, value, threshold }: Evaluation): number {
    const own = [value, threshold, ...reads.map((read) => read.running)].map((text) => text.replace(/^[^.]*\.?/, '').length);
    return Math.min(3, Math.max(...own));
}

export function figure(text: string, evaluation: Evaluation, words: Words): string {
    const digits = text.includes('.') ? digitsOf(evaluation) : 0;
    return words.inColumn(parse(text), digits);
}

/** A time of the evaluation's own day stands alone; of another day, with that day. */
export function timeOf(instant: number, { zone, day }: Evaluation, words: Words, exact = false): string {
    const time = clockAt(instant, zone, words, exact);
    // the last moment of the day belongs to it
    const on = dayAt(instant - 1, zone);
    return on === day ? time : words.t('moment.day', { day: words.day(dayAt(instant, zone)), time });
}
