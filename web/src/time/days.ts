/**
 * Local days of a usage point. A day is its ISO date, such as 2026-10-24, a month 2026-10, a year 2026.
 * The browser's own zone never takes part.
 */

export type Day = string;
export type Month = string;
export type Year = string;

const HOUR = 3_600_000;

export function addDays(day: Day, days: number): Day {
    return new Date(utc(day) + days * 24 * HOUR).toISOString().slice(0, 10);
}

export function daysBetween(from: Day, to: Day): number {
    return Math.round((utc(to) - utc(from)) / (24 * HOUR));
}

export function monthOf(day: Day): Month {
    return day.slice(0, 7);
}

export function addMonths(month: Month, months: number): Month {
    const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
    return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

export function firstDay(month: Month): Day {
    return `${month}-01`;
}

export function lastDayOf(month: Month): Day {
    return addDays(firstDay(addMonths(month, 1)), -1);
}

export function yearOf(day: Day | Month): Year {
    return day.slice(0, 4);
}

/** {@return the same date so many years later; February 29 is February 28 where there is none} */
export function addYears(day: Day, years: number): Day {
    const month = addMonths(monthOf(day), years * 12);
    const same = month + day.slice(7);
    return isDay(same) ? same : lastDayOf(month);
}

/** {@return the months that hold the days, both ends among them} */
export function monthsFrom(first: Month, last: Month): Month[] {
    const months: Month[] = [];
    for (let month = first; month <= last; month = addMonths(month, 1)) {
        months.push(month);
    }
    return months;
}

export function daysOf(month: Month): Day[] {
    const first = firstDay(month);
    const length = daysBetween(first, firstDay(addMonths(month, 1)));
    return Array.from({ length }, (_, i) => addDays(first, i));
}

/** {@return midnight UTC of the date, for formatters told to speak in UTC} */
export function utc(day: Day): number {
    return Date.parse(`${day}T00:00Z`);
}

export function isDay(text: string | null): text is Day {
    return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(utc(text)) && addDays(text, 0) === text;
}

export function isYear(text: string | null): text is Year {
    return text !== null && isDay(`${text}-01-01`);
}

export function isMonth(text: string | null): text is Month {
    return text !== null && isDay(`${text}-01`);
}

const dates = new Map<string, Intl.DateTimeFormat>();

/** {@return the local day of that zone which holds the instant} */
export function dayAt(instant: number, zone: string): Day {
    let format = dates.get(zone);
    if (!format) {
        format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
        dates.set(zone, format);
    }
    const parts = Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]));
    return `${parts.year}-${parts.month}-${parts.day}`;
}

/**
 * {@return the first instant of the day in that zone}
 * Found by halving, since a day may begin at 01:00 (Havana in March) and Intl only answers what day an instant is in.
 */
export function startOfDay(day: Day, zone: string): number {
    let before = utc(day) - 15 * HOUR;
    let after = utc(day) + 13 * HOUR;
    while (after - before > 1000) {
        const middle = Math.floor((before + after) / 2000) * 1000;
        if (dayAt(middle, zone) < day) {
            before = middle;
        } else {
            after = middle;
        }
    }
    return after;
}

/** What the clock on the wall showed, read from an ISO time with offset such as 2026-11-01T01:00-05:00. */
export interface Wall {
    day: Day;
    hour: number;
    minute: number;
    /** minutes east of UTC */
    offset: number;
    instant: number;
}

export function wall(iso: string): Wall {
    const sign = /([+-])(\d\d):(\d\d)(:\d\d)?$/.exec(iso.slice(11));
    return {
        day: iso.slice(0, 10),
        hour: Number(iso.slice(11, 13)),
        minute: Number(iso.slice(14, 16)),
        offset: sign ? (sign[1] === '-' ? -1 : 1) * (Number(sign[2]) * 60 + Number(sign[3])) : 0,
        instant: Date.parse(iso),
    };
}
