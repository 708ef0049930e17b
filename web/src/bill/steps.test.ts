import { expect, test } from 'vitest';
import type { Charge } from '../api/money';
import { english, plain, spanish } from '../words/spoken';
import { stepsOf, usedOf } from './steps';

function aCharge(more: Partial<Charge> = {}): Charge {
    return {
        id: '1', service: 'water', kind: 'service', from: '2026-10-01', to: '2026-11-01', channel: '11', quantity: '7784', unit: 'gal', basis: 'measured', startRegister: '128410', endRegister: '136194',
        note: null, amountCents: 4948, openCents: 4948, read: { quantity: '7549', unit: 'gal', coveredSeconds: 720 * 3600, expectedSeconds: 744 * 3600 },
        lines: [
            { text: 'First 3,000 gallons', quantity: '3000', unit: 'gal', price: '0.0041', amountCents: 1230 },
            { text: 'Monthly service charge', quantity: null, unit: null, price: null, amountCents: 895 },
        ],
        ...more,
    };
}

const said = (charge: Charge, words = english) => stepsOf(charge, words).map((step) => [step.title, ...step.rows.map((row) => plain(`${row.text} | ${row.figure ?? ''}`))]);

test('from the reads over the counter to the price, each with its figure', () => {
    expect(said(aCharge())).toEqual([
        ['Reads', '720 of 744 hours have reads. The others did not reach us. | 7,549 gallons'],
        ['The meter’s counter', 'From 128,410 on October 1 to 136,194 on November 1. That is 235 gallons more than the reads: the counter counts on when reads do not reach us. | 7,784 gallons'],
        ['Billed quantity', 'We bill what the counter says. | 7,784 gallons'],
        ['Price steps', 'First 3,000 gallons: 3,000 gallons at $0.0041 | $12.30', 'Monthly service charge | $8.95'],
    ]);
    expect(said(aCharge(), spanish)[1]![1]).toContain('De 128,410 el 1 de octubre a 136,194 el 1 de noviembre.');
});

test('an estimate says that it is one', () => {
    const steps = said(aCharge({ basis: 'estimated', read: null, startRegister: null, endRegister: null }));

    expect(steps[0]).toEqual(['Billed quantity', 'We had no read of the counter, so this is an estimate. The next bill with a read puts it right. | 7,784 gallons']);
});

test('where the meter was exchanged no difference is made up from two counters', () => {
    const [, counter] = said(aCharge({ startRegister: '104210', endRegister: '1873', note: 'The meter was exchanged on October 12.' }));

    expect(counter).toEqual(['The meter’s counter', 'From 104,210 on October 1 to 1,873 on November 1. The meter was exchanged on October 12. | ']);
});

test('a bill by reads says so, and only when the reads are what is billed', () => {
    const read = { quantity: '412.00', unit: 'kWh', coveredSeconds: 2_678_400, expectedSeconds: 2_678_400 };
    const bare = { startRegister: null, endRegister: null, unit: 'kWh', read } as const;

    expect(said(aCharge({ ...bare, quantity: '412' }))[1]![1]).toBe('We bill what the reads say. | 412 kWh');
    expect(said(aCharge({ ...bare, quantity: '413' }))[1]![1]).toBe('We bill what was measured. | 413 kWh');
    expect(said(aCharge({ ...bare, quantity: '412' }))[0]![1]).toBe('All 744 hours of this period have reads. | 412 kWh');
});

test('a set price is its lines alone', () => {
    const cart = aCharge({ service: 'solid-waste', basis: 'flat', quantity: '1', unit: 'count', read: null, startRegister: null, endRegister: null, lines: [{ text: '64-gallon cart', quantity: null, unit: null, price: null, amountCents: 1450 }] });

    expect(said(cart)).toEqual([['A set price', '64-gallon cart | $14.50']]);
    expect(usedOf(cart, english)).toBe('64-gallon cart');
    expect(plain(usedOf(aCharge(), english))).toBe('7,784 gallons');
});
