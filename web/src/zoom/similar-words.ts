import type { components } from '#api';
import { parse, toNumber } from '../words/amounts';
import type { Words } from '../words/words';

export type Told = components['schemas']['Similar'];

/** Within a tenth it is about the same: the average is told to two figures. */
const SAME = 0.1;

const WHY = {
    'not-complete': 'zoom.similarNotComplete',
    'not-settled': 'zoom.similarLater',
    'home-unknown': 'zoom.similarHomeUnknown',
    'too-few': 'zoom.similarTooFew',
    'one-too-large': 'zoom.similarOneTooLarge',
} as const;

/** {@return how one's own month compares with similar homes, or why that is not told} @param month as a sentence names it */
export function similarWords({ own, about, atLeast, why, fewest, unit }: Told, month: string, words: Words): string[] {
    if (own === null || about === null) {
        return [words.t(WHY[why ?? 'not-complete'], { month, n: fewest })];
    }
    const [ours, theirs] = [parse(own), parse(about)];
    const by = ours < theirs ? theirs - ours : ours - theirs;
    // no finer than what it is compared with
    const digits = toNumber(theirs) >= 10 ? 0 : toNumber(theirs) >= 1 ? 1 : 2;
    const same = toNumber(by) <= SAME * Math.abs(toNumber(theirs));
    return [
        words.t(same ? 'zoom.similarSame' : ours > theirs ? 'zoom.similarMore' : 'zoom.similarLess', {
            amount: `${words.plain(toNumber(by), digits)}\u00a0${words.unit(unit)}`,
            about: `${words.plain(toNumber(theirs))}\u00a0${words.unit(unit)}`,
        }),
        words.t('zoom.similarWho', { n: atLeast ?? fewest }),
    ];
}

/** {@return how far the bar goes, and where the line stands; none where one of them is not known} */
export function markOf({ own, about }: Told): { own: string; about: string } | null {
    if (own === null || about === null) {
        return null;
    }
    const [ours, theirs] = [Math.max(Number(own), 0), Math.max(Number(about), 0)];
    const full = Math.max(ours, theirs * 1.25) || 1;
    return { own: `${(ours / full) * 100}%`, about: `${(theirs / full) * 100}%` };
}
