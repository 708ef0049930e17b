import { setupI18n, type I18n, type Messages } from '@lingui/core';
import { type Day, type Month, utc } from '../time/days';
import { type Billionths, decimals, toNumber } from './amounts';
import { decimalOf } from './money';
import type en from '../locales/en.json';

export type Key = keyof typeof en;
type Values = Record<string, string | number>;

/** Keeps a number and its unit, a month and its day, on one line. */
const NBSP = '\u00a0';

const WEEKDAYS = {
    weekday: { weekday: 'long' },
    weekdayYear: { weekday: 'long' },
    shortWeekday: { weekday: 'short' },
    letter: { weekday: 'narrow' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const DATES = {
    date: { month: 'long', day: 'numeric' },
    year: { month: 'long', day: 'numeric', year: 'numeric' },
    short: { month: 'short', day: 'numeric' },
    weekday: { month: 'long', day: 'numeric' },
    weekdayYear: { month: 'long', day: 'numeric', year: 'numeric' },
    shortWeekday: { month: 'short', day: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Everything a page says in one language: messages, amounts, dates and hours. */
export class Words {
    private readonly i18n: I18n;
    private readonly formats = new Map<string, Intl.DateTimeFormat>();
    private readonly known: ReadonlySet<string>;
    readonly locale: string;

    constructor(
        readonly language: string,
        messages: Messages,
        /** the words beside those of every page that are here too */
        readonly parts: readonly string[] = [],
    ) {
        this.i18n = setupI18n({ locale: language, messages: { [language]: messages } });
        this.known = new Set(Object.keys(messages));
        this.locale = this.t('language.locale');
    }

    t(key: Key, values?: Values): string {
        // a sentence that ends in "a. m." needs no second full stop
        return this.i18n._(key, values).replaceAll('..', '.');
    }

    /** {@return whether there is such a message; codes of the portal may be newer than this page} */
    has(key: string): key is Key {
        return this.known.has(key);
    }

    /** {@return such as "312", rounded for people; the exact value stays with the caller} */
    number(amount: Billionths, unit: string): string {
        return this.plain(toNumber(amount), decimals(amount, unit));
    }

    /** {@return with just so many decimals, so that a column lines up} */
    inColumn(amount: Billionths, digits: number): string {
        return new Intl.NumberFormat(this.locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(toNumber(amount));
    }

    plain(value: number, digits = 2): string {
        return new Intl.NumberFormat(this.locale, { maximumFractionDigits: digits }).format(value);
    }

    /** {@return such as "12%", or as people of the locale write it} */
    percent(whole: number): string {
        return new Intl.NumberFormat(this.locale, { style: 'percent', maximumFractionDigits: 0 }).format(whole / 100);
    }

    /** {@return such as "312 gallons" or "1 gallon"} */
    amount(amount: Billionths, unit: string): string {
        return `${this.number(amount, unit)}${NBSP}${this.unit(unit, amount).replaceAll(' ', NBSP)}`;
    }

    /** {@return "gallon" or "gallons", by the number as written} */
    unit(unit: string, amount?: Billionths): string {
        const n = amount === undefined ? 2 : Number(toNumber(amount).toFixed(decimals(amount, unit)));
        return this.t(`unit.${unit}` as Key, { n: Math.abs(n) });
    }

    /** {@return such as "$1,083.14"; a minus stands before the sign} */
    money(cents: number, currency = 'USD'): string {
        // a decimal text stays exact in Intl, and is read as the nearest number where it is not yet known
        return new Intl.NumberFormat(this.locale, { style: 'currency', currency }).format(decimalOf(cents));
    }

    list(items: string[]): string {
        return new Intl.ListFormat(this.locale, { type: 'conjunction' }).format(items);
    }

    /** {@return such as "Saturday, October 24", the month and its day never torn apart} */
    day(day: Day, style: keyof typeof DATES = 'weekday'): string {
        const date = this.format(style, { ...DATES[style], timeZone: 'UTC' }).format(utc(day)).replaceAll(' ', NBSP);
        return style in WEEKDAYS ? this.t('date.weekday', { weekday: this.weekday(day, style as keyof typeof WEEKDAYS), date }) : date;
    }

    weekday(day: Day, style: keyof typeof WEEKDAYS = 'weekday'): string {
        return this.format(`weekday ${style}`, { ...WEEKDAYS[style], timeZone: 'UTC' }).format(utc(day));
    }

    month(month: Month, style: 'full' | 'name' = 'full'): string {
        const options: Intl.DateTimeFormatOptions = style === 'full' ? { month: 'long', year: 'numeric' } : { month: 'long' };
        return this.format(`month ${style}`, { ...options, timeZone: 'UTC' }).format(utc(`${month}-01`));
    }

    /** {@return "Nov", or "Nov 2025"} */
    monthShort(month: Month, year: boolean): string {
        const options: Intl.DateTimeFormatOptions = year ? { month: 'short', year: 'numeric' } : { month: 'short' };
        return this.format(`month short ${year}`, { ...options, timeZone: 'UTC' }).format(utc(`${month}-01`)).replaceAll(' ', NBSP);
    }

    /** {@return "6 am", "9:45 am", "noon": what the clock on the wall shows} */
    clock(hour: number, minute: number, second?: number): string {
        if (hour === 12 && minute === 0 && second === undefined) {
            return this.t('time.noon');
        }
        const twelve = hour % 12 === 0 ? 12 : hour % 12;
        const parts = second === undefined ? (minute === 0 ? [] : [minute]) : [minute, second];
        const time = [twelve, ...parts.map((part) => String(part).padStart(2, '0'))].join(':');
        return this.t(hour < 12 ? 'time.am' : 'time.pm', { time });
    }

    /** {@return "EDT", or "GMT+11" where people here have no name for it} */
    zoneName(instant: number, zone: string): string {
        const parts = this.format(`zone ${zone}`, { timeZone: zone, timeZoneName: 'short', hour: 'numeric' }).formatToParts(instant);
        return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
    }

    /** Begins a sentence; Spanish months and days are small elsewhere. */
    capital(text: string): string {
        return text.charAt(0).toLocaleUpperCase(this.locale) + text.slice(1);
    }

    /** {@return what people here call a language: "Spanish" or "español" for es} */
    languageName(language: string): string {
        return new Intl.DisplayNames(this.locale, { type: 'language' }).of(language) ?? language;
    }

    /** Stands within a sentence. */
    small(text: string): string {
        return text.charAt(0).toLocaleLowerCase(this.locale) + text.slice(1);
    }

    private format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
        let format = this.formats.get(name);
        if (!format) {
            format = new Intl.DateTimeFormat(this.locale, options);
            this.formats.set(name, format);
        }
        return format;
    }
}
