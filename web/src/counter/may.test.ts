import { expect, test } from 'vitest';
import { mayDo } from './may';

const TODAY = '2026-11-21';
const cash = { state: 'settled', origin: 'counter', kind: 'cash', effectiveOn: TODAY, amountCents: 8314, refundedCents: 0 } as const;

test('what was taken at the counter today is voided, later it is given back', () => {
    expect(mayDo(cash, TODAY)).toBe('void');
    expect(mayDo({ ...cash, refundedCents: 100 }, TODAY)).toBe('refund');
    expect(mayDo({ ...cash, effectiveOn: '2026-11-20' }, TODAY)).toBe('refund');
});

test('what a card or bank paid is given back, once it is in and as long as something is left', () => {
    const card = { ...cash, origin: 'page', kind: 'card' } as const;

    expect(mayDo(card, TODAY)).toBe('refund');
    expect(mayDo({ ...card, refundedCents: 8314 }, TODAY)).toBeNull();
    expect(mayDo({ ...card, state: 'authorised' }, TODAY)).toBeNull();
    expect(mayDo({ ...card, state: 'returned' }, TODAY)).toBeNull();
});
