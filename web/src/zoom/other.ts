import { addYears } from '../time/days';
import { step, widthOf, type Earlier, type Period, type Versus } from '../usage/period';

/** {@return what it can be compared with: of a year the one before is last year; months cut at odd days fit only those a year earlier} */
export function choices(period: Period): Earlier[] {
    return widthOf(period) === 'month' ? ['year'] : ['before', 'year'];
}

/** {@return what is wanted, where that can be; where the period before cannot, the one a year earlier; similar homes are told of a month, else nothing is} */
export function possible(period: Period, wanted: Versus): Versus | null {
    if (wanted === 'similar') {
        return period.of === 'month' ? wanted : null;
    }
    return choices(period).find((one) => one === wanted) ?? 'year';
}

/** {@return the period to compare with} */
export function other(period: Period, versus: Earlier): Period {
    if (versus === 'before') {
        return step(period, -1);
    }
    switch (period.of) {
        case 'year':
            return step(period, -1);
        case 'month':
            return step(period, -12);
        case 'day':
            return { of: 'day', day: addYears(period.day, -1) };
        case 'days':
            return { of: 'days', from: addYears(period.from, -1), last: addYears(period.last, -1) };
    }
}
