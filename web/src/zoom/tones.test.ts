import { expect, test } from 'vitest';
import { dayBars } from '../chart/bars';
import { day, usage } from '../chart/usages';
import { pinchOf } from './pinch';
import { tonesOf } from './tones';

test('the higher the bar, the higher its tone; a gap is a tick and no tone, and what is to come is not heard', () => {
    const dates = ['2026-10-20', '2026-10-21', '2026-10-22', '2026-10-23', '2026-10-24', '2026-10-25'];
    const values = ['0', '50', null, '100', null, null];
    const answer = usage(
        dates.map((date, i) => day(date, values[i]!)),
        { completeThrough: '2026-10-24T00:00-04:00' },
    );

    // 0 is 220 Hz, half of the highest an octave above it, the highest two
    expect(tonesOf(dayBars(dates, answer)).map(({ hertz, tick }) => [hertz, tick])).toEqual([
        [220, false],
        [440, false],
        [null, true],
        [880, false],
    ]);
});

test('days of nothing are all as low as nothing, and what goes back sounds no lower', () => {
    const dates = ['2026-10-20', '2026-10-21'];

    expect(tonesOf(dayBars(dates, usage([day(dates[0]!, '0'), day(dates[1]!, '-3')]))).map(({ hertz }) => hertz)).toEqual([220, 220]);
    expect(tonesOf([])).toEqual([]);
});

test('fingers going apart open what is between them, going together they lead up, trembling they do nothing', () => {
    const fingers = (width: number) => [{ x: 100, y: 50 }, { x: 100 + width, y: 50 }] as const;

    expect(pinchOf(fingers(50), fingers(80))).toBe('narrower');
    expect(pinchOf(fingers(140), fingers(90))).toBe('wider');
    expect(pinchOf(fingers(100), fingers(130))).toBeNull();
    expect(pinchOf([{ x: 0, y: 0 }, { x: 0, y: 10 }], [{ x: 0, y: 0 }, { x: 0, y: 40 }])).toBe('narrower');
});
