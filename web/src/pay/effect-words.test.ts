import { expect, test } from 'vitest';
import type { Preview } from '../api/money';
import { english, plain, spanish } from '../words/spoken';
import { effectWords, leftOf } from './effect-words';

type PreviewPart = Preview['parts'][number];

function aPart(paid: number, left: number, credit = 0): PreviewPart {
    const line = (paysCents: number, leftCents: number, dueOn: string) => ({ charge: dueOn, service: 'water', kind: 'service', bill: '1', billNumber: 'R-1', dueOn, openCents: paysCents + leftCents, paysCents, leftCents });
    return { account: '1', owedCents: paid + left, paysCents: paid, leftCents: left, creditCents: credit, lines: paid + left === 0 ? [] : [line(paid, 0, '2026-11-07'), line(0, left, '2026-12-07')] };
}

const said = (part: PreviewPart, words = english) => plain(effectWords(part, words)).replace(/<\/?b>/g, '');

test('what is paid, what is left and until when', () => {
    expect(said(aPart(8314, 10000))).toBe('$83.14 is paid. $100.00 is left, due Monday, December 7.');
    expect(said(aPart(8314, 10000), spanish)).toBe('Se pagan $83.14. Faltan $100.00, que vencen el lunes 7 de diciembre.');
    expect(said(aPart(18314, 0))).toBe('$183.14 is paid: everything you owe.');
});

test('what is above the debt stays the customer’s, and is never a gift', () => {
    expect(said(aPart(18314, 0, 1686))).toBe('$183.14 is paid: everything you owe. $16.86 more stays as your credit and pays your next bill.');
    expect(said(aPart(0, 0, 5000))).toBe('$50.00 stays as your credit and pays your next bill.');
    expect(leftOf(aPart(18314, 0, 1686))).toEqual({ paid: 18314, left: 0, all: 20000 });
});
