import type { BillRow } from '../api/money';
import type { Words } from '../words/words';

/** {@return "Paid", "Due December 7", "$100.00 left, due December 7": where a bill stands} */
export function billState({ state, openCents, totalCents, dueOn }: Pick<BillRow, 'state' | 'openCents' | 'totalCents' | 'dueOn'>, words: Words, currency: string): string {
    const values = { amount: words.money(openCents, currency), day: words.day(dueOn, 'date') };
    switch (state) {
        case 'paid':
            return words.t('bill.statePaid');
        case 'replaced':
            return words.t('bill.stateReplaced');
        case 'past-due':
            return openCents < totalCents ? words.t('bill.statePastDuePart', values) : words.t('bill.statePastDue', values);
        case 'open':
            return openCents < totalCents ? words.t('bill.stateOpenPart', values) : words.t('bill.stateOpen', values);
    }
}
