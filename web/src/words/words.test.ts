import { expect, test } from 'vitest';
import { decimal, decimals, lineUnder, parse, snapped, stepOf, sum, typed } from './amounts';
import { clockAt, dayList, freshness, momentAt } from './spans';
import { english, plain, spanish } from './spoken';

test('amounts are exact: a tenth and two tenths are three tenths', () => {
    expect(sum([parse('0.1'), parse('0.2')])).toBe(parse('0.3'));
    expect(parse('-0.000000001')).toBe(-1n);
    expect(parse('9223372036.854775807')).toBe(9_223_372_036_854_775_807n);
    expect(() => parse('1e3')).toThrow();
    expect(() => parse('')).toThrow();
});

test('amounts are written as people say them', () => {
    const say = (value: string, unit: string) => [english, spanish].map((words) => plain(words.amount(parse(value), unit)));

    expect(say('312.4', 'gal')).toEqual(['312 gallons', '312 galones']);
    expect(say('1', 'gal')).toEqual(['1 gallon', '1 galón']);
    expect(say('0.97', 'gal')).toEqual(['1 gallon', '1 galón']);
    expect(say('0', 'gal')).toEqual(['0 gallons', '0 galones']);
    expect(say('5154.6', 'gal')).toEqual(['5,155 gallons', '5,155 galones']);
    expect(say('41.27', 'ft3')).toEqual(['41.3 cubic feet', '41.3 pies cúbicos']);
    expect(say('18.44', 'kWh')).toEqual(['18.4 kWh', '18.4 kWh']);
    expect(say('0.435', 'kWh')).toEqual(['0.44 kWh', '0.44 kWh']);
    expect(say('1.9', 'therm')).toEqual(['1.9 therms', '1.9 termias']);
    expect(say('-2.5', 'kWh')).toEqual(['-2.5 kWh', '-2.5 kWh']);
    expect(decimals(parse('0.004'), 'kWh')).toBe(3);
});

test('a date keeps its month and day on one line', () => {
    expect(english.day('2026-10-24')).toBe('Saturday, October\u00a024');
    expect(spanish.day('2026-10-24')).toBe('sábado 24\u00a0de\u00a0octubre');
    expect(plain(english.day('2026-11-20', 'shortWeekday'))).toBe('Fri, Nov 20');
    expect(plain(spanish.day('2026-11-20', 'shortWeekday'))).toBe('vie 20 nov');
    expect(english.month('2026-10')).toBe('October 2026');
    expect(spanish.capital(spanish.month('2026-10'))).toBe('Octubre de 2026');
});

test('clock times are short', () => {
    const times = [[0, 0], [6, 0], [9, 45], [12, 0], [12, 30], [18, 0]] as const;

    expect(times.map(([hour, minute]) => plain(english.clock(hour, minute)))).toEqual(['12 am', '6 am', '9:45 am', 'noon', '12:30 pm', '6 pm']);
    expect(times.map(([hour, minute]) => plain(spanish.clock(hour, minute)))).toEqual(['12 a. m.', '6 a. m.', '9:45 a. m.', '12 p. m.', '12:30 p. m.', '6 p. m.']);
});

test('a sentence that ends in "p. m." ends there', () => {
    expect(plain(spanish.t('sum.mostBetween', { from: '7', to: spanish.clock(20, 0), amount: '3 kWh' }))).toBe('Lo más alto fue de 7 a 8 p. m.: 3 kWh.');
    expect(plain(spanish.t('sum.hoursPartial', { spans: spanish.t('time.fromTo', { from: '1', to: spanish.clock(2, 0) }) }))).toBe('Solo hay algunas lecturas de 1 a 2 a. m.');
});

test('days of a month are listed, three in a row as a range', () => {
    const days = ['2026-10-03', '2026-10-14', '2026-10-15', '2026-10-20', '2026-10-21', '2026-10-22'];

    expect(plain(dayList(['2026-10-14', '2026-10-15'], english))).toBe('October 14 and 15');
    expect(plain(dayList(days, english))).toBe('October 3, 14, 15, and 20 to 22');
    expect(plain(dayList(days, spanish))).toBe('3, 14, 15 y 20 al 22 de octubre');
});

test('freshness is said from where the customer stands', () => {
    const say = (at: string | null, words = english) => plain(freshness(at === null ? null : Date.parse(at), '2026-11-21', 'America/New_York', words));

    expect(say('2026-11-21T06:00-05:00')).toBe('In through today, 6 am');
    expect(say('2026-11-21T00:00-05:00')).toBe('In through yesterday, midnight');
    expect(say('2026-11-20T22:00-05:00')).toBe('In through yesterday, 10 pm');
    expect(say('2026-11-19T00:00-05:00')).toBe('In through Wednesday, November 18, midnight');
    expect(say(null)).toBe('No reads yet');
    expect(say('2026-11-21T09:45-05:00', spanish)).toBe('Al día hasta hoy, 9:45 a. m.');
});

test('what people type becomes an exact decimal, or nothing', () => {
    expect(['400', ' 400 ', '1,200', '18.5', '18,5', '.5', '7.', '1,234,567.25', '0', '007'].map(typed)).toEqual(['400', '400', '1200', '18.5', '18.5', '0.5', '7', '1234567.25', '0', '7']);
    expect(['', 'a lot', '-3', '1e3', '12,34,5', '1.2.3', '.', '12345678901', '1.0000000001'].map(typed)).toEqual([null, null, null, null, null, null, null, null, null]);
});

test('a step is a round hundredth of the axis, and a line stands on steps', () => {
    expect([500, 400, 300, 30, 2, 0.4].map((high) => decimal(stepOf(parse(String(high)))))).toEqual(['5', '2', '2', '0.2', '0.02', '0.002']);
    expect(decimal(snapped(parse('403.6'), parse('5')))).toBe('405');
    expect(decimal(snapped(parse('402.4'), parse('5')))).toBe('400');
    expect(decimal(snapped(parse('-5'), parse('5')))).toBe('0');
});

test('a line suggested from a day is a round one that this day is above', () => {
    expect(['436', '230', '18.4', '0.97', '400', '1', '0'].map((use) => decimal(lineUnder(parse(use))))).toEqual(['400', '220', '18', '0.9', '350', '0.9', '0']);
    for (const use of ['436', '400', '350', '50', '0.1', '9999.5', '0.000000002']) {
        expect(lineUnder(parse(use))).toBeLessThan(parse(use));
    }
});

test('decimals go to text and back', () => {
    expect(['0.5', '400', '-0.000000001', '9223372036.854775807'].map((text) => decimal(parse(text)))).toEqual(['0.5', '400', '-0.000000001', '9223372036.854775807']);
});

test('a moment is said from where the customer stands', () => {
    const say = (at: string, words = english) => plain(momentAt(Date.parse(at), 'America/New_York', '2026-11-21', words));

    expect(say('2026-11-21T09:40-05:00')).toBe('today, 9:40 am');
    expect(say('2026-11-20T23:59-05:00', spanish)).toBe('ayer, 11:59 p. m.');
    expect(say('2026-10-24T18:12-04:00')).toBe('Saturday, October 24, 6:12 pm');
    expect(say('2025-10-24T18:12-04:00', spanish)).toBe('viernes 24 de octubre de 2025, 6:12 p. m.');
    expect(plain(clockAt(Date.parse('2026-10-24T12:00:04-04:00'), 'America/New_York', english, true))).toBe('12:00:04 pm');
});
