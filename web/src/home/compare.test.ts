import { expect, test } from 'vitest';
import { dayBars, type Bar } from '../chart/bars';
import { day, usage } from '../chart/usages';
import { addDays, daysBetween } from '../time/days';
import { parse } from '../words/amounts';
import { lastDayWithReads, monthSoFar, usual } from './compare';

const from = '2026-10-01';
const today = '2026-11-21';

function bars(value: (date: string) => string | null): Bar[] {
    const days = Array.from({ length: daysBetween(from, today) + 1 }, (_, i) => addDays(from, i));
    return dayBars(days, usage(days.map((date) => day(date, value(date), date === today ? { coveredSeconds: 21_600 } : {})), { completeThrough: '2026-11-21T06:00-05:00' }));
}

test('yesterday is compared with the middle day of the four weeks before', () => {
    const all = bars((date) => (date === '2026-11-20' ? '312' : date === '2026-11-02' ? '9000' : '243'));

    const yesterday = lastDayWithReads(all, today)!;

    expect(yesterday.day).toBe('2026-11-20');
    expect(usual(yesterday, all)).toEqual({ about: parse('240'), verdict: 'more', by: parse('72'), digits: 0 });
});

test('a tenth more or less is as usual', () => {
    const all = bars((date) => (date === '2026-11-20' ? '260' : '240'));

    expect(usual(lastDayWithReads(all, today)!, all)!.verdict).toBe('same');
});

test('a few days do not make a habit', () => {
    const all = bars((date) => (date > '2026-11-15' ? '240' : null));

    expect(usual(lastDayWithReads(all, today)!, all)).toBeNull();
});

test('this month is set against the same days of last month, today not counted', () => {
    const month = monthSoFar(bars((date) => (date < '2026-11-01' ? '100' : '110')), '2026-11');

    expect(month).toMatchObject({ total: parse('2310'), now: parse('2200'), then: parse('2000'), days: 20, all: 20, lastMonth: parse('3100') });
});

test('a day missing in either month is compared in neither', () => {
    const month = monthSoFar(bars((date) => (date === '2026-10-05' || date === '2026-11-06' ? null : '100')), '2026-11');

    expect(month).toMatchObject({ days: 18, all: 19, now: parse('1800'), then: parse('1800'), lastMonth: null });
});

test('on the first of a month there is nothing to compare yet', () => {
    const days = ['2026-11-01'];
    const month = monthSoFar(dayBars(days, usage([day('2026-11-01', '5', { coveredSeconds: 3600 })], { completeThrough: '2026-11-01T01:00-04:00' })), '2026-11');

    expect(month).toMatchObject({ total: parse('5'), then: null, days: 0 });
});
