import { expect, test } from 'vitest';
import { day } from '../chart/usages';
import { addDays } from '../time/days';
import { monthsOf, weeksOf } from './year';

const year = Array.from({ length: 365 }, (_, i) => day(addDays('2025-11-22', i), String(100 + (i % 7))));

test('a year is 53 weeks, the last one whole, each its highest day', () => {
    const weeks = weeksOf(year, Infinity);

    expect(weeks).toHaveLength(53);
    expect(weeks.at(-1)!.first).toBe('2026-11-15');
    expect(weeks.slice(1).every((week) => week.high === 106)).toBe(true);
});

test('only what is more than the line hits it', () => {
    expect(weeksOf(year, 106).flatMap((week) => week.hits)).toEqual([]);
    expect(weeksOf(year, 105.999).slice(1).map((week) => week.hits.length)).toEqual(Array(52).fill(1));
});

test('a week without reads has no height, which is not zero', () => {
    const [week] = weeksOf(Array.from({ length: 7 }, (_, i) => day(addDays('2026-11-01', i), null)), 0);

    expect(week).toMatchObject({ high: null, highDay: null, hits: [] });
});

test('months stand at the week in which they begin', () => {
    const months = monthsOf(weeksOf(year, Infinity), 3);

    expect(months.map(({ month }) => month)).toEqual(['2025-11', '2026-02', '2026-05', '2026-08', '2026-11']);
});
