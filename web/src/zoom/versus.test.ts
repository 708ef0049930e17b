import { expect, test } from 'vitest';
import type { Bucket } from '../api/client';
import { dayBars, hourBars, monthBars, type Bar } from '../chart/bars';
import { autumn, day, hour, spring, usage } from '../chart/usages';
import { addDays, daysBetween, daysOf } from '../time/days';
import { parse } from '../words/amounts';
import { english, plain, spanish } from '../words/spoken';
import type { Period } from '../usage/period';
import { besideWords, versusWords } from './sentences';
import { beside, compare, percentOf } from './versus';

const today = '2026-11-28';
const month = (name: string, value: string | ((date: string) => string | null), more: (date: string) => Partial<Bucket> = () => ({}), through = '2026-12-31T00:00-05:00') =>
    monthBars(
        name,
        usage(
            daysOf(name).map((date) => day(date, typeof value === 'string' ? value : value(date), more(date))),
            { completeThrough: through },
        ),
    );
const before = { width: 'day', versus: 'before', ofMonth: true } as const;
const lastYear = { width: 'day', versus: 'year', ofMonth: true } as const;

test('a day of the month stands beside the day of the same number, or of the same date', () => {
    const march = month('2026-03', '1');
    const february = month('2026-02', '1');
    const pairs = beside(before, march, february).map((bar) => bar?.key ?? null);

    expect([pairs[0], pairs[27], pairs[28], pairs[30]]).toEqual(['2026-02-01', '2026-02-28', null, null]);
    expect(beside(lastYear, march, month('2025-03', '1')).map((bar) => bar!.key)).toEqual(daysOf('2025-03'));
    // 2028 has a February 29, 2027 none
    expect(beside(lastYear, month('2028-02', '1'), month('2027-02', '1'))[28]).toBeNull();
});

test('chosen days stand beside the days before them, one by one', () => {
    const days = (from: string) => dayBars(Array.from({ length: 7 }, (_, i) => addDays(from, i)), usage([]));

    expect(beside({ width: 'day', versus: 'before', ofMonth: false }, days('2026-10-05'), days('2026-09-28')).map((bar) => bar!.key)).toEqual(days('2026-09-28').map((bar) => bar.key));
});

test('hours stand beside what the clock showed then, and an hour that came twice meets one that came once', () => {
    const usual = hourBars(usage(Array.from({ length: 24 }, (_, i) => hour(`2026-10-31T${String(i).padStart(2, '0')}:00-04:00`, '1'))));
    const twice = hourBars(usage(autumn()));
    const short = hourBars(usage(spring()));
    const hours = { width: 'hour', versus: 'before', ofMonth: false } as const;

    const inAutumn = beside(hours, twice, usual);
    expect(inAutumn.map((bar) => bar?.start!.hour ?? null).slice(0, 4)).toEqual([0, 1, null, 2]);
    expect(inAutumn.filter(Boolean)).toHaveLength(24);
    expect(beside(hours, short, usual).map((bar) => bar!.start!.hour)).toEqual(short.map((bar) => bar.start!.hour));
});

test('a percentage is exact before it is rounded', () => {
    const percent = (difference: string, whole: string) => percentOf(parse(difference), parse(whole));

    expect([percent('12.4', '100'), percent('12.5', '100'), percent('-12.5', '100'), percent('-0.4', '100'), percent('300', '100')]).toEqual([12, 13, -13, 0, 300]);
    expect(Object.is(percent('-0.1', '100'), 0)).toBe(true);
    expect(percent('0.000000001', '9007199254740993.000000001')).toBe(0);
});

test('whole is compared with whole, also where the other is longer', () => {
    const [november, october] = [month('2026-11', '10'), month('2026-10', '10')];

    expect(compare(november, october, beside(before, november, october))).toEqual({ how: 'share', now: parse('300'), then: parse('310'), percent: -3, bars: null, estimated: false });
});

test('a month that runs is held against the same days', () => {
    const through = '2026-11-21T06:00-05:00';
    const november = month('2026-11', (date) => (date > '2026-11-21' ? null : '10'), (date) => (date === '2026-11-21' ? { coveredSeconds: 21_600 } : {}), through);
    const october = month('2026-10', (date) => (date > '2026-10-20' ? '99' : '8'));

    expect(compare(november, october, beside(before, november, october))).toEqual({ how: 'share', now: parse('200'), then: parse('160'), percent: 25, bars: 20, estimated: false });
});

test('where hours are missing there is no percentage, but how many', () => {
    const october = month('2026-10', '10');
    const gaps = month('2025-10', (date) => (date === '2025-10-19' ? null : '10'), (date) => (date === '2025-10-20' ? { coveredSeconds: 82_800 } : {}));

    expect(compare(october, gaps, beside(lastYear, october, gaps))).toEqual({ how: 'gaps', there: 25 * 3600, here: 0 });
    expect(compare(gaps, october, beside(before, gaps, october))).toMatchObject({ how: 'gaps', there: 0, here: 25 * 3600 });
});

test('what was not the customer’s is not compared, and nothing is not divided by', () => {
    const october = month('2026-10', '10');
    const begun = monthBars('2025-10', usage([day('2025-10-30', '10'), day('2025-10-31', '10')]));
    const nothing = month('2025-10', '0');

    expect(compare(october, begun, beside(lastYear, october, begun))).toEqual({ how: 'notYours' });
    expect(compare(october, nothing, beside(lastYear, october, nothing))).toEqual({ how: 'zero', now: parse('310') });
    expect(compare(month('2026-12', () => null, undefined, '2026-11-28T00:00-05:00'), october, [])).toEqual({ how: 'none' });
});

test('a year that runs is compared by its days', () => {
    const dates = (year: string) => Array.from({ length: daysBetween(`${year}-01-01`, `${year}-12-31`) + 1 }, (_, i) => addDays(`${year}-01-01`, i));
    const year = (name: string, value: (date: string) => string | null, through: string) => dayBars(dates(name), usage(dates(name).map((date) => day(date, value(date))), { completeThrough: through }));
    const now = year('2026', (date) => (date < '2026-11-28' ? '9' : null), '2026-11-28T00:00-05:00');
    const then = year('2025', () => '10', '2026-11-28T00:00-05:00');

    expect(compare(now, then, beside({ width: 'day', versus: 'year', ofMonth: false }, now, then))).toMatchObject({ how: 'share', percent: -10, bars: 331 });
});

const other = (search: Period) => search;
function said(bars: readonly Bar[], others: readonly Bar[], than: Period, how: Parameters<typeof beside>[0], words = english) {
    const text = versusWords({ other: than, width: how.width === 'hour' ? 'hour' : 'day', bars, others, pairs: beside(how, bars, others), unit: 'gal', flow: 'delivered', today, words });
    return plain(text).replace(/<\/?b>/g, '');
}

test('comparing is said in a sentence, in both languages', () => {
    const october = month('2026-10', '176');
    const than: Period = other({ of: 'month', month: '2025-10', at: null });

    expect(said(october, month('2025-10', '200'), than, lastYear)).toBe('That is 12% less than in October 2025 (6,200 gallons).');
    expect(said(october, month('2025-10', '200'), than, lastYear, spanish)).toBe('Es 12% menos que en octubre de 2025 (6,200 galones).');
    expect(said(october, month('2025-10', '176.2'), than, lastYear)).toBe('That is about the same as in October 2025 (5,462 gallons).');
    expect(said(october, month('2026-09', '160'), other({ of: 'month', month: '2026-09', at: null }), before)).toBe(
        'That is 14% more than in September 2026 (4,800 gallons). This is 31 days against 30.',
    );
    expect(said(october, month('2025-10', '200', (date) => (date === '2025-10-03' ? { quality: 'estimated' } : {})), than, lastYear)).toContain('A part of this is estimated.');
});

test('missing hours are said instead of a percentage', () => {
    const october = month('2026-10', '176');
    const gaps = month('2025-10', '200', (date) => (date === '2025-10-03' ? { coveredSeconds: 68_400 } : {}));
    const than: Period = { of: 'month', month: '2025-10', at: null };

    expect(said(october, gaps, than, lastYear)).toBe('We cannot compare this fairly: 5 hours in October 2025 have no reads.');
    expect(said(october, gaps, than, lastYear, spanish)).toBe('No podemos hacer una comparación justa: en octubre de 2025 faltan las lecturas de 5 horas.');
    expect(said(gaps, october, { of: 'month', month: '2026-10', at: null }, before)).toBe('We cannot compare this fairly with what you used in October 2026: 5 hours here have no reads.');
    expect(said(october, monthBars('2025-10', usage([])), than, lastYear)).toBe('In October 2025 you did not have service here the whole time, so we cannot compare.');
});

test('a day of 25 hours says so', () => {
    const usual = hourBars(usage(Array.from({ length: 24 }, (_, i) => hour(`2026-10-31T${String(i).padStart(2, '0')}:00-04:00`, '1'))));

    expect(said(hourBars(usage(autumn())), usual, { of: 'day', day: '2026-10-31' }, { width: 'hour', versus: 'before', ofMonth: false })).toBe(
        'That is 4% more than on Saturday, October 31 (24 gallons). This is 25 hours against 24.',
    );
});

test('energy that goes both ways is compared both ways', () => {
    const both = (name: string, taken: string, sent: string) => monthBars(name, usage(daysOf(name).map((date) => day(date, taken))), usage(daysOf(name).map((date) => day(date, sent))));

    expect(said(both('2026-10', '10', '6'), both('2025-10', '10', '5'), { of: 'month', month: '2025-10', at: null }, lastYear)).toBe(
        'You took about the same from the grid as in October 2025 (310 gallons). You sent 20% more to the grid than in October 2025 (155 gallons).',
    );
});

test('the row above the chart says what the bar is compared with', () => {
    const [bar] = month('2025-10', '251');
    const say = (of: Bar | null, width: 'month' | 'day' | 'hour', words = english) => plain(besideWords(of, { of: 'day', day: '2025-10-01' }, width, 'gal', today, words));

    expect(say(bar!, 'day')).toBe('On Wednesday, October 1, 2025: 251 gallons.');
    expect(say({ ...bar!, key: '2025-10' }, 'month', spanish)).toBe('En octubre de 2025: 251 galones.');
    expect(say(month('2025-10', () => null)[0]!, 'day')).toBe('On Wednesday, October 1, 2025: no reads.');
    expect(say(null, 'day')).toBe('');
});
