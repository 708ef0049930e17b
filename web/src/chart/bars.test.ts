import { expect, test } from 'vitest';
import { hourEnd, hourStart } from '../words/spans';
import { english, plain, spanish } from '../words/spoken';
import { comesTwice, hourBars, monthBars, type Bar } from './bars';
import { autumn, day, hour, spring, usage } from './usages';

const find = (bars: Bar[], key: string) => bars.find((bar) => bar.key === key)!;

test('missing is a gap, not yet arrived is not, and neither is zero', () => {
    const bars = monthBars('2026-11', usage([day('2026-11-02', '10'), day('2026-11-03', null), day('2026-11-04', '0'), day('2026-11-05', null)], { completeThrough: '2026-11-05T00:00-05:00' }));

    expect(find(bars, '2026-11-03').up).toMatchObject({ status: 'missing', value: null });
    expect(find(bars, '2026-11-04').up).toMatchObject({ status: 'measured', value: 0n });
    expect(find(bars, '2026-11-05').up).toMatchObject({ status: 'notYet', value: null });
});

test('a month has all its days, also those outside the service', () => {
    const bars = monthBars('2026-11', usage([day('2026-11-29', '10')]));

    expect(bars).toHaveLength(30);
    expect(find(bars, '2026-11-01').up.status).toBe('outside');
});

test('before any read nothing is missing', () => {
    const bars = monthBars('2026-11', usage([day('2026-11-02', null)], { completeThrough: null }));

    expect(find(bars, '2026-11-02').up.status).toBe('notYet');
});

test('what is not counted by the meter for that time is an estimate', () => {
    const qualities = ['valid', 'raw', 'edited', 'questionable', 'estimated', 'derived', 'forecast'] as const;
    const bars = monthBars('2026-11', usage(qualities.map((quality, i) => day(`2026-11-0${i + 2}`, '1', { quality }))));

    expect(bars.slice(1, 8).map((bar) => bar.up.status)).toEqual(['measured', 'measured', 'measured', 'measured', 'estimated', 'estimated', 'estimated']);
});

test('a part of a day is on its way at the end, and a gap before it', () => {
    const part = { coveredSeconds: 72_000 };
    const bars = monthBars('2026-11', usage([day('2026-11-02', '1', part), day('2026-11-03', '1', part)], { completeThrough: '2026-11-03T20:00-05:00' }));

    expect(find(bars, '2026-11-02').up.part).toBe('gaps');
    expect(find(bars, '2026-11-03').up.part).toBe('soFar');
});

test('autumn has 25 bars, and the two 1 am say their zone', () => {
    const bars = hourBars(usage(autumn()));
    const say = (i: number, words = english) => plain(hourStart(bars[i]!, bars, 'America/New_York', words));

    expect(bars).toHaveLength(25);
    expect(bars.filter((bar) => comesTwice(bar, bars))).toHaveLength(2);
    expect([say(0), say(1), say(2), say(3)]).toEqual(['12 am', '1 am EDT', '1 am EST', '2 am']);
    expect([say(1, spanish), say(2, spanish)]).toEqual(['1 a. m. (EDT)', '1 a. m. (EST)']);
    expect(plain(hourEnd(bars[1]!, bars, english))).toBe('2 am');
    expect(plain(hourEnd(bars[24]!, bars, english))).toBe('12 am');
});

test('spring has 23 bars and no 2 am', () => {
    const bars = hourBars(usage(spring()));

    expect(bars).toHaveLength(23);
    expect(bars.map((bar) => bar.start!.hour)).not.toContain(2);
    expect(plain(hourEnd(bars[1]!, bars, english))).toBe('2 am');
    expect(plain(hourStart(bars[2]!, bars, 'America/New_York', english))).toBe('3 am');
});

test("Lord Howe's half hour is told apart too", () => {
    const bars = hourBars(usage([hour('2026-04-05T01:00+11:00', '2'), hour('2026-04-05T01:30+10:30', '1', { expectedSeconds: 1800, coveredSeconds: 1800 }), hour('2026-04-05T02:00+10:30', '2')]));
    const say = (i: number) => plain(hourStart(bars[i]!, bars, 'Australia/Lord_Howe', english));

    expect([say(0), say(1), say(2)]).toEqual(['1 am GMT+11', '1:30 am GMT+10:30', '2 am']);
});

test('what was sent to the grid stands in the same bar', () => {
    const bars = hourBars(usage(autumn(() => '0.5')), usage(autumn((i) => String(i))));

    expect(bars).toHaveLength(25);
    expect(bars[2]!.down?.value).toBe(2_000_000_000n);
    expect(bars[2]!.up.value).toBe(500_000_000n);
});
