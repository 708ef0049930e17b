import { expect, test } from 'vitest';
import { beyond, periodOf, searchOf, spanOf, step } from './period';

test('the address says what is shown, and what cannot be read means the current month', () => {
    expect(periodOf('?day=2026-11-01', '2026-11')).toEqual({ by: 'hour', day: '2026-11-01' });
    expect(periodOf('month=2026-10&at=2026-10-24', '2026-11')).toEqual({ by: 'day', month: '2026-10', at: '2026-10-24' });
    expect(periodOf('?month=soon', '2026-11')).toEqual({ by: 'day', month: '2026-11', at: null });
    expect(periodOf('?day=2026-02-30', '2026-11')).toEqual({ by: 'day', month: '2026-11', at: null });
});

test('an address made from a period reads back as that period', () => {
    for (const period of [{ by: 'hour', day: '2026-11-01' }, { by: 'day', month: '2026-10', at: null }, { by: 'day', month: '2026-10', at: '2026-10-24' }] as const) {
        expect(periodOf(searchOf(period), '2020-01')).toEqual(period);
    }
});

test('spans end before the next month and the next day', () => {
    expect(spanOf({ by: 'day', month: '2026-12', at: null })).toEqual({ from: '2026-12-01', to: '2027-01-01', by: 'day' });
    expect(spanOf({ by: 'hour', day: '2026-11-01' })).toEqual({ from: '2026-11-01', to: '2026-11-02', by: 'hour' });
});

test('steps end where reads cannot be', () => {
    const october = periodOf('?month=2026-10', '2026-10');

    expect(beyond(step(october, -1), '2026-09-30', '2026-11-21')).toBeNull();
    expect(beyond(step(october, -1), '2026-10-01', '2026-11-21')).toBe('before');
    expect(beyond(step(october, 1), '2026-01-01', '2026-10-31')).toBe('after');
    expect(beyond(step(october, 1), '2026-01-01', '2026-11-01')).toBeNull();
});
