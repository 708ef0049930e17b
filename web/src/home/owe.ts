import type { Balance } from '../api/balance';
import type { Day } from '../time/days';
import type { Words } from '../words/words';

/** What is owed, as it is said; how much of it still waits for someone to pay it. */
export interface Owing {
    title: string;
    /** null: nothing to put a figure to */
    cents: number | null;
    lead: string | null;
    /** what is already on its way, and what happens by itself */
    notes: string[];
    /** what a press would pay; null where there is nothing to do */
    pay: number | null;
    /** somebody else pays it on time: pressing is not needed */
    calm: boolean;
}

/** {@return what is owed less what is on its way or set for a day, never below zero} */
export function stillToPay(balance: Balance): number {
    const planned = balance.onTheWayCents + balance.scheduled.reduce((sum, one) => sum + one.cents, 0);
    return Math.max(0, balance.owedCents - planned);
}

export function owing(balance: Balance, today: Day, words: Words): Owing {
    const money = (cents: number) => words.money(cents, balance.currency);
    const left = stillToPay(balance);
    const notes = [
        balance.onTheWayCents > 0 && words.t('owe.onTheWay', { amount: money(balance.onTheWayCents) }),
        ...balance.scheduled.map((one) => words.t('owe.scheduled', { amount: money(one.cents), day: words.day(one.on) })),
        balance.autopay && words.t('owe.autopay', { amount: money(balance.autopay.cents), day: words.day(balance.autopay.on) }),
        balance.owedCents > 0 && left === 0 && words.t('owe.covered'),
    ].filter((note) => note !== false && note !== null);
    if (balance.owedCents > 0) {
        return { title: words.t('owe.title'), cents: balance.owedCents, lead: due(balance, today, words), notes, pay: left > 0 ? left : null, calm: balance.autopay !== null };
    }
    if (balance.creditCents > 0) {
        return { title: words.t('owe.credit'), cents: balance.creditCents, lead: words.t('owe.creditText'), notes, pay: null, calm: true };
    }
    const last = balance.lastBill;
    return {
        title: words.t(last ? 'owe.nothing' : 'owe.noBill'),
        cents: null,
        lead: last ? words.t('owe.paid', { amount: money(last.totalCents), day: words.day(last.issuedOn, 'date') }) : words.t('owe.noBillText'),
        notes,
        pay: null,
        calm: true,
    };
}

/** {@return when it is due; what is past due comes first} */
function due({ owedCents, pastDueCents, dueOn, lastBill, currency }: Balance, today: Day, words: Words): string | null {
    if (pastDueCents === 0) {
        return dueOn && words.t('owe.due', { day: words.day(dueOn) });
    }
    if (pastDueCents >= owedCents) {
        return dueOn && dueOn < today ? words.t('owe.wasDue', { day: words.day(dueOn) }) : words.t('owe.allPastDue');
    }
    const rest = lastBill && lastBill.dueOn >= today ? ` ${words.t('owe.rest', { day: words.day(lastBill.dueOn) })}` : '';
    return words.t('owe.partPastDue', { amount: words.money(pastDueCents, currency) }) + rest;
}
