import { comesTwice, runs, type Bar } from './bars';
import { toNumber } from '../words/amounts';
import { scale } from './scale';

/** Where everything stands, in pixels, for one measured width. Pure, so that a test can hold it to account. */
export interface Layout {
    width: number;
    height: number;
    left: number;
    right: number;
    top: number;
    bottom: number;
    zero: number;
    ticks: { y: number; label: string }[];
    /** the value at the top of the axis */
    high: number;
    /** a line someone drew: how high it stands, and where its handle and its name go */
    line: { y: number; handleX: number; nameX: number; name: string } | null;
    slots: Slot[];
    /** bars without reads, run by run, so that each run is labelled once */
    gaps: { x: number; width: number; top: number; labelAt: number | null }[];
    /** the two hours of an autumn night that the clock shows alike */
    twice: { x: number; width: number; labels: { x: number; y: number; anchor: 'start' | 'end'; text: string; from: number; to: number; elbow: number | null }[] } | null;
}

export interface Slot {
    bar: Bar;
    /** middle of the bar */
    x: number;
    left: number;
    width: number;
    /** height above the zero line; negative below */
    up: number;
    down: number;
    /** where the marks of the bar it is compared with stand, in pixels from the top; none where that is not known */
    beside: number[];
    label: string | null;
}

export interface Frame {
    width: number;
    /** pixels of one rem: text grows with the reader's setting, and the room for it with the text */
    rem: number;
    height: number;
    pitchShare: number;
    number: (value: number) => string;
    measure: (text: string, weight?: 400 | 700) => number;
    /** labels by preference: the first set that fits is taken; null for a bar without one */
    labels: (string | null)[][];
    twiceLabel: (bar: Bar) => string;
    noReads: string;
    unitLabel: string;
    /** a line across the bars, and what to call it where there is room and where there is little */
    line?: { value: number; names: readonly [string, string] } | null;
    /** for each bar the one it is compared with */
    beside?: readonly (Bar | null)[] | null;
}

const RADIUS = 2;

/** Room for the handle of a line, in rem: a pill of 62 pixels within a target of 44 by 72. */
const HANDLE = 4.5;

/** A line keeps clear of the top, where the unit stands, and can be moved up. */
const HEADROOM = 1.15;

export function layOut(bars: readonly Bar[], frame: Frame): Layout {
    const { width, rem } = frame;
    const twice = bars.filter((bar) => comesTwice(bar, bars));
    const values = bars.flatMap(valuesOf);
    const twoWay = values.some((value) => value < 0);
    const besides = bars.map((_, i) => valuesOf(frame.beside?.[i] ?? null));
    const narrow = width < 44 * rem;
    const texts = twice.map(frame.twiceLabel);
    const aside = twice.length === 2 && !narrow && fitsAside(texts, bars.indexOf(twice[0]!), bars.length, frame);
    const top = rem * (twice.length > 0 ? (aside ? 3.2 : 4.6) : 2) + (twoWay ? rem * 1.2 : 0);
    const bottom = top + frame.height;
    const line = frame.line ?? null;
    const axis = scale([...values, ...besides.flat(), ...(line === null ? [] : [line.value * HEADROOM])], 5, bottom, top);
    const labels = axis.ticks.map((value) => frame.number(Math.abs(value)));

    const left = Math.ceil(Math.max(...labels.map((label) => frame.measure(label))) + rem / 2);
    const right = line !== null && !narrow ? width - HANDLE * rem : width - 4;
    const zero = axis.at(0);
    const pitch = (right - left) / Math.max(bars.length, 1);
    const barWidth = pitch * frame.pitchShare;
    const under = fitting(frame, pitch);

    const slots = bars.map((bar, i): Slot => {
        const x = left + pitch * (i + 0.5);
        return {
            bar,
            x,
            left: x - barWidth / 2,
            width: barWidth,
            up: bar.up.value === null ? 0 : zero - axis.at(toNumber(bar.up.value)),
            down: bar.down?.value == null ? 0 : zero - axis.at(-toNumber(bar.down.value)),
            beside: besides[i]!.map((value) => axis.at(value)),
            label: under[i] ?? null,
        };
    });
    return {
        width,
        height: bottom + rem * (twoWay ? 2.4 : 1.75),
        left,
        right,
        top,
        bottom: bottom + (twoWay ? rem * 0.4 : 0),
        zero,
        high: axis.high,
        line: line && { y: axis.at(line.value), ...(narrow ? { handleX: left, nameX: left + (HANDLE + 0.25) * rem, name: line.names[1] } : { handleX: right, nameX: left + rem / 4, name: line.names[0] }) },
        ticks: axis.ticks.map((value, i) => ({ y: axis.at(value), label: labels[i]! })),
        slots,
        gaps: gapsOf(slots, left, zero, zero - top, frame),
        twice: twice.length === 2 ? twiceOf(slots.filter((slot) => twice.includes(slot.bar)), texts, pitch, aside, frame, zero) : null,
    };
}

/** {@return what stands above the axis, and below it as a negative; nothing for what is not known} */
function valuesOf(bar: Bar | null): number[] {
    return bar === null ? [] : [...(bar.up.value === null ? [] : [toNumber(bar.up.value)]), ...(bar.down?.value == null ? [] : [-toNumber(bar.down.value)])];
}

/** {@return the first set of labels of which no two touch} */
function fitting(frame: Frame, pitch: number): (string | null)[] {
    const room = (labels: (string | null)[]) => {
        let free = -Infinity;
        return labels.every((label, i) => {
            if (label === null) {
                return true;
            }
            const half = frame.measure(label) / 2;
            const fits = i * pitch - half >= free;
            free = i * pitch + half + frame.rem / 3;
            return fits;
        });
    };
    return frame.labels.find(room) ?? [];
}

/** A gap is drawn to a fixed height, or higher where its label would run into the bars beside it. */
function gapsOf(slots: Slot[], left: number, zero: number, room: number, frame: Frame): Layout['gaps'] {
    let free = -Infinity;
    return runs(slots, (slot) => slot.bar.up.status === 'missing').map((run) => {
        const first = run[0]!;
        const last = run.at(-1)!;
        const half = frame.measure(frame.noReads, 700) / 2;
        const middle = Math.min(Math.max((first.left + last.left + last.width) / 2, left + half), frame.width - half);
        const label = middle - half >= free;
        free = label ? middle + half + frame.rem / 2 : free;
        const beside = slots.filter((slot) => slot.left < middle + half && slot.left + slot.width > middle - half);
        const underUnit = middle - half < frame.measure(frame.unitLabel) + frame.rem / 2;
        const height = Math.min(underUnit ? room - frame.rem : room, Math.max(room * 0.6, ...beside.map((slot) => slot.up)));
        return { x: first.left, width: last.left + last.width - first.left, top: zero - height, labelAt: label ? middle : null };
    });
}

/** {@return whether the first label fits left of its bar, and the second right of its own without touching it} */
function fitsAside(texts: string[], at: number, count: number, frame: Frame): boolean {
    const pitch = (frame.width - 3 * frame.rem) / count;
    return pitch > 24 && 3 * frame.rem + pitch * (at + 0.5) >= frame.measure(texts[0]!, 700);
}

function twiceOf(slots: Slot[], text: string[], pitch: number, aside: boolean, frame: Frame, zero: number): Layout['twice'] {
    const [first, second] = [slots[0]!, slots[1]!];
    const { rem } = frame;
    const to = (slot: Slot) => zero - Math.max(slot.up, 0) - 6;
    return {
        x: first.x - pitch / 2,
        width: second.x - first.x + pitch,
        labels: aside
            ? [
                  { x: first.x + 6, y: rem * 2.4, anchor: 'end', text: text[0]!, from: rem * 2.75, to: to(first), elbow: null },
                  { x: second.x - 6, y: rem * 2.4, anchor: 'start', text: text[1]!, from: rem * 2.75, to: to(second), elbow: null },
              ]
            : [
                  { x: first.x + 5, y: rem * 2.6, anchor: 'start', text: text[0]!, from: rem * 2.1, to: to(first), elbow: null },
                  { x: second.x + 11, y: rem * 3.9, anchor: 'start', text: text[1]!, from: rem * 3.55, to: to(second), elbow: second.x + 8 },
              ],
    };
}

/** {@return the outline of a bar that stands on zero: flat there, rounded at its end} */
export function outline(slot: Pick<Slot, 'left' | 'width'>, zero: number, height: number): string {
    const size = Math.abs(height);
    const radius = Math.min(RADIUS, size, slot.width / 2);
    const sign = height < 0 ? 1 : -1;
    const end = zero + sign * size;
    const { left, width } = slot;
    const right = left + width;
    return `M${f(left)} ${f(zero)}V${f(end - sign * radius)}Q${f(left)} ${f(end)} ${f(left + radius)} ${f(end)}H${f(right - radius)}Q${f(right)} ${f(end)} ${f(right)} ${f(end - sign * radius)}V${f(zero)}Z`;
}

function f(value: number): string {
    return String(Math.round(value * 10) / 10);
}
