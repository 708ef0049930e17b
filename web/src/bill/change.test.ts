import { expect, test } from 'vitest';
import type { Bill, Charge } from '../api/money';
import { english, plain, spanish } from '../words/spoken';
import { change } from './change';

type Line = [service: string, cents: number, quantity?: string, unit?: string];

const charge = ([service, amountCents, quantity = null, unit = null]: [string, number, (string | null)?, (string | null)?]): Charge =>
    ({ id: service, service, kind: 'service', amountCents, quantity, unit, basis: quantity === null ? 'flat' : 'measured', lines: [] }) as unknown as Charge;

function aBill(now: Line[], then: Line[] | null): Bill {
    const total = (lines: Line[]) => lines.reduce((sum, [, cents]) => sum + cents, 0);
    return {
        currency: 'USD',
        totalCents: total(now),
        charges: now.map((line) => charge(line)),
        previous: then && { id: '1', issuedOn: '2026-10-09', totalCents: total(then), charges: then.map((line) => charge(line)) },
    } as unknown as Bill;
}

const said = (bill: Bill, words = english) => {
    const { lead, text } = change(bill, words);
    return plain(`${lead} ${text}`);
};

const SEPTEMBER: Line[] = [['electricity', 5816, '408', 'kWh'], ['water', 4246, '6594', 'gal'], ['sewer', 2638, '6594', 'gal'], ['gas', 2135, '14.6', 'therm'], ['fire', 256]];
const OCTOBER: Line[] = [['electricity', 5872, '412', 'kWh'], ['water', 4948, '7784', 'gal'], ['sewer', 3114, '7784', 'gal'], ['gas', 2135, '14.6', 'therm'], ['fire', 256]];

test('sewer that goes by the water used is named with it, and the rest is said as one', () => {
    expect(said(aBill(OCTOBER, SEPTEMBER))).toBe('$12.34 more than your last bill. Water and sewer went up $11.78, because you used 1,190 gallons more. Everything else together rose by 56 cents.');
    expect(said(aBill(OCTOBER, SEPTEMBER), spanish)).toBe(
        '$12.34 más que su factura anterior. Por agua y alcantarillado paga $11.78 más, porque consumió 1,190 galones más. Lo demás, en conjunto, subió 56 centavos.',
    );
    expect(said(aBill(SEPTEMBER, OCTOBER))).toBe('$12.34 less than your last bill. Water and sewer went down $11.78, because you used 1,190 gallons less. Everything else together fell by 56 cents.');
});

test('a price that moved against the use is said so, and one without any use is not given a reason', () => {
    expect(said(aBill([['gas', 3000, '10', 'therm'], ['fire', 256]], [['gas', 2000, '12', 'therm'], ['fire', 256]]))).toBe(
        '$10.00 more than your last bill. Gas went up $10.00, though you used 2 therms less. Everything else stayed the same.',
    );
    expect(said(aBill([['gas', 3000, '10', 'therm']], [['gas', 2000, '10', 'therm']]))).toBe('$10.00 more than your last bill. Gas went up $10.00 for the same use.');
    expect(said(aBill([['fire', 300]], [['fire', 256]]))).toBe('44 cents more than your last bill. Fire service went up 44 cents.');
    expect(said(aBill([['water', 3000, '10', 'gal']], [['water', 2000, '10', 'ft3']]))).toBe('$10.00 more than your last bill. Water went up $10.00.');
});

test('what is new and what is gone is named; a second mover when it matters', () => {
    expect(said(aBill([['gas', 2000, '10', 'therm'], ['ambulance', 1500]], [['gas', 2000, '10', 'therm']]))).toBe('$15.00 more than your last bill. New on this bill: ambulance, $15.00. Everything else stayed the same.');
    expect(said(aBill([['gas', 1000, '5', 'therm']], [['gas', 2000, '10', 'therm'], ['ambulance', 1500]]))).toBe(
        '$25.00 less than your last bill. No longer on this bill: ambulance, last time $15.00. Gas went down $10.00, because you used 5 therms less.',
    );
});

test('the sentence adds up: what is named and the rest are the difference', () => {
    const now: Line[] = [['gas', 9000, '50', 'therm'], ['electricity', 1000, '10', 'kWh']];
    const then: Line[] = [['gas', 2000, '10', 'therm'], ['electricity', 5000, '50', 'kWh']];

    expect(said(aBill(now, then))).toBe('$30.00 more than your last bill. Gas went up $70.00, because you used 40 therms more. Everything else together fell by $40.00.');
});

test('the first bill, one like the last, and one that evens out say so', () => {
    expect(said(aBill(OCTOBER, null))).toMatch(/^This is your first bill\./);
    expect(said(aBill(OCTOBER, OCTOBER))).toBe('The same amount as your last bill. Nothing on it changed.');
    expect(said(aBill([['gas', 3000], ['fire', 1000]], [['gas', 1000], ['fire', 3000]]))).toBe('The same amount as your last bill. Some services cost more and others less; in all it is the same.');
});

test('two charges of a service are one cost, and a credit takes off', () => {
    const bill = aBill([['gas', 2000, '10', 'therm'], ['gas', 1000, '5', 'therm']], [['gas', 2000, '10', 'therm']]);
    const credited = aBill([['gas', 2000, '10', 'therm']], [['gas', 2000, '10', 'therm']]);
    credited.charges.push({ ...charge(['water', 500]), kind: 'credit' });
    credited.totalCents -= 500;

    expect(said(bill)).toContain('Gas went up $10.00, because you used 5 therms more.');
    expect(said(credited)).toMatch(/^\$5\.00 less/);
});
