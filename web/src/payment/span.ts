import { addMonths, firstDay, isDay, monthOf, type Day } from '../time/days';

/** {@return the span of the address, its last day included; without a readable one, this month and the twelve before it} */
export function spanFrom(search: string, today: Day): { from: Day; last: Day } {
    const query = new URLSearchParams(search);
    const [from, last] = [query.get('from'), query.get('to')];
    return isDay(from) && isDay(last) && from <= last ? { from, last } : { from: firstDay(addMonths(monthOf(today), -12)), last: today };
}
