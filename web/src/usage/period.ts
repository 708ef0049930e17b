import { addDays, addMonths, addYears, daysBetween, firstDay, isDay, isMonth, isYear, lastDayOf, monthOf, yearOf, type Day, type Month, type Year } from '../time/days';
import type { Words } from '../words/words';

/**
 * What the page shows, as its address says it: a year of months, a month of days, a day of hours, or days someone chose.
 * {@code at} is the bar that was opened from there, so that going back stands on it.
 */
export type Period = { of: 'year'; year: Year; at: Month | null } | { of: 'month'; month: Month; at: Day | null } | { of: 'day'; day: Day } | { of: 'days'; from: Day; last: Day };

/** How wide one bar is. */
export type Width = 'month' | 'day' | 'hour';

/** Another time of the same home: just before the period, or a year earlier. */
export type Earlier = 'before' | 'year';

/** What stands beside the period: another time, or what similar homes used. */
export type Versus = Earlier | 'similar';

/** As many days as the portal answers at once. */
export const MOST_DAYS = 400;

/** More days than this are shown by month: their bars would be too thin for a finger. */
const DAYS_AS_BARS = 62;

/** {@return the period of the address; without one, or with one that cannot be read, the current month} */
export function periodOf(search: string, current: Month): Period {
    const query = new URLSearchParams(search);
    const [year, month, day, at] = [query.get('year'), query.get('month'), query.get('day'), query.get('at')];
    const [from, to] = [query.get('from'), query.get('to')];
    if (isDay(day)) {
        return { of: 'day', day };
    }
    if (isDay(from) && isDay(to) && from <= to && daysBetween(from, to) < MOST_DAYS) {
        return daysOrWhole(from, to);
    }
    if (isYear(year)) {
        return { of: 'year', year, at: isMonth(at) ? at : null };
    }
    return { of: 'month', month: isMonth(month) ? month : current, at: isDay(at) ? at : null };
}

/** {@return the days from one to the other; where they are a whole day, month or year, that} */
export function daysOrWhole(from: Day, last: Day): Period {
    if (from === last) {
        return { of: 'day', day: from };
    }
    if (from === firstDay(monthOf(from)) && last === lastDayOf(monthOf(from))) {
        return { of: 'month', month: monthOf(from), at: null };
    }
    if (from === `${yearOf(from)}-01-01` && last === `${yearOf(from)}-12-31`) {
        return { of: 'year', year: yearOf(from), at: null };
    }
    return { of: 'days', from, last };
}

/** {@return the period as an address says it} @param last as in the statement's address, the last day is named, not the one after */
export function searchOf(period: Period, versus: Versus | null = null): string {
    const query: Record<string, string> =
        period.of === 'year'
            ? { year: period.year, ...(period.at && { at: period.at }) }
            : period.of === 'month'
              ? { month: period.month, ...(period.at && { at: period.at }) }
              : period.of === 'day'
                ? { day: period.day }
                : { from: period.from, to: period.last };
    return `?${new URLSearchParams(versus === null ? query : { ...query, versus })}`;
}

export function widthOf(period: Period): Width {
    switch (period.of) {
        case 'year':
            return 'month';
        case 'month':
            return 'day';
        case 'day':
            return 'hour';
        case 'days':
            return daysBetween(period.from, period.last) < DAYS_AS_BARS ? 'day' : 'month';
    }
}

/** {@return its first and its last day} */
export function endsOf(period: Period): { from: Day; last: Day } {
    switch (period.of) {
        case 'year':
            return { from: `${period.year}-01-01`, last: `${period.year}-12-31` };
        case 'month':
            return { from: firstDay(period.month), last: lastDayOf(period.month) };
        case 'day':
            return { from: period.day, last: period.day };
        case 'days':
            return period;
    }
}

/** {@return what to ask the portal; months are summed here from their days} */
export function spanOf(period: Period): { from: Day; to: Day; by: 'day' | 'hour' } {
    const { from, last } = endsOf(period);
    return { from, to: addDays(last, 1), by: period.of === 'day' ? 'hour' : 'day' };
}

/** {@return the period of the same width so many later} */
export function step(period: Period, by: number): Period {
    switch (period.of) {
        case 'year':
            return { of: 'year', year: yearOf(addYears(`${period.year}-01-01`, by)), at: null };
        case 'month':
            return { of: 'month', month: addMonths(period.month, by), at: null };
        case 'day':
            return { of: 'day', day: addDays(period.day, by) };
        case 'days': {
            const length = daysBetween(period.from, period.last) + 1;
            return { of: 'days', from: addDays(period.from, by * length), last: addDays(period.last, by * length) };
        }
    }
}

/** {@return the same period with that bar remembered, so that coming back stands on it} */
export function standing(period: Period, key: Month | Day): Period {
    return period.of === 'year' || period.of === 'month' ? { ...period, at: key } : period;
}

/** {@return one level higher, standing on what was left; null at the top} */
export function up(period: Period): Period | null {
    switch (period.of) {
        case 'year':
            return null;
        case 'month':
            return { of: 'year', year: yearOf(period.month), at: period.month };
        case 'day':
            return { of: 'month', month: monthOf(period.day), at: period.day };
        case 'days':
            return monthOf(period.from) === monthOf(period.last) ? { of: 'month', month: monthOf(period.from), at: null } : { of: 'year', year: yearOf(period.last), at: null };
    }
}

/** {@return what a bar opens: its month, as far as it is within the period, or its day; null where there is nothing below} @param key of the bar, its month or day */
export function down(period: Period, key: Month | Day): Period | null {
    switch (widthOf(period)) {
        case 'hour':
            return null;
        case 'day':
            return { of: 'day', day: key };
        case 'month': {
            const { from, last } = endsOf(period);
            const [first, end] = [firstDay(key), lastDayOf(key)];
            return daysOrWhole(first < from ? from : first, end > last ? last : end);
        }
    }
}

/** {@return whether the period lies wholly before or after the days there can be reads of} */
export function beyond(period: Period, first: Day, last: Day): 'before' | 'after' | null {
    const ends = endsOf(period);
    return ends.last < first ? 'before' : ends.from > last ? 'after' : null;
}

/** {@return the month, day or year to go to from here by its width; where it could be several, one with reads} */
export function within(period: Period, of: 'year' | 'month' | 'day', last: Day): Period {
    const ends = endsOf(period);
    const at = ('at' in period && period.at) || (last >= ends.from && last <= ends.last ? last : ends.from);
    switch (of) {
        case 'year':
            return { of, year: yearOf(at), at: null };
        case 'month':
            return { of, month: monthOf(at), at: null };
        case 'day':
            return { of, day: isDay(at) ? at : last.startsWith(at) ? last : firstDay(at) };
    }
}

/** {@return what the address wants compared} */
export function versusOf(search: string): Versus | null {
    const wanted = new URLSearchParams(search).get('versus');
    return wanted === 'year' || wanted === 'before' || wanted === 'similar' ? wanted : null;
}

/** {@return the period as a heading or a sentence names it} @param today whose year need not be said with a day or, in a sentence, with a month */
export function nameOf(period: Period, today: Day, words: Words, sentence = false): string {
    const thisYear = (of: Day | Month) => yearOf(of) === yearOf(today);
    switch (period.of) {
        case 'year':
            return period.year;
        case 'month':
            return words.month(period.month, sentence && thisYear(period.month) ? 'name' : 'full');
        case 'day':
            return words.day(period.day, thisYear(period.day) ? 'weekday' : 'weekdayYear');
        case 'days':
            return words.t('usage.span', { from: words.day(period.from, yearOf(period.from) === yearOf(period.last) ? 'date' : 'year'), to: words.day(period.last, sentence && thisYear(period.from) && thisYear(period.last) ? 'date' : 'year') });
    }
}
