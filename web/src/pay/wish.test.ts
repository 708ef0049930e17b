import { beforeEach, expect, test } from 'vitest';
import type { Balance } from '../api/balance';
import type { PaymentWish } from '../api/money';
import { amountOf, centsOf, dayWrong, firstFilled, forgetWish, keyOf, partsOf } from './wish';

function aBalance(more: Partial<Balance> = {}): Balance {
    return { currency: 'USD', owedCents: 18314, pastDueCents: 0, creditCents: 0, dueOn: '2026-12-07', lastBill: null, onTheWayCents: 0, scheduled: [], autopay: null, ageing: [], ...more };
}

const wish: PaymentWish = { parts: [{ account: '1', cents: 8314 }], kind: 'card', method: null, on: null, save: false, despite: false, language: 'en' };

/** What a tab keeps. */
class Kept implements Storage {
    [name: string]: unknown;
    getItem(key: string) {
        return (this[key] as string | undefined) ?? null;
    }
    setItem(key: string, value: string) {
        this[key] = value;
    }
    removeItem(key: string) {
        delete this[key];
    }
    clear() {
        Object.keys(this).forEach((key) => delete this[key]);
    }
    key(index: number) {
        return Object.keys(this)[index] ?? null;
    }
    get length() {
        return Object.keys(this).length;
    }
}

let tab: Kept;
let made: number;
const make = () => `key-${++made}`;

beforeEach(() => {
    tab = new Kept();
    made = 0;
});

test('from home all that is owed is chosen; from a bill its amount; with several accounts the choice of them comes first', () => {
    const balance = aBalance();
    const home = firstFilled('1', false, new URLSearchParams());

    expect(home.step).toBe('how');
    expect(partsOf(home, [balance])).toEqual([{ account: '1', cents: 18314 }]);
    expect(firstFilled('1', true, new URLSearchParams()).step).toBe('what');
    expect(firstFilled('1', true, new URLSearchParams('amount=17080')).step).toBe('how');
    expect(partsOf(firstFilled('1', false, new URLSearchParams('amount=17080')), [balance])).toEqual([{ account: '1', cents: 17080 }]);
    expect(amountOf(firstFilled('1', false, new URLSearchParams('amount=18314')), '1', balance).choice).toBe('all');
    expect(partsOf(firstFilled('1', false, new URLSearchParams('part')), [balance])).toBeNull();
    expect(firstFilled('1', false, new URLSearchParams('amount=-5')).amounts).toEqual({});
    expect(firstFilled('1', false, new URLSearchParams('amount=1e9')).amounts).toEqual({});
});

test('an amount of one’s own is exact, and says what is wrong with it', () => {
    const cents = (text: string) => centsOf({ choice: 'other', text }, aBalance());

    expect(['83,14', '$83.14', '', 'a lot', '83.145', '0'].map(cents)).toEqual([8314, 8314, 'pay.amountMissing', 'pay.amountWrong', 'pay.amountWrong', 'pay.amountZero']);
    expect(centsOf({ choice: 'past-due', text: '' }, aBalance({ pastDueCents: 6000 }))).toBe(6000);
});

test('several accounts are paid at once, or not at all while one amount is missing', () => {
    const filled = { ...firstFilled('1', true, new URLSearchParams()), accounts: ['1', '2'] };

    expect(partsOf(filled, [aBalance(), aBalance({ owedCents: 500 })])).toEqual([{ account: '1', cents: 18314 }, { account: '2', cents: 500 }]);
    expect(partsOf(filled, [aBalance(), undefined])).toBeNull();
    expect(partsOf(filled, [aBalance(), aBalance({ owedCents: 0 })])).toBeNull();
    expect(partsOf({ ...filled, accounts: [] }, [])).toBeNull();
});

test('a day ahead is after today', () => {
    expect(['', '2026-11-20', '2026-11-21', '2026-11-22', '2026-02-30'].map((day) => dayWrong(day, '2026-11-21'))).toEqual(['pay.dayMissing', 'pay.dayPast', 'pay.dayPast', null, 'pay.dayMissing']);
});

test('one wish has one key, however often it is pressed; another amount is another wish', () => {
    expect([keyOf(wish, tab, make), keyOf({ ...wish }, tab, make)]).toEqual(['key-1', 'key-1']);
    expect(keyOf({ ...wish, parts: [{ account: '1', cents: 8315 }] }, tab, make)).toBe('key-2');
});

test('once its payment is over, the same wish is a new one and its form is empty', () => {
    tab.setItem('kept:pay 1 ', '{}');
    tab.setItem('kept:message', 'mine');
    const key = keyOf(wish, tab, make);

    forgetWish('another', tab);
    expect(keyOf(wish, tab, make)).toBe(key);
    forgetWish(key, tab);
    expect(keyOf(wish, tab, make)).not.toBe(key);
    expect([tab.getItem('kept:pay 1 '), tab.getItem('kept:message')]).toEqual([null, 'mine']);
});

test('a browser that keeps nothing still pays', () => {
    expect(keyOf(wish, undefined, make)).toBe('key-1');
    expect(() => forgetWish('key-1', undefined)).not.toThrow();
});
