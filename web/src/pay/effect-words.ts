import type { Preview } from '../api/money';
import type { Words } from '../words/words';

type PreviewPart = Preview['parts'][number];

/** {@return what goes to charges, what becomes credit, and what is owed after it} */
export function leftOf(part: PreviewPart): { paid: number; left: number; all: number } {
    const paid = part.lines.reduce((sum, line) => sum + line.paysCents, 0);
    return { paid, left: part.leftCents, all: paid + part.creditCents };
}

/** {@return "$83.14 is paid. $100.00 is left, due Monday, December 7."} */
export function effectWords(part: PreviewPart, words: Words, currency = 'USD'): string {
    const money = (cents: number) => words.money(cents, currency);
    const { paid, left } = leftOf(part);
    const credit = part.creditCents > 0 ? words.t(paid > 0 ? 'pay.effectCredit' : 'pay.effectCreditOnly', { amount: money(part.creditCents) }) : '';
    if (paid === 0) {
        return credit;
    }
    if (left === 0) {
        return [words.t('pay.effectAll', { amount: money(paid) }), credit].filter(Boolean).join(' ');
    }
    const dues = part.lines.filter((line) => line.leftCents > 0).map((line) => line.dueOn);
    const due = dues.length === 0 ? null : dues.reduce((one, other) => (one < other ? one : other));
    return words.t(due ? 'pay.effectSome' : 'pay.effectSomeBare', { amount: money(paid), left: money(left), day: due ? words.day(due) : '' });
}

/** {@return "Water", or "Late fee, water": a line by what it is for} */
export function chargeTitle(kind: string, service: string, words: Words): string {
    const key = `charge.kind.${kind}`;
    return kind !== 'service' && words.has(key) ? words.t(key, { service: words.small(service) }) : service;
}
