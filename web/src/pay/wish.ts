import type { Balance } from '../api/balance';
import type { Part, PaymentWish } from '../api/money';
import { KEPT } from '../api/signed-out';
import { stillToPay } from '../home/owe';
import { isDay, type Day } from '../time/days';
import { decimalOf, typedCents } from '../words/money';
import type { Key } from '../words/words';

/** How much goes to one account, as it stands in the form. */
export interface Amount {
    choice: 'all' | 'past-due' | 'other';
    text: string;
}

/** The form of a payment, as far as it is filled in. */
export interface Filled {
    step: 'what' | 'how';
    accounts: string[];
    amounts: Record<string, Amount>;
    /** card, bank, or the id of a saved method after "saved:" */
    way: string;
    save: boolean;
    when: 'now' | 'later';
    on: Day | '';
}

/** {@return the form as it opens: from home all that is owed, from a bill that bill's amount} */
export function firstFilled(account: string, several: boolean, query: URLSearchParams): Filled {
    const amount = query.get('amount');
    const asked = amount !== null && /^[1-9]\d{0,9}$/.test(amount) ? decimalOf(Number(amount)) : '';
    const amounts: Record<string, Amount> = asked !== '' || query.has('part') ? { [account]: { choice: 'other', text: asked } } : {};
    return { step: several && asked === '' && !query.has('part') ? 'what' : 'how', accounts: [account], amounts, way: 'card', save: false, when: 'now', on: '' };
}

/** {@return the choice that stands: what was chosen, else all of it, else a free amount where nothing is owed} */
export function amountOf(filled: Filled, account: string, balance: Balance): Amount {
    const chosen = filled.amounts[account];
    const all = stillToPay(balance);
    if (chosen === undefined) {
        return { choice: all > 0 ? 'all' : 'other', text: '' };
    }
    // the amount of a bill that is all there is to pay
    return chosen.choice === 'other' && all > 0 && typedCents(chosen.text) === all ? { choice: 'all', text: chosen.text } : chosen;
}

/** {@return cents, or what is wrong with the amount} */
export function centsOf(amount: Amount, balance: Balance): number | Key {
    if (amount.choice === 'all') {
        return stillToPay(balance);
    }
    if (amount.choice === 'past-due') {
        return balance.pastDueCents;
    }
    if (amount.text.trim() === '') {
        return 'pay.amountMissing';
    }
    const cents = typedCents(amount.text);
    return cents === null ? 'pay.amountWrong' : cents === 0 ? 'pay.amountZero' : cents;
}

/** {@return what goes to which account; null while an amount is missing or wrong} */
export function partsOf(filled: Filled, balances: readonly (Balance | undefined)[]): Part[] | null {
    const parts = filled.accounts.map((account, at) => {
        const balance = balances[at];
        const cents = balance === undefined ? null : centsOf(amountOf(filled, account, balance), balance);
        return { account, cents: typeof cents === 'number' && cents > 0 ? cents : null };
    });
    return parts.length > 0 && parts.every((part): part is Part => part.cents !== null) ? parts : null;
}

/** {@return what is wrong with the day of a payment set ahead; null while nothing is} */
export function dayWrong(on: string, today: Day): Key | null {
    return !isDay(on) ? 'pay.dayMissing' : on <= today ? 'pay.dayPast' : null;
}

const KEY = `${KEPT}pay-key`;

/**
 * {@return the key of this wish: one wish has one key, so that a second press, the way back from the payment page and a
 * page loaded again are the same payment, and another amount is another}
 */
export function keyOf(wish: PaymentWish, storage: Pick<Storage, 'getItem' | 'setItem'> | undefined, make: () => string): string {
    const body = JSON.stringify(wish);
    try {
        const kept = JSON.parse(storage?.getItem(KEY) ?? 'null') as { body: string; key: string } | null;
        if (kept?.body === body) {
            return kept.key;
        }
        const key = make();
        storage?.setItem(KEY, JSON.stringify({ body, key }));
        return key;
    } catch {
        // a browser that refuses storage still pays; only the way back makes a new wish
        return make();
    }
}

/** Called once its payment is over: the same amount again is then a new wish, in a form that is empty again. */
export function forgetWish(payment: string, storage: Storage | undefined): void {
    try {
        if (storage && (JSON.parse(storage.getItem(KEY) ?? 'null') as { key?: string } | null)?.key === payment) {
            Object.keys(storage)
                .filter((key) => key === KEY || key.startsWith(`${KEPT}pay `))
                .forEach((key) => storage.removeItem(key));
        }
    } catch {
        // nothing was kept
    }
}

export function tabStorage(): Storage | undefined {
    try {
        return sessionStorage;
    } catch {
        return undefined;
    }
}
