import { expect, test } from 'vitest';
import { english, plain, spanish } from '../words/spoken';
import { billName, monthWithMost, periodName } from './period';
import { exact, priceOf, sumOf } from './quantity';

test('a whole month is called by its name, other days by their first and last', () => {
    expect(billName('2026-10-01', '2026-11-01', english)).toBe('Bill for October 2026');
    expect(billName('2026-10-01', '2026-11-01', spanish)).toBe('Factura de octubre de 2026');
    expect(plain(periodName('2026-08-27', '2026-09-26', english))).toBe('August 27 to September 25, 2026');
    expect(billName('2026-08-27', '2026-09-26', spanish)).toBe('Factura del 27 de agosto al 25 de septiembre de 2026');
    expect(periodName('2026-12-01', '2027-01-01', english)).toBe('December 2026');
});

test('the way to the usage of a bill is the month most of it lies in', () => {
    expect([monthWithMost('2026-10-01', '2026-11-01'), monthWithMost('2026-08-27', '2026-09-26'), monthWithMost('2026-10-28', '2026-11-02')]).toEqual(['2026-10', '2026-09', '2026-10']);
});

test('figures of a bill are exact, and small sums are said in cents', () => {
    expect([exact('7784', english), exact('14.60', english), exact('128410.500', spanish)]).toEqual(['7,784', '14.6', '128,410.5']);
    expect([priceOf('4.1', english), priceOf('0.12335', english)]).toEqual(['$4.10', '$0.12335']);
    expect([sumOf(-56, english), sumOf(1, spanish), sumOf(1178, english), sumOf(0, english)]).toEqual(['56 cents', '1 centavo', '$11.78', '$0.00']);
});
