import type { Payment } from '../api/money';
import type { Day } from '../time/days';

/**
 * {@return what a clerk may do about a payment}
 * What was taken at the counter today is voided, as long as nothing of it was given back; later, and for what a card or bank paid,
 * money is given back.
 */
export function mayDo(payment: Pick<Payment, 'state' | 'origin' | 'kind' | 'effectiveOn' | 'amountCents' | 'refundedCents'>, today: Day): 'void' | 'refund' | null {
    if (payment.state !== 'settled') {
        return null;
    }
    const overCounter = payment.origin === 'counter' && (payment.kind === 'cash' || payment.kind === 'cheque');
    if (overCounter && payment.effectiveOn === today && payment.refundedCents === 0) {
        return 'void';
    }
    return payment.amountCents > payment.refundedCents ? 'refund' : null;
}
