import { expect, test } from 'vitest';
import type { Bucket } from '../api/client';
import { dayBars, monthBars, type Bar } from '../chart/bars';
import { day, usage } from '../chart/usages';
import { daysOf } from '../time/days';
import { english, plain, spanish } from '../words/spoken';
import { countsOf, knownOf, weeksOf } from './calendar';
import { countWords, datesWords, hourWords } from './sentences';

const through = { completeThrough: '2026-11-27T09:00-05:00' };

/** November 2026 in New York: a day of 25 hours, an estimated one, one with a gap, one without reads, and today. */
function november(): Bar[] {
    const known: Record<string, Partial<Bucket>> = {
        '2026-11-01': { coveredSeconds: 90_000, expectedSeconds: 90_000, start: '2026-11-01T00:00-04:00' },
        '2026-11-05': { quality: 'estimated' },
        '2026-11-06': { quality: 'questionable' },
        '2026-11-10': { coveredSeconds: 72_000 },
        '2026-11-27': { coveredSeconds: 32_400 },
    };
    const buckets = daysOf('2026-11').map((date) => day(date, date === '2026-11-19' || date > '2026-11-27' ? null : '10', known[date]));
    return monthBars('2026-11', usage(buckets, through));
}

test('each day rests on what is known of it', () => {
    const known = Object.fromEntries(november().map((bar) => [bar.key.slice(8), knownOf(bar)]));

    expect([known['01'], known['05'], known['06'], known['10'], known['19'], known['27'], known['28']]).toEqual(['measured', 'estimated', 'measured', 'some', 'missing', 'notYet', 'notYet']);
});

test('the counts add up to the days, and say what the table says', () => {
    const bars = november();
    const { days } = countsOf(bars);

    expect(Object.fromEntries(Object.entries(days).map(([known, dates]) => [known, dates.length]))).toEqual({ measured: 23, estimated: 1, some: 1, missing: 1, notYet: 4 });
    expect(Object.values(days).flat().sort()).toEqual(daysOf('2026-11'));
    // the table's own words are by status and part of the same bars
    expect(days.missing).toEqual(bars.filter((bar) => bar.up.status === 'missing').map((bar) => bar.day));
    expect(days.some).toEqual(bars.filter((bar) => bar.up.value !== null && bar.up.part === 'gaps').map((bar) => bar.day));
});

test('hours are expected as the clocks went: 25 in autumn, 23 in spring', () => {
    const autumn = countsOf(november());
    // 25 whole days before today, one of 25 hours, one of them short of 4, and one without any
    expect([autumn.expected / 3600, autumn.covered / 3600]).toEqual([26 * 24 + 1, 26 * 24 + 1 - 4 - 24]);
    expect(autumn.odd).toEqual([{ day: '2026-11-01', hours: 25 }]);

    const march = usage(daysOf('2026-03').map((date) => day(date, '1', date === '2026-03-08' ? { coveredSeconds: 82_800, expectedSeconds: 82_800 } : {})));
    const spring = countsOf(monthBars('2026-03', march));
    expect([spring.expected / 3600, spring.covered / 3600]).toEqual([743, 743]);
    expect(spring.odd).toEqual([{ day: '2026-03-08', hours: 23 }]);
});

test('a first day that began at noon is short, but not because of a clock', () => {
    const first = day('2026-10-01', '1', { start: '2026-10-01T12:00-04:00', expectedSeconds: 43_200, coveredSeconds: 43_200 });

    expect(countsOf(monthBars('2026-10', usage([first]))).odd).toEqual([]);
});

test('days outside the service are counted nowhere', () => {
    const { days } = countsOf(monthBars('2026-10', usage([day('2026-10-30', '1'), day('2026-10-31', '1')])));

    expect(Object.values(days).flat()).toEqual(['2026-10-30', '2026-10-31']);
});

test('what goes both ways rests on the weaker one', () => {
    const dates = ['2026-10-01', '2026-10-02', '2026-10-03'];
    const bars = dayBars(dates, usage(dates.map((date) => day(date, '1'))), usage([day('2026-10-01', null), day('2026-10-02', '1', { quality: 'estimated' })]));

    // on the third day nothing was measured back yet, which takes nothing from what was taken
    expect(bars.map(knownOf)).toEqual(['missing', 'estimated', 'measured']);
});

test('weeks begin on Sunday or on Monday and have seven places', () => {
    const place = (monday: boolean) => weeksOf(november(), monday).map((week) => week.map((bar) => (bar ? Number(bar.day.slice(8)) : 0)));

    expect(place(false)[0]).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(place(false).at(-1)).toEqual([29, 30, 0, 0, 0, 0, 0]);
    expect(place(true)[0]).toEqual([0, 0, 0, 0, 0, 0, 1]);
    expect(place(true).flat().filter(Boolean)).toHaveLength(30);
});

test('the calendar is said in words', () => {
    expect(plain(countWords(november(), english))).toBe('23 days measured, 1 day estimated, 1 day with some hours missing, 1 day without reads, and 4 days not in yet.');
    expect(plain(countWords(november(), spanish))).toBe('23 días medidos, 1 día estimado, 1 día al que le faltan algunas horas, 1 día sin lecturas y 4 días que aún no llegan.');
    expect(plain(hourWords(november(), english))).toBe('There are reads for 597 of 625 hours. November 1 had 25 hours, because the clocks changed.');
    expect(plain(hourWords(november(), spanish))).toBe('Hay lecturas de 597 de 625 horas. El 1 de noviembre tuvo 25 horas, porque cambió la hora.');
    expect(plain(datesWords(['2026-10-14', '2026-10-15'], english))).toBe('2 days (October 14 and 15)');
    expect(plain(datesWords(daysOf('2026-10'), spanish))).toBe('31 días');
});
