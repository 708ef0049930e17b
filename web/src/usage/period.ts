import { addDays, addMonths, firstDay, isDay, isMonth, monthOf, type Day, type Month } from '../time/days';

/** What the page shows, as its address says it: a month of days, or a day of hours. */
export type Period = { by: 'day'; month: Month; at: Day | null } | { by: 'hour'; day: Day };

/** {@return the period of the address; without one, or with one that cannot be read, the current month} */
export function periodOf(search: string, current: Month): Period {
    const query = new URLSearchParams(search);
    const [day, month, at] = [query.get('day'), query.get('month'), query.get('at')];
    if (isDay(day)) {
        return { by: 'hour', day };
    }
    return { by: 'day', month: isMonth(month) ? month : current, at: isDay(at) ? at : null };
}

export function searchOf(period: Period): string {
    if (period.by === 'hour') {
        return `?day=${period.day}`;
    }
    return `?month=${period.month}${period.at ? `&at=${period.at}` : ''}`;
}

export function spanOf(period: Period): { from: Day; to: Day; by: 'day' | 'hour' } {
    return period.by === 'hour'
        ? { from: period.day, to: addDays(period.day, 1), by: 'hour' }
        : { from: firstDay(period.month), to: firstDay(addMonths(period.month, 1)), by: 'day' };
}

export function step(period: Period, by: number): Period {
    return period.by === 'hour' ? { by: 'hour', day: addDays(period.day, by) } : { by: 'day', month: addMonths(period.month, by), at: null };
}

/** {@return whether the period lies wholly before or after the days there can be reads of} */
export function beyond(period: Period, first: Day, last: Day): 'before' | 'after' | null {
    const { from, to } = spanOf(period);
    return addDays(to, -1) < first ? 'before' : from > last ? 'after' : null;
}

export function monthShown(period: Period): Month {
    return period.by === 'hour' ? monthOf(period.day) : period.month;
}
