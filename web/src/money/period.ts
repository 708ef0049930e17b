import { addDays, addMonths, daysBetween, firstDay, monthOf, type Day, type Month } from '../time/days';
import type { Words } from '../words/words';

/** {@return "October 2026" where the days are a whole month, else "September 28 to October 27, 2026"} @param to exclusive */
export function periodName(from: Day, to: Day, words: Words): string {
    if (isWholeMonth(from, to)) {
        return words.month(monthOf(from));
    }
    return words.t('money.period', { from: words.day(from, 'date'), to: words.day(addDays(to, -1), 'year') });
}

/** {@return "Bill for October 2026"} @param to exclusive */
export function billName(from: Day, to: Day, words: Words): string {
    // as a heading it is too long for a phone to keep each date on one line
    return words.t(isWholeMonth(from, to) ? 'bill.of' : 'bill.ofSpan', { period: periodName(from, to, words) }).replaceAll('\u00a0', ' ');
}

function isWholeMonth(from: Day, to: Day): boolean {
    return from === firstDay(monthOf(from)) && to === firstDay(addMonths(monthOf(from), 1));
}

/** {@return the month most of the days lie in} @param to exclusive */
export function monthWithMost(from: Day, to: Day): Month {
    return monthOf(addDays(from, Math.floor((daysBetween(from, to) - 1) / 2)));
}
