import type { Bar } from '../chart/bars';
import { peak } from '../usage/summary';
import type { Period } from '../usage/period';
import type { components } from '#api';
import type { Day } from '../time/days';
import type { Words } from '../words/words';

export type Weather = components['schemas']['Weather'];
export type WeatherDay = components['schemas']['WeatherDay'];

/** The weather beside the bars, in words and numbers. */
export interface Outside {
    /** null: the day is past, and nothing is known of it; undefined: it is to come, or was not the customer's */
    day: (bar: Bar) => WeatherDay | null | undefined;
    /** of a bar that is a day; nothing of one that is to come */
    of: (bar: Bar) => string;
    /** a sentence where it helps; else nothing */
    text: string;
    columns: { name: string; value: (bar: Bar) => string }[];
    unit: string;
    degrees: (decimal: string) => string;
    rain: (decimal: string) => string;
}

interface Asked {
    weather: Weather;
    period: Period;
    bars: readonly Bar[];
    commodity: string;
    flow: string;
    today: Day;
    words: Words;
}

const NBSP = '\u00a0';

/** So many days make it worth a word that two things fell on the same one; and it must have been hot, or cold, by anyone's measure. */
const FEWEST = 7;
const HOT = 80;
const COLD = 40;

const DIGITS = { in: 2, mm: 1 } as const;

/** {@return the decimal to so many digits, everywhere the same; and never "-0"} */
function rounded(decimal: string, digits: number): number {
    const power = 10 ** digits;
    return Math.round(Number(decimal) * power) / power + 0;
}

export function outside(asked: Asked): Outside {
    const { weather, period, today, words } = asked;
    const days = new Map(weather.days.map((day) => [day.day, day]));
    const degrees = (decimal: string) => `${words.plain(rounded(decimal, 0), 0)}${NBSP}${weather.temperatureUnit}`;
    const rain = (decimal: string) => `${words.plain(rounded(decimal, DIGITS[weather.rainUnit]), 2)}${NBSP}${unitOf(weather, words)}`;
    const day = ({ day: date, up }: Pick<Bar, 'day' | 'up'>) => days.get(date) ?? (date < today && up.status !== 'outside' ? null : undefined);
    const told = (bar: Bar) => sayings(day(bar), weather, degrees, words);
    const known = words.t('weather.notKnown');
    const column = (name: string, read: (one: WeatherDay) => string | null, digits: number) => ({
        name,
        value: (bar: Bar) => {
            const found = day(bar);
            const value = found && read(found);
            return value != null ? words.plain(rounded(value, digits), digits) : found === undefined ? '' : known;
        },
    });
    return {
        day,
        of: told,
        text: period.of === 'day' ? (asked.bars[0] ? told(asked.bars[0]) : '') : besideThePeak(asked, days, degrees),
        columns: [
            column(words.t('weather.colHigh', { unit: weather.temperatureUnit }), ({ high }) => high, 1),
            column(words.t('weather.colLow', { unit: weather.temperatureUnit }), ({ low }) => low, 1),
            column(words.t('weather.colRain', { unit: unitOf(weather, words) }), (one) => one.rain, DIGITS[weather.rainUnit]),
        ],
        unit: weather.temperatureUnit,
        degrees,
        rain,
    };
}

/** Inches are called otherwise in other languages, millimeters are not. */
function unitOf({ rainUnit }: Weather, words: Words): string {
    return rainUnit === 'in' ? words.t('weather.in') : rainUnit;
}

function sayings(day: WeatherDay | null | undefined, weather: Weather, degrees: (decimal: string) => string, words: Words): string {
    return day === undefined ? '' : day === null ? words.t('weather.unknown') : `${temperature(day, degrees, words)} ${fallen(day, weather, words)}`;
}

function temperature({ high, low, mean }: WeatherDay, degrees: (decimal: string) => string, words: Words): string {
    if (high !== null && low !== null) {
        return words.t('weather.between', { low: degrees(low), high: degrees(high) });
    }
    return high !== null
        ? words.t('weather.upTo', { high: degrees(high) })
        : low !== null
          ? words.t('weather.downTo', { low: degrees(low) })
          : mean !== null
            ? words.t('weather.mean', { mean: degrees(mean) })
            : words.t('weather.temperatureUnknown');
}

/** Some rain that rounds to none is not none. */
function fallen({ rain }: WeatherDay, { rainUnit }: Weather, words: Words): string {
    if (rain === null) {
        return words.t('weather.rainUnknown');
    }
    const n = rounded(rain, DIGITS[rainUnit]);
    const amount = words.plain(n, 2);
    return Number(rain) === 0 ? words.t('weather.noRain') : n === 0 ? words.t('weather.trace') : words.t(rainUnit === 'in' ? 'weather.inches' : 'weather.millimeters', { n, amount });
}

/** {@return that the day of the highest use was also the hottest, or the coldest, where that can be why} */
function besideThePeak({ bars, commodity, flow, weather, words }: Asked, days: ReadonlyMap<string, WeatherDay>, degrees: (decimal: string) => string): string {
    const known = bars.filter((bar) => bar.up.value !== null && days.has(bar.day));
    const top = peak(bars.filter((bar) => bar.up.value !== null));
    if (flow !== 'delivered' || !top || known.length < FEWEST || !known.includes(top)) {
        return '';
    }
    const { high, low } = days.get(top.day)!;
    const others = known.filter((bar) => bar !== top).map((bar) => days.get(bar.day)!);
    const fahrenheit = (decimal: string) => (weather.temperatureUnit === '°F' ? Number(decimal) : Number(decimal) * 1.8 + 32);
    const date = words.day(top.day);
    if (commodity !== 'gas' && high !== null && fahrenheit(high) >= HOT && others.every((other) => other.high !== null && Number(other.high) < Number(high))) {
        return words.t('weather.hottest', { day: date, high: degrees(high) });
    }
    if (commodity !== 'water' && low !== null && fahrenheit(low) <= COLD && others.every((other) => other.low !== null && Number(other.low) > Number(low))) {
        return words.t('weather.coldest', { day: date, low: degrees(low) });
    }
    return '';
}
