import type { Words } from '../words/words';

/** {@return "Visa ending 4242": a card or bank account as people know it} */
export function methodName({ kind, label, last4 }: { kind: string; label: string; last4: string }, words: Words): string {
    return words.t(kind === 'bank' ? 'method.namedBank' : 'method.namedCard', { label, last4 });
}

/** {@return "Visa ending 4242", or "Cash" where there is no more to say} */
export function paidBy(payment: { kind: string; method: { kind: string; label: string; last4: string } | null }, words: Words): string {
    const key = `method.${payment.kind}`;
    return payment.method ? methodName(payment.method, words) : words.has(key) ? words.t(key) : payment.kind;
}
