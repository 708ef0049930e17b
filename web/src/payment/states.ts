import type { Payment, PaymentState } from '../api/money';
import type { Words } from '../words/words';

/** {@return "Paid", "On the way": a state in a word or two} */
export function stateName(state: PaymentState, words: Words): string {
    return words.t(`payment.name.${state}`);
}

/**
 * {@return where a payment stands, what that means and whether there is anything to do}
 *
 * @param back whether the customer just came from the payment page, so that "finish there" would be wrong to say
 */
export function stateText(payment: Pick<Payment, 'state' | 'reason' | 'scheduledOn' | 'kind' | 'origin'>, words: Words, back = false): string {
    const { state, scheduledOn } = payment;
    switch (state) {
        case 'scheduled':
            return words.t('payment.text.scheduled', { day: scheduledOn ? words.day(scheduledOn) : '' });
        case 'created':
        case 'waiting':
            return words.t(back ? 'payment.text.confirming' : 'payment.text.waiting');
        case 'failed':
        case 'returned':
            return [words.t(`payment.text.${state}`), reasonWords(payment.reason, words)].filter(Boolean).join(' ');
        case 'settled':
            return words.t(payment.kind === 'bank' ? 'payment.text.settledBank' : 'payment.text.settled');
        default:
            return words.t(`payment.text.${state}`);
    }
}

/** {@return whether it was made before bills came to us: the day is known, and nobody gave a receipt of ours} */
export function isOfThePast(payment: Pick<Payment, 'state' | 'receipt'>): boolean {
    return payment.state === 'settled' && payment.receipt === null;
}

/** {@return why, in words; a code of a bank that we have no words for stands as it is, so that one can ask about it} */
export function reasonWords(reason: string | null, words: Words): string {
    if (reason === null) {
        return '';
    }
    const key = `payment.reason.${reason}`;
    return words.has(key) ? words.t(key) : /^[RC]\d\d$/.test(reason) ? words.t('payment.reasonCode', { code: reason }) : words.t('payment.reasonOther');
}
