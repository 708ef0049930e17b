import { Refused } from '../api/client';
import type { Words } from '../words/words';

/** {@return what went wrong and what to do, for any refusal of the portal} */
export function problemWords(error: unknown, words: Words, values: Record<string, string | number> = {}): string {
    const code = error instanceof Refused ? error.code : 'unexpected';
    const key = `problem.${code}`;
    const wait = waiting(error instanceof Refused ? error.wait : null, words);
    return words.t(words.has(key) ? key : 'problem.unexpected', { wait, ...values });
}

/** {@return "40 seconds", "5 minutes"; without a figure "a while"} */
function waiting(seconds: number | null, words: Words): string {
    if (seconds === null) {
        return words.t('problem.aWhile');
    }
    return seconds < 90 ? words.t('problem.seconds', { n: seconds }) : words.t('problem.minutes', { n: Math.ceil(seconds / 60) });
}
