import { hasReads, type Bar, type Part } from '../chart/bars';
import { yearOf, type Day } from '../time/days';
import { dayList } from '../words/spans';
import type { Key, Words } from '../words/words';
import { endsOf, nameOf, daysOrWhole, type Period, type Width } from '../usage/period';
import { leadOf, peak, type Said, type Summary } from '../usage/summary';
import { countsOf, type Counts } from './calendar';
import { compare, type Compared } from './versus';

/** {@return "in October 2025", "on Friday, October 31", "from March 3 to April 20": where a sentence puts a period} */
export function inPeriod(period: Period, today: Day, words: Words): string {
    return words.t(period.of === 'day' ? 'zoom.onDay' : period.of === 'days' ? 'zoom.inDays' : 'zoom.inMonth', { other: nameOf(period, today, words) });
}

/** {@return "October 2026", or the days of it that are within the period} */
export function monthName(bar: Bar, period: Period, today: Day, words: Words): string {
    const { from, last } = endsOf(period);
    const days = daysIn(bar, from, last);
    return nameOf(daysOrWhole(days[0], days[1]), today, words);
}

function daysIn(bar: Bar, from: Day, last: Day): [Day, Day] {
    const [first, end] = [bar.day, `${bar.key}-31`];
    return [first < from ? from : first, end > last ? last : endsOf({ of: 'month', month: bar.key, at: null }).last];
}

const COUNTED = [
    ['measured', 'zoom.nMeasured'],
    ['estimated', 'zoom.nEstimated'],
    ['some', 'zoom.nSome'],
    ['missing', 'zoom.nMissing'],
    ['notYet', 'zoom.nNotYet'],
] as const satisfies readonly (readonly [keyof Counts['days'], Key])[];

/** {@return "29 days measured, 2 days estimated, and 1 day without reads."} @param days of a month or a year */
export function countWords(days: readonly Bar[], words: Words): string {
    const counts = countsOf(days);
    const items = COUNTED.flatMap(([known, key]) => (counts.days[known].length > 0 ? words.t(key, { n: counts.days[known].length }) : []));
    return items.length === 0 ? '' : words.t('zoom.counts', { counts: words.list(items) });
}

/** {@return "Reads for 715 of 721 hours. Sunday, November 1 had 25 hours, because the clocks changed."} */
export function hourWords(days: readonly Bar[], words: Words): string {
    const { covered, expected, odd } = countsOf(days);
    if (expected === 0) {
        return '';
    }
    return [
        words.t('zoom.hours', { covered: words.plain(covered / 3600), expected: words.plain(expected / 3600) }),
        ...odd.map(({ day, hours }) => words.t('zoom.oddDay', { day: words.day(day, 'date'), hours: words.plain(hours) })),
    ].join(' ');
}

/** More days than this are counted rather than named. */
const NAMED = 10;

/** {@return what a calendar says of one kind of day: their dates, or where these are many their number} */
export function datesWords(days: readonly Day[], words: Words): string {
    const number = words.t('zoom.nDays', { n: days.length });
    return days.length > NAMED ? number : words.t('zoom.named', { days: dayList(days, words), number });
}

interface OfMonths extends Said {
    period: Period;
    /** the days the months are made of */
    days: readonly Bar[];
    today: Day;
}

/** {@return the year, or longer, in sentences: the total, the highest month and day, and what it rests on} */
export function monthsSummary(said: OfMonths): Summary {
    const { bars, days, unit, words, period, today } = said;
    const known = days.filter(hasReads);
    const lead = leadOf({ ...said, bars: days, period, today });
    if (known.length === 0) {
        return { lead, rest: [] };
    }
    const [month, day] = [peak(bars), peak(known)];
    const highest = [
        month && bars.filter((bar) => bar.up.value !== null).length > 1 && words.t('zoom.highestMonth', { month: monthName(month, period, today, words), amount: words.amount(month.up.value!, unit) }),
        day && known.length > 1 && words.t('sum.highest', { day: words.day(day.day, yearOf(day.day) === yearOf(today) ? 'weekday' : 'weekdayYear'), amount: words.amount(day.up.value!, unit) }),
    ];
    return { lead, rest: [highest.filter(Boolean).join(' '), countWords(days, words)].filter(Boolean) };
}

interface Compare {
    other: Period;
    /** by hour, or by day also where the chart shows months */
    width: 'hour' | 'day';
    bars: readonly Bar[];
    others: readonly Bar[];
    pairs: readonly (Bar | null)[];
    unit: string;
    flow: string;
    today: Day;
    words: Words;
}

type What = 'that' | 'took' | 'sent';

/** {@return how the period compares with the other one, in sentences; nothing where neither has anything to say} */
export function versusWords(asked: Compare): string {
    const { bars, others, pairs, flow } = asked;
    const twoWay = bars.some((bar) => bar.down !== null) && others.some((bar) => bar.down !== null);
    const first = say(compare(bars, others, pairs), flow === 'received' ? 'sent' : twoWay ? 'took' : 'that', asked);
    if (!twoWay) {
        return first;
    }
    const back = compare(bars, others, pairs, (bar) => bar.down);
    return [first, back.how === 'share' ? shareWords(back, 'sent', asked) : ''].filter(Boolean).join(' ');
}

function say(compared: Compared, what: What, asked: Compare): string {
    const { other, bars, others, width, unit, today, words } = asked;
    const place = inPeriod(other, today, words);
    switch (compared.how) {
        case 'none':
            return '';
        case 'notYours':
            return words.t('zoom.notYours', { in: words.capital(place) });
        case 'gaps': {
            const [there, here] = [compared.there / 3600, compared.here / 3600];
            const hours = (n: number) => words.t('zoom.nHours', { n, number: words.plain(n) });
            return words.t(here === 0 ? 'zoom.gapsThere' : there === 0 ? 'zoom.gapsHere' : 'zoom.gapsBoth', { in: place, there: hours(there), thereN: there, here: hours(here), hereN: here });
        }
        case 'zero':
            return words.t('zoom.zero', { in: words.capital(place), amount: words.amount(0n, unit) });
        case 'share': {
            const { now, bars: count, estimated } = compared;
            return [
                count !== null && words.t(width === 'hour' ? 'zoom.runHours' : 'zoom.runDays', { n: count, amount: words.amount(now, unit) }),
                shareWords(compared, what, asked),
                count === null && lengths(bars, others, width, words),
                estimated && words.t('zoom.partEstimated'),
            ]
                .filter(Boolean)
                .join(' ');
        }
    }
}

function shareWords({ percent, then, bars: count }: Compared & { how: 'share' }, what: What, { other, width, unit, today, words }: Compare): string {
    const place = inPeriod(other, today, words);
    const tail = percent === 0 ? 'Same' : percent < 0 ? 'Less' : 'More';
    const alike = count === null ? place : words.t(width === 'hour' ? 'zoom.sameHours' : 'zoom.sameDays', { in: place });
    return words.t(`zoom.${what}${tail}`, { percent: words.percent(Math.abs(percent)), in: alike, amount: words.amount(then, unit) });
}

/** {@return that one of them is longer, where it is; nothing where they are alike} */
function lengths(bars: readonly Bar[], others: readonly Bar[], width: Width, words: Words): string {
    return bars.length === others.length ? '' : words.t(width === 'hour' ? 'zoom.lengthHours' : 'zoom.lengthDays', { here: bars.length, there: others.length });
}

/** {@return what the row above the chart says of the bar compared with: "In October 2025: 251 gallons."} */
export function besideWords(bar: Bar | null, other: Period, width: Width, unit: string, today: Day, words: Words): string {
    if (bar === null) {
        return '';
    }
    const of: Period = width === 'hour' ? other : width === 'day' ? { of: 'day', day: bar.key } : { of: 'month', month: bar.key, at: null };
    const amount = amountWords(bar.up, unit, words);
    const both = bar.down?.value == null ? amount : words.t('usage.inAndBack', { in: amount, out: words.number(bar.down.value, unit) });
    return words.t('zoom.then', { in: words.capital(inPeriod(of, today, words)), amount: both });
}

function amountWords(part: Part, unit: string, words: Words): string {
    return part.value !== null ? words.amount(part.value, unit) : words.small(words.t(part.status === 'missing' ? 'usage.noReads' : part.status === 'notYet' ? 'usage.notYet' : 'usage.outside'));
}
