import { expect, test } from 'vitest';
import { english, plain, spanish } from '../words/spoken';
import { choices, other, possible } from '../zoom/other';
import { beyond, daysOrWhole, down, endsOf, nameOf, periodOf, searchOf, spanOf, standing, step, up, versusOf, widthOf, within, type Period } from './period';

const read = (search: string, current = '2026-11') => periodOf(search, current);

test('the address says what is shown, and what cannot be read means the current month', () => {
    expect(read('?day=2026-11-01')).toEqual({ of: 'day', day: '2026-11-01' });
    expect(read('month=2026-10&at=2026-10-24')).toEqual({ of: 'month', month: '2026-10', at: '2026-10-24' });
    expect(read('?year=2025')).toEqual({ of: 'year', year: '2025', at: null });
    expect(read('?from=2026-09-28&to=2026-10-27')).toEqual({ of: 'days', from: '2026-09-28', last: '2026-10-27' });
    for (const unread of ['?month=soon', '?day=2026-02-30', '?year=26', '?from=2026-10-02&to=2026-10-01', '?from=2026-10-02', '?from=2020-01-01&to=2026-01-01']) {
        expect(read(unread)).toEqual({ of: 'month', month: '2026-11', at: null });
    }
});

test('an address made from a period reads back as that period', () => {
    const periods: Period[] = [
        { of: 'day', day: '2026-11-01' },
        { of: 'month', month: '2026-10', at: null },
        { of: 'month', month: '2026-10', at: '2026-10-24' },
        { of: 'year', year: '2026', at: null },
        { of: 'year', year: '2026', at: '2026-10' },
        { of: 'days', from: '2026-09-28', last: '2026-10-27' },
    ];
    for (const period of periods) {
        for (const versus of [null, 'year'] as const) {
            expect(read(searchOf(period, versus), '2020-01')).toEqual(period);
            expect(versusOf(searchOf(period, versus))).toBe(versus);
        }
    }
});

test('dates that are a whole day, month or year are shown as that', () => {
    expect(read('?from=2026-11-01&to=2026-11-01')).toEqual({ of: 'day', day: '2026-11-01' });
    expect(read('?from=2026-02-01&to=2026-02-28')).toEqual({ of: 'month', month: '2026-02', at: null });
    expect(read('?from=2028-02-01&to=2028-02-28')).toEqual({ of: 'days', from: '2028-02-01', last: '2028-02-28' });
    expect(read('?from=2026-01-01&to=2026-12-31')).toEqual({ of: 'year', year: '2026', at: null });
});

test('bars are as wide as a finger needs them', () => {
    const width = (from: string, last: string) => widthOf(daysOrWhole(from, last));

    expect([width('2026-11-01', '2026-11-01'), width('2026-11-01', '2026-11-02'), width('2026-09-01', '2026-11-01'), width('2026-09-01', '2026-11-02'), width('2026-01-01', '2026-12-31')]).toEqual([
        'hour',
        'day',
        'day',
        'month',
        'month',
    ]);
});

test('spans end before the next year, the next month and the next day', () => {
    expect(spanOf({ of: 'year', year: '2026', at: null })).toEqual({ from: '2026-01-01', to: '2027-01-01', by: 'day' });
    expect(spanOf({ of: 'month', month: '2026-12', at: null })).toEqual({ from: '2026-12-01', to: '2027-01-01', by: 'day' });
    expect(spanOf({ of: 'day', day: '2026-11-01' })).toEqual({ from: '2026-11-01', to: '2026-11-02', by: 'hour' });
    expect(spanOf({ of: 'days', from: '2026-09-28', last: '2026-10-27' })).toEqual({ from: '2026-09-28', to: '2026-10-28', by: 'day' });
});

test('from the year to the hours and back, each level stands on what was opened', () => {
    const year = read('?year=2026');
    const month = down(year, '2026-10')!;
    const day = down(month, '2026-10-31')!;

    expect(month).toEqual({ of: 'month', month: '2026-10', at: null });
    expect(day).toEqual({ of: 'day', day: '2026-10-31' });
    expect(down(day, '2026-10-31T01:00-04:00')).toBeNull();
    expect(up(day)).toEqual(standing(month, '2026-10-31'));
    expect(up(month)).toEqual(standing(year, '2026-10'));
    expect(up(year)).toBeNull();
});

test('a month of chosen days opens as far as it was chosen', () => {
    const days: Period = { of: 'days', from: '2026-03-10', last: '2026-08-20' };

    expect(down(days, '2026-03')).toEqual({ of: 'days', from: '2026-03-10', last: '2026-03-31' });
    expect(down(days, '2026-04')).toEqual({ of: 'month', month: '2026-04', at: null });
    expect(down(days, '2026-08')).toEqual({ of: 'days', from: '2026-08-01', last: '2026-08-20' });
    expect(up({ of: 'days', from: '2026-03-10', last: '2026-03-31' })).toEqual({ of: 'month', month: '2026-03', at: null });
    expect(up(days)).toEqual({ of: 'year', year: '2026', at: null });
});

test('a step is as long as what is shown, and two opposite ones lead back', () => {
    expect(step(read('?year=2026'), -1)).toEqual({ of: 'year', year: '2025', at: null });
    expect(step(read('?from=2026-10-05&to=2026-10-11'), -1)).toEqual({ of: 'days', from: '2026-09-28', last: '2026-10-04' });
    for (const search of ['?year=2026', '?month=2026-01', '?day=2026-03-08', '?from=2026-02-20&to=2026-03-10']) {
        expect(step(step(read(search), 1), -1)).toEqual(read(search));
    }
});

test('steps end where reads cannot be', () => {
    const october = read('?month=2026-10');

    expect(beyond(step(october, -1), '2026-09-30', '2026-11-21')).toBeNull();
    expect(beyond(step(october, -1), '2026-10-01', '2026-11-21')).toBe('before');
    expect(beyond(step(october, 1), '2026-01-01', '2026-10-31')).toBe('after');
    expect(beyond(step(october, 1), '2026-01-01', '2026-11-01')).toBeNull();
    expect(beyond(read('?year=2025'), '2025-12-31', '2026-11-21')).toBeNull();
});

test('the switch between day, month and year stays near what is shown and what has reads', () => {
    const last = '2026-11-21';
    const days = (search: string) => within(read(search), 'day', last);

    expect(days('?month=2026-10')).toEqual({ of: 'day', day: '2026-10-01' });
    expect(days('?month=2026-10&at=2026-10-24')).toEqual({ of: 'day', day: '2026-10-24' });
    expect(days('?month=2026-11')).toEqual({ of: 'day', day: last });
    expect(days('?year=2026')).toEqual({ of: 'day', day: last });
    expect(days('?year=2026&at=2026-10')).toEqual({ of: 'day', day: '2026-10-01' });
    expect(within(read('?year=2026&at=2026-10'), 'month', last)).toEqual({ of: 'month', month: '2026-10', at: null });
    expect(within(read('?day=2025-03-08'), 'year', last)).toEqual({ of: 'year', year: '2025', at: null });
});

test('what stands beside is the span before, or the same a year earlier', () => {
    const beside = (search: string) => choices(read(search)).map((versus) => endsOf(other(read(search), versus)));

    expect(beside('?month=2026-03')).toEqual([
        { from: '2026-02-01', last: '2026-02-28' },
        { from: '2025-03-01', last: '2025-03-31' },
    ]);
    expect(beside('?day=2028-02-29')).toEqual([
        { from: '2028-02-28', last: '2028-02-28' },
        { from: '2027-02-28', last: '2027-02-28' },
    ]);
    expect(beside('?year=2026')).toEqual([{ from: '2025-01-01', last: '2025-12-31' }]);
    expect(beside('?from=2026-09-28&to=2026-10-27')).toMatchObject([
        { from: '2026-08-29', last: '2026-09-27' },
        { from: '2025-09-28', last: '2025-10-27' },
    ]);
});

test('a year beside the one before it is beside last year; nonsense is beside nothing', () => {
    expect(possible(read('?year=2026'), 'before')).toBe('year');
    expect(possible(read('?month=2026-10'), 'before')).toBe('before');
    expect(possible(read('?month=2026-10'), versusOf('?month=2026-10&versus=similar')!)).toBe('similar');
    expect(possible(read('?year=2026'), 'similar')).toBeNull();
    expect(versusOf('?month=2026-10&versus=ever')).toBeNull();
});

test('periods are named as people name them', () => {
    const name = (search: string, words = english, sentence = false) => plain(nameOf(read(search), '2026-11-21', words, sentence));

    expect(name('?year=2026')).toBe('2026');
    expect([name('?month=2026-10'), name('?month=2026-10', english, true), name('?month=2025-10', english, true)]).toEqual(['October 2026', 'October', 'October 2025']);
    expect(name('?day=2025-10-31', spanish)).toBe('viernes 31 de octubre de 2025');
    expect(name('?from=2026-09-28&to=2026-10-27')).toBe('September 28 to October 27, 2026');
    expect(name('?from=2025-12-20&to=2026-01-10', spanish)).toBe('del 20 de diciembre de 2025 al 10 de enero de 2026');
});
