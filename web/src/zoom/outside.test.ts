import { expect, test } from 'vitest';
import { dayBars } from '../chart/bars';
import { day, usage } from '../chart/usages';
import { addDays } from '../time/days';
import { english, spanish } from '../words/spoken';
import type { Words } from '../words/words';
import { outside, type Weather, type WeatherDay } from './outside';
import { drawn } from './strip';

const DAYS = Array.from({ length: 10 }, (_, i) => addDays('2026-07-01', i));

/** Ten days of July, the fourth of the highest use; the last is today. */
const bars = dayBars(DAYS, usage(DAYS.map((date, i) => day(date, i === 9 ? null : i === 3 ? '40' : '20')), { completeThrough: '2026-07-10T00:00-04:00' }));

const of = (date: string, more: Partial<WeatherDay> = {}): WeatherDay => ({ day: date, mean: null, high: '81', low: '64.4', rain: '0', ...more });

const usual = DAYS.slice(0, 9).map((date, i) => of(date, i === 3 ? { high: '91.4', low: '70' } : i === 2 ? { rain: '0.12' } : i === 1 ? { rain: '0.003' } : {}));

function there(days: WeatherDay[], words: Words = english, more: Partial<Weather> = {}, commodity = 'electricity') {
    const weather: Weather = { usagePoint: '2', station: 'RIVERTON', temperatureUnit: '°F', rainUnit: 'in', days, ...more };
    return outside({ weather, period: { of: 'month', month: '2026-07', at: null }, bars, commodity, flow: 'delivered', today: '2026-07-10', words });
}

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('a bar says what it was like outside, and what nobody knows as not known', () => {
    const sky = there([...usual.slice(0, 4), of(DAYS[4]!, { low: null, rain: null }), of(DAYS[5]!, { high: null, low: null, mean: '70', rain: '1' })]);

    expect(bars.map((bar) => plain(sky.of(bar))).slice(0, 7)).toEqual([
        'Outside it was 64 °F to 81 °F. No rain.',
        'Outside it was 64 °F to 81 °F. A trace of rain.',
        'Outside it was 64 °F to 81 °F. 0.12 inches of rain.',
        'Outside it was 70 °F to 91 °F. No rain.',
        'Outside it was up to 81 °F. How much it rained is not known.',
        'Outside it was 70 °F on average. 1 inch of rain.',
        'The weather of that day is not known.',
    ]);
    expect(sky.of(bars[9]!)).toBe('');
    expect(sky.columns.map(({ value }) => [value(bars[4]!), value(bars[6]!), value(bars[9]!)])).toEqual([
        ['81', 'Not known', ''],
        ['Not known', 'Not known', ''],
        ['Not known', 'Not known', ''],
    ]);
    expect(plain(there([of(DAYS[0]!, { high: '27.2', low: '-0.3', rain: '3.05' })], spanish, { temperatureUnit: '°C', rainUnit: 'mm' }).of(bars[0]!))).toBe('Afuera hubo de 0 °C a 27 °C. 3.1 milímetros de lluvia.');
});

test('a sentence stands where the highest day was the hottest, and nowhere else', () => {
    expect(plain(there(usual).text)).toBe('Your highest day, Saturday, July 4, was also the hottest: up to 91 °F.');
    expect(there(usual.map((one, i) => (i === 5 ? { ...one, high: '92' } : one))).text).toBe('');
    expect(there(usual.filter((_, i) => i !== 3)).text).toBe('');
    expect(there(usual, english, {}, 'gas').text).toBe('');
    expect(there(usual.map((one) => ({ ...one, high: String(Number(one.high) - 30) }))).text).toBe('');
});

test('the strip leaves out what is not known, and marks it', () => {
    const sky = there([...usual.slice(0, 3), of(DAYS[6]!, { rain: null }), of(DAYS[7]!), of(DAYS[8]!, { high: null, low: null })]);
    const layout = { left: 20, right: 220, slots: bars.map((bar, i) => ({ bar, x: 30 + 20 * i, left: 0, width: 14, up: 0, down: 0, beside: [], label: null })) };

    const strip = drawn(layout, sky, 'in', 16, '2026-07-05', (text) => text.length * 9);

    expect(strip.lines.map((line) => line.split('L').length)).toEqual([3, 2]);
    expect(strip.bands).toHaveLength(2);
    expect(strip.gaps.map(({ x, width }) => [Math.round(x), Math.round(width)])).toEqual([
        [83, 54],
        [143, 14],
        [183, 14],
    ]);
    expect(strip.rains.map(({ x }) => x)).toEqual([46, 66]);
    expect(strip.labels.map(({ text }) => plain(text))).toEqual(['81 °F', '81 °F', '0.12 in']);
    expect(strip.dot).toEqual({ x: 110, y: null });
});

test('what the strip says of the first day stands above the line, also where the days after it were hotter', () => {
    const sky = there(usual.map((one, i) => (i === 1 ? { ...one, high: '99' } : one)));
    const layout = { left: 20, right: 220, slots: bars.map((bar, i) => ({ bar, x: 30 + 20 * i, left: 0, width: 14, up: 0, down: 0, beside: [], label: null })) };

    const strip = drawn(layout, sky, 'in', 16, null, (text) => text.length * 9);

    const line = strip.lines[0]!.slice(1).split('L').map((point) => point.split(' ').map(Number));
    expect(Math.min(...line.slice(0, 3).map(([, y]) => y!))).toBe(line[1]![1]);
    expect(strip.labels[0]!.y).toBeLessThan(line[1]![1]!);
});
