import { expect, test } from 'vitest';
import { addDays, addMonths, dayAt, daysOf, isDay, isMonth, startOfDay, wall } from './days';

const iso = (instant: number) => new Date(instant).toISOString();

test('a day begins at local midnight, or when the clocks have jumped over it', () => {
    expect(iso(startOfDay('2026-11-01', 'America/New_York'))).toBe('2026-11-01T04:00:00.000Z');
    expect(iso(startOfDay('2026-11-02', 'America/New_York'))).toBe('2026-11-02T05:00:00.000Z');
    expect(iso(startOfDay('2026-07-01', 'America/Phoenix'))).toBe('2026-07-01T07:00:00.000Z');
    // Havana's clocks go from midnight to 1 am on 8 March 2026
    expect(iso(startOfDay('2026-03-08', 'America/Havana'))).toBe('2026-03-08T05:00:00.000Z');
    expect(iso(startOfDay('2026-04-05', 'Australia/Lord_Howe'))).toBe('2026-04-04T13:00:00.000Z');
});

test('the length of a day follows the clocks of its zone', () => {
    const hours = (day: string, zone: string) => (startOfDay(addDays(day, 1), zone) - startOfDay(day, zone)) / 3_600_000;

    expect(hours('2026-11-01', 'America/New_York')).toBe(25);
    expect(hours('2026-03-08', 'America/New_York')).toBe(23);
    expect(hours('2026-11-01', 'America/Phoenix')).toBe(24);
    expect(hours('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5);
    expect(hours('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5);
    expect(hours('2026-11-01', 'America/Havana')).toBe(25);
});

test('an instant is in the day of the usage point, wherever the browser is', () => {
    const late = Date.parse('2026-11-22T03:30Z');

    expect(dayAt(late, 'America/New_York')).toBe('2026-11-21');
    expect(dayAt(late, 'Europe/Berlin')).toBe('2026-11-22');
});

test('months step over the year and know their days', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(daysOf('2028-02')).toHaveLength(29);
    expect(daysOf('2026-11').at(-1)).toBe('2026-11-30');
});

test('only real dates are dates', () => {
    expect(isDay('2026-02-29')).toBe(false);
    expect(isDay('2028-02-29')).toBe(true);
    expect(isDay('yesterday')).toBe(false);
    expect(isDay(null)).toBe(false);
    expect(isMonth('2026-13')).toBe(false);
    expect(isMonth('2026-12')).toBe(true);
});

test('the two autumn hours differ by their offset alone', () => {
    const [first, second] = [wall('2026-11-01T01:00-04:00'), wall('2026-11-01T01:00-05:00')];

    expect([first.hour, second.hour]).toEqual([1, 1]);
    expect([first.offset, second.offset]).toEqual([-240, -300]);
    expect(second.instant - first.instant).toBe(3_600_000);
    expect(wall('2026-11-01T06:00Z').offset).toBe(0);
    expect(wall('2026-04-05T01:30+10:30').offset).toBe(630);
});
