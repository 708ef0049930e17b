import { expect, test } from 'vitest';
import type { Balance } from '../api/balance';
import { english, plain, spanish } from '../words/spoken';
import { owing, stillToPay } from './owe';

const TODAY = '2026-11-21';
const last = { id: '13', number: 'R-13', issuedOn: '2026-11-09', dueOn: '2026-12-07', totalCents: 18314 };

function aBalance(more: Partial<Balance> = {}): Balance {
    return { currency: 'USD', owedCents: 18314, pastDueCents: 0, creditCents: 0, dueOn: '2026-12-07', lastBill: last, onTheWayCents: 0, scheduled: [], autopay: null, ageing: [], ...more };
}

const said = (balance: Balance, words = english) => {
    const { title, cents, lead, notes, pay, calm } = owing(balance, TODAY, words);
    return { title, cents, lead: lead && plain(lead).replace(/<\/?b>/g, ''), notes: notes.map((note) => plain(note).replace(/<\/?b>/g, '')), pay, calm };
};

test('what is owed stands with the day it is due, and a press pays it', () => {
    expect(said(aBalance())).toEqual({ title: 'You owe', cents: 18314, lead: 'Due Monday, December 7', notes: [], pay: 18314, calm: false });
    expect(said(aBalance(), spanish)).toMatchObject({ title: 'Usted debe', lead: 'Vence el lunes 7 de diciembre' });
});

test('what is past due is said first, the rest after it', () => {
    expect(said(aBalance({ owedCents: 24314, pastDueCents: 6000, dueOn: '2026-11-07' })).lead).toBe('$60.00 of it is past due. The rest is due Monday, December 7.');
    expect(said(aBalance({ owedCents: 6000, pastDueCents: 6000, dueOn: '2026-11-07' })).lead).toBe('It was due on Saturday, November 7');
});

test('a payment on its way or set ahead is taken off what a press would pay', () => {
    const balance = aBalance({ onTheWayCents: 8314, scheduled: [{ payment: 'p', cents: 4000, on: '2026-12-04' }] });

    expect(stillToPay(balance)).toBe(6000);
    expect(said(balance)).toMatchObject({ cents: 18314, pay: 6000 });
    expect(said(balance).notes).toEqual([
        '$83.14 is on the way from your bank. It shows here as paid when it arrives; it counts from the day you paid.',
        'You set a payment of $40.00 for Friday, December 4.',
    ]);
});

test('there is nothing to press once all is covered, however much more is on its way', () => {
    expect(said(aBalance({ onTheWayCents: 18314 }))).toMatchObject({ pay: null, notes: [expect.any(String), 'That covers all you owe.'] });
    expect(stillToPay(aBalance({ onTheWayCents: 20000 }))).toBe(0);
});

test('autopay is said in words, and pressing is no longer urged', () => {
    expect(said(aBalance({ autopay: { cents: 18314, on: '2026-12-07' } }))).toMatchObject({
        notes: ['Autopay takes $183.14 on Monday, December 7. You do not need to do anything.'],
        pay: 18314,
        calm: true,
    });
});

test('a credit is never a negative debt, and nothing owed is not zero dollars', () => {
    expect(said(aBalance({ owedCents: -2000, creditCents: 2000, dueOn: null }))).toMatchObject({ title: 'You have a credit', cents: 2000, pay: null });
    expect(said(aBalance({ owedCents: 0, dueOn: null }))).toMatchObject({ title: 'You owe nothing', cents: null, lead: 'Your bill of November 9, $183.14, is paid.', pay: null });
    expect(said(aBalance({ owedCents: 0, dueOn: null, lastBill: null }))).toMatchObject({ title: 'No bill yet', cents: null, pay: null });
});
