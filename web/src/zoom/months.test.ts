import { expect, test } from 'vitest';
import type { Bucket } from '../api/client';
import { dayBars } from '../chart/bars';
import { day, usage } from '../chart/usages';
import { addDays, daysBetween, monthOf } from '../time/days';
import { parse, sum } from '../words/amounts';
import { byMonth, monthsOf } from './months';

function daysFrom(from: string, to: string, value: (day: string, at: number) => string | null, more: (day: string, at: number) => Partial<Bucket> = () => ({})): Bucket[] {
    return Array.from({ length: daysBetween(from, to) }, (_, i) => day(addDays(from, i), value(addDays(from, i), i), more(addDays(from, i), i)));
}

test('days are summed exactly, however many decimals they have', () => {
    const answer = byMonth(usage(daysFrom('2026-09-01', '2026-11-01', () => '0.1')));

    expect(answer.buckets.map(({ start, value }) => [start, value])).toEqual([
        ['2026-09-01T00:00-04:00', '3'],
        ['2026-10-01T00:00-04:00', '3.1'],
    ]);
    expect(byMonth(usage([day('2026-09-01', '9007199254.740993001'), day('2026-09-02', '0.000000001')])).buckets[0]!.value).toBe('9007199254.740993002');
});

test('whatever the days, the months come to what they come to', () => {
    // a fixed row of odd numbers: every run tries the same year
    let seed = 7;
    const next = () => (seed = (seed * 48_271) % 2_147_483_647);
    const days = daysFrom('2026-01-01', '2027-01-01', () => (next() % 11 === 0 ? null : `${next() % 900}.${String(next() % 1_000_000_000).padStart(9, '0')}`));
    const months = byMonth(usage(days)).buckets;

    const total = (buckets: readonly Bucket[]) => sum(buckets.map(({ value }) => (value === null ? 0n : parse(value))));
    expect(total(months)).toBe(total(days));
    expect(months.map(({ start }) => monthOf(start))).toEqual(Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`));
    for (const of of ['coveredSeconds', 'expectedSeconds'] as const) {
        expect(months.reduce((seconds, month) => seconds + month[of], 0)).toBe(days.reduce((seconds, one) => seconds + one[of], 0));
    }
});

test('missing is not zero: a month without reads has no value, one with some has those', () => {
    const days = daysFrom('2026-09-01', '2026-11-01', (date) => (date < '2026-10-01' ? null : date === '2026-10-19' ? null : '2'));
    const [september, october] = byMonth(usage(days)).buckets;

    expect(september).toMatchObject({ value: null, quality: null, coveredSeconds: 0, expectedSeconds: 30 * 86_400 });
    expect(october).toMatchObject({ value: '60', coveredSeconds: 30 * 86_400, expectedSeconds: 31 * 86_400 });
});

test("a month's quality is the worst of its days, as the portal ranks them", () => {
    const worst = (...qualities: Bucket['quality'][]) => byMonth(usage(qualities.map((quality, i) => day(`2026-09-0${i + 1}`, quality === null ? null : '1', { quality })))).buckets[0]!.quality;

    expect(worst('valid', 'raw', null)).toBe('raw');
    expect(worst('estimated', 'valid', 'edited')).toBe('estimated');
    expect(worst('questionable', 'forecast')).toBe('questionable');
});

test('the hours of a month are those there were: November in New York has 721, March 743', () => {
    const clocks = (date: string) => (date === '2026-11-01' ? 90_000 : date === '2026-03-08' ? 82_800 : 86_400);
    const hours = (from: string, to: string) =>
        byMonth(usage(daysFrom(from, to, () => '1', (date) => ({ coveredSeconds: clocks(date), expectedSeconds: clocks(date) })))).buckets.map((bucket) => bucket.expectedSeconds / 3600);

    expect(hours('2026-11-01', '2026-12-01')).toEqual([721]);
    expect(hours('2026-03-01', '2026-04-01')).toEqual([743]);
});

test('a year has twelve bars, also where the service began later, and says which are estimated, partial or to come', () => {
    const buckets = daysFrom(
        '2026-08-12',
        '2027-01-01',
        (date) => (date === '2026-09-10' || date >= '2026-11-21' ? null : '5'),
        (date) => (date === '2026-10-14' ? { quality: 'estimated' } : date === '2026-10-15' ? { quality: 'questionable' } : {}),
    );
    const answer = usage(buckets, { completeThrough: '2026-11-21T00:00-05:00' });
    const days = dayBars(
        Array.from({ length: 365 }, (_, i) => addDays('2026-01-01', i)),
        answer,
    );
    const bars = monthsOf('2026-01-01', '2026-12-31', days, answer);
    const of = (month: string) => bars.find((bar) => bar.key === month)!.up;

    expect(bars).toHaveLength(12);
    expect(of('2026-07').status).toBe('outside');
    expect(of('2026-08')).toMatchObject({ status: 'measured', value: parse('100'), part: 'whole' });
    expect(of('2026-09')).toMatchObject({ status: 'measured', part: 'gaps' });
    // questionable is worse, but does not hide the estimate
    expect(of('2026-10')).toMatchObject({ status: 'estimated', quality: 'questionable', part: 'whole', estimated: parse('5') });
    expect(of('2026-11')).toMatchObject({ status: 'measured', part: 'soFar' });
    expect(of('2026-12')).toMatchObject({ status: 'notYet', value: null });
});

test('what is sent back is summed beside what is taken', () => {
    const taken = usage(daysFrom('2026-10-01', '2026-11-01', () => '3'));
    const sent = usage(daysFrom('2026-10-01', '2026-11-01', () => '0.5', (date) => (date === '2026-10-02' ? { quality: 'estimated' } : {})));
    const days = dayBars(['2026-10-01', '2026-10-02'], taken, sent);

    const [october] = monthsOf('2026-10-01', '2026-10-31', days, taken, sent);

    expect([october!.up.value, october!.down!.value]).toEqual([parse('93'), parse('15.5')]);
    expect([october!.up.status, october!.down!.status]).toEqual(['measured', 'estimated']);
});
