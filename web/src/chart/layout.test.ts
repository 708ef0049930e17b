import { expect, test } from 'vitest';
import { dayLabels, hourLabels } from '../usage/labels';
import { english } from '../words/spoken';
import { hourBars, monthBars } from './bars';
import { layOut, type Frame } from './layout';
import { autumn, day, usage } from './usages';

const frame: Frame = {
    width: 256,
    rem: 16,
    height: 240,
    pitchShare: 0.68,
    number: String,
    measure: (text) => text.length * 9,
    labels: [],
    twiceLabel: () => '1 am EDT',
    noReads: 'No reads',
    unitLabel: 'gallons a day',
};
const october = monthBars('2026-10', usage(Array.from({ length: 31 }, (_, i) => day(`2026-10-${String(i + 1).padStart(2, '0')}`, i === 18 ? null : String(200 + i)))));

test('labels thin by measure: every day, or one a week', () => {
    const shown = (width: number) => layOut(october, { ...frame, width, labels: dayLabels(october) }).slots.flatMap((slot) => slot.label ?? []);

    expect(shown(1072)).toHaveLength(31);
    expect(shown(256)).toEqual(['1', '8', '15', '22', '29']);
});

test('labels never touch, however large the text', () => {
    const bars = hourBars(usage(autumn()));
    for (const width of [256, 326, 600, 1072]) {
        for (const wide of [9, 14, 20]) {
            const measure = (text: string) => text.length * wide;
            const labels = layOut(bars, { ...frame, width, measure, labels: hourLabels(bars, english) }).slots.filter((slot) => slot.label !== null);
            labels.slice(1).forEach((slot, i) => expect(slot.x - measure(slot.label!) / 2).toBeGreaterThan(labels[i]!.x + measure(labels[i]!.label!) / 2));
        }
    }
});

test('zero is on the axis and bars stay inside', () => {
    const { slots, zero, top, left, right, ticks } = layOut(october, frame);

    expect(ticks.map((tick) => tick.label)).toContain('0');
    expect(ticks.find((tick) => tick.label === '0')!.y).toBe(zero);
    slots.forEach((slot) => {
        expect(slot.up).toBeLessThanOrEqual(zero - top + 0.01);
        expect(slot.left).toBeGreaterThanOrEqual(left);
        expect(slot.left + slot.width).toBeLessThanOrEqual(right);
    });
});

test('a gap is as tall as the bars its label would cover', () => {
    const [gap] = layOut(october, frame).gaps;
    const beside = layOut(october, frame).slots.slice(15, 22);

    expect(gap!.labelAt).not.toBeNull();
    beside.forEach((slot) => expect(layOut(october, frame).zero - slot.up).toBeGreaterThanOrEqual(gap!.top));
});

test("a gap's label stays inside at both ends of the month", () => {
    const ends = monthBars('2026-10', usage([day('2026-10-01', null), day('2026-10-15', '200'), day('2026-10-31', null)]));

    const { gaps, left, width } = layOut(ends, frame);

    expect(gaps).toHaveLength(2);
    gaps.forEach((gap) => {
        expect(gap.labelAt! - frame.measure(frame.noReads) / 2).toBeGreaterThanOrEqual(left);
        expect(gap.labelAt! + frame.measure(frame.noReads) / 2).toBeLessThanOrEqual(width);
    });
});

test('what is sent hangs below zero, and the axis says no minus', () => {
    const both = hourBars(usage(autumn(() => '0.5')), usage(autumn(() => '2')));
    const { slots, ticks, zero, bottom } = layOut(both, frame);

    expect(slots[0]!.down).toBeLessThan(0);
    expect(zero - slots[0]!.down).toBeLessThanOrEqual(bottom);
    expect(ticks.some((tick) => tick.label.startsWith('-'))).toBe(false);
});

test('the autumn night has a band behind two bars', () => {
    const bars = hourBars(usage(autumn()));
    const { twice, slots } = layOut(bars, frame);

    expect(twice!.x).toBeLessThan(slots[1]!.left);
    expect(twice!.x + twice!.width).toBeGreaterThan(slots[2]!.left + slots[2]!.width);
    expect(layOut(october, frame).twice).toBeNull();
});

test('a chart without reads still has an axis', () => {
    const { ticks, slots } = layOut(monthBars('2026-10', usage([])), frame);

    expect(ticks.length).toBeGreaterThan(1);
    expect(slots).toHaveLength(31);
});

test('a line has room above it, and its handle stands outside the bars where there is width', () => {
    const line = { value: 400, names: ['Your line: tell me above this', 'Your line'] as const };
    const wide = layOut(october, { ...frame, width: 1072, line });
    const phone = layOut(october, { ...frame, line });

    for (const layout of [wide, phone]) {
        expect(layout.high).toBeGreaterThan(400);
        expect(layout.line!.y).toBeGreaterThan(layout.top);
    }
    expect(wide.line).toMatchObject({ handleX: wide.right, name: 'Your line: tell me above this' });
    expect(wide.right + 62).toBeLessThanOrEqual(wide.width);
    expect(phone.line).toMatchObject({ handleX: phone.left, name: 'Your line' });
    expect(layOut(october, frame).line).toBeNull();
});
