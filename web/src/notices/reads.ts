import type { DecidingRead, Evaluation } from '../api/notices';

const BEFORE = 4;

/** {@return the read that took the sum above the line} */
export function passing({ reads }: Pick<Evaluation, 'reads'>): DecidingRead | undefined {
    return reads.find((read) => read.decided);
}

/** {@return the few reads up to the one that decided; the rest stands behind one press} */
export function lastReads({ reads }: Pick<Evaluation, 'reads'>): readonly DecidingRead[] {
    const at = reads.findIndex((read) => read.decided);
    return at < 0 ? reads.slice(-(BEFORE + 1)) : reads.slice(Math.max(0, at - BEFORE), at + 1);
}

export function endOf(read: Pick<DecidingRead, 'start' | 'seconds'>): number {
    return Date.parse(read.start) + read.seconds * 1000;
}

/** {@return how many characters a text has, as phones count them: code points} */
export function lengthOf(text: string): number {
    return [...text].length;
}
