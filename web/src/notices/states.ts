import type { Notice, NoticeState } from '../api/notices';
import { parse } from '../words/amounts';
import type { Words } from '../words/words';

/** {@return what became of a message, in words: the reason where we have words for it, else the state alone} */
export function stateWords({ state, reason, medium }: Pick<Notice, 'state' | 'reason' | 'medium'>, words: Words): string {
    const key = `reason.${reason}`;
    if (reason !== null && state !== 'delivered' && words.has(key)) {
        return words.t(key);
    }
    // a mail server that took a letter never tells whether it reached the reader
    return words.t(state === 'sent' && medium === 'email' ? 'state.sentMail' : `state.${state}`);
}

/** {@return whether the customer should look: it did not come, or nobody knows} */
export function isTrouble(state: NoticeState): boolean {
    return state === 'failed' || state === 'unknown';
}

/** {@return what a message was about, in a line} */
export function aboutNotice(notice: Notice, words: Words): string {
    const { subject, day, threshold, unit } = notice;
    if (subject && day && threshold && unit) {
        return words.t(notice.kind === 'usage-corrected' ? 'notice.corrected' : 'notice.passed', { service: words.t(`commodity.${subject.commodity}`), amount: words.amount(parse(threshold), unit), day: words.day(day) });
    }
    const key = `notice.${notice.kind}`;
    return words.t(words.has(key) ? key : 'notice.other');
}

/** {@return "Text to (•••) •••-0142": the address comes masked} */
export function wayOf(notice: Pick<Notice, 'medium' | 'address'>, words: Words): string {
    return words.t(notice.medium === 'sms' ? 'notice.byText' : 'notice.byEmail', { address: notice.address.replaceAll(' ', '\u00a0') });
}
