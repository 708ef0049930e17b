import { comesTwice, hasReads, type Bar } from '../chart/bars';
import type { Day } from '../time/days';
import { sum, type Billionths } from '../words/amounts';
import { dayList, hourEnd, hourSpans, hourStart } from '../words/spans';
import type { Words } from '../words/words';
import { endsOf, nameOf, type Period } from './period';

/** The same as the chart, in sentences: first the total, then what a reader should know of it. */
export interface Summary {
    lead: string;
    rest: string[];
}

export interface Said {
    bars: readonly Bar[];
    unit: string;
    flow: string;
    words: Words;
}

/** Days someone chose stand between two dates, months and years are one word. */
const LEADS = {
    whole: { all: 'sum.month', soFar: 'sum.monthSoFar', some: 'sum.monthSome', none: 'sum.monthNone', notYet: 'sum.monthNotYet' },
    days: { all: 'zoom.days', soFar: 'zoom.daysSoFar', some: 'sum.monthSome', none: 'zoom.daysNone', notYet: 'zoom.daysNotYet' },
} as const;

/** {@return the total in a sentence} @param said with the bars of days, also of a year */
export function leadOf(said: Said & { period: Period; today: Day }): string {
    const { bars, unit, words, period, today } = said;
    const name = nameOf(period, today, words, true);
    const keys = LEADS[period.of === 'days' ? 'days' : 'whole'];
    const served = bars.filter((bar) => bar.up.status !== 'outside');
    const known = served.filter(hasReads);
    const missing = served.filter((bar) => bar.up.status === 'missing').length;
    if (known.length === 0) {
        return words.t(served.length === 0 ? 'sum.outside' : missing > 0 ? keys.none : keys.notYet, { month: name, span: name });
    }
    const amount = words.amount(sum(known.map((bar) => bar.up.value ?? 0n)), unit);
    const { from, last } = endsOf(period);
    const running = (from <= today && today <= last) || served.some((bar) => bar.up.status === 'notYet');
    return (
        backAndForth(known, said) ??
        (running ? words.t(keys.soFar, { amount, month: name }) : missing > 0 ? words.t(keys.some, { amount, days: known.length, all: served.length }) : words.t(keys.all, { amount, month: name }))
    );
}

/** {@return a month, or other days, in sentences} */
export function daysSummary(said: Said & { period: Period; today: Day; line?: Billionths | null }): Summary {
    const { bars, words, line = null } = said;
    const lead = leadOf(said);
    const served = bars.filter((bar) => bar.up.status !== 'outside');
    const known = served.filter(hasReads);
    if (known.length === 0) {
        return { lead, rest: [] };
    }
    const days = (test: (bar: Bar) => boolean) => served.filter(test).map((bar) => bar.day);
    const missing = days((bar) => bar.up.status === 'missing');
    return { lead, rest: [[highest(known, said), aboveLine(known, line, words)].filter(Boolean).join(' '), aboutDays(days, missing, served, words)].filter(Boolean) };
}

function highest(known: readonly Bar[], { unit, words }: Said): string {
    const top = peak(known);
    return top && known.length > 1 ? words.t('sum.highest', { day: words.day(top.day), amount: words.amount(top.up.value!, unit) }) : '';
}

function aboveLine(known: readonly Bar[], line: Billionths | null, words: Words): string {
    const days = line === null ? [] : known.filter((bar) => bar.up.value !== null && bar.up.value > line).map((bar) => bar.day);
    return days.length === 0 ? '' : words.t('line.days', { n: days.length, days: dayList(days, words) });
}

function aboutDays(days: (test: (bar: Bar) => boolean) => Day[], missing: Day[], served: readonly Bar[], words: Words): string {
    const estimated = days((bar) => bar.up.status === 'estimated');
    const partial = days((bar) => bar.up.value !== null && bar.up.part === 'gaps');
    const only = served.find((bar) => bar.day === partial[0])?.up;
    return [
        estimated.length > 0 && words.t('sum.estimated', { days: dayList(estimated, words), n: estimated.length }),
        missing.length > 0 && words.t('sum.missing', { days: dayList(missing, words), n: missing.length }),
        partial.length > 1 && words.t('sum.partial', { days: dayList(partial, words), n: partial.length }),
        partial.length === 1 && only && words.t('sum.partialOne', { days: dayList(partial, words), ...hoursOf(only, words) }),
    ]
        .filter(Boolean)
        .join(' ');
}

function hoursOf(part: Bar['up'], words: Words) {
    return { covered: words.plain(part.covered / 3600), expected: words.plain(part.expected / 3600) };
}

export function daySummary(said: Said & { day: Day; today: Day; zone: string }): Summary {
    const { bars, unit, words, day, today, zone } = said;
    const name = words.day(day);
    const known = bars.filter(hasReads);
    if (known.length === 0) {
        const none = bars.some((bar) => bar.up.status === 'missing');
        return { lead: words.t(bars.length === 0 ? 'sum.outside' : none ? 'sum.dayNone' : 'sum.dayNotYet', { day: name, span: name }), rest: [clocks(said)].filter(Boolean) };
    }
    const amount = words.amount(sum(known.map((bar) => bar.up.value ?? 0n)), unit);
    const arriving = bars.some((bar) => bar.up.status === 'notYet' || bar.up.part === 'soFar');
    const lead = backAndForth(known, said) ?? words.t(day === today ? 'sum.today' : arriving ? 'sum.daySoFar' : 'sum.day', { amount, day: name });
    const top = peak(known);
    const most = top && known.length > 1 ? words.t('sum.mostBetween', { from: hourStart(top, bars, zone, words), to: hourEnd(top, bars, words), amount: words.amount(top.up.value!, unit) }) : '';
    return { lead, rest: [clocks(said), [most, aboutHours(bars, zone, words)].filter(Boolean).join(' ')].filter(Boolean) };
}

function aboutHours(bars: readonly Bar[], zone: string, words: Words): string {
    const about = (key: 'sum.hoursEstimated' | 'sum.hoursMissing' | 'sum.hoursPartial', test: (bar: Bar) => boolean) =>
        bars.some(test) ? words.t(key, { spans: hourSpans(bars, test, zone, words) }) : '';
    return [
        about('sum.hoursEstimated', (bar) => bar.up.status === 'estimated'),
        about('sum.hoursMissing', (bar) => bar.up.status === 'missing'),
        about('sum.hoursPartial', (bar) => bar.up.value !== null && bar.up.part === 'gaps'),
    ]
        .filter(Boolean)
        .join(' ');
}

/** {@return what changed clocks did to the day; nothing on a day of 24 hours} */
function clocks({ bars, unit, words, zone }: Said & { zone: string }): string {
    const hours = bars.reduce((seconds, bar) => seconds + bar.up.expected, 0) / 3600;
    const at = bars.findIndex((bar, i) => i > 0 && bar.start!.offset !== bars[i - 1]!.start!.offset);
    const [before, after] = [bars[at - 1], bars[at]];
    if (!before || !after) {
        return '';
    }
    const time = hourEnd(before, bars, words);
    if (after.start!.offset > before.start!.offset) {
        return words.t('sum.clocksAhead', { time, hours: words.plain(hours) });
    }
    if (!comesTwice(before, bars) || before.start!.minute !== after.start!.minute) {
        return words.t('sum.clocksBackShort', { time, hours: words.plain(hours) });
    }
    const said = (bar: Bar) => (bar.up.value === null ? words.t('sum.notKnown') : words.amount(bar.up.value, unit));
    return words.t('sum.clocksBack', {
        time,
        hours: words.plain(hours),
        repeated: words.clock(after.start!.hour, after.start!.minute),
        before: said(before),
        zoneBefore: words.zoneName(before.start!.instant, zone),
        after: said(after),
        zoneAfter: words.zoneName(after.start!.instant, zone),
    });
}

/** {@return the lead where energy goes both ways, or only back; otherwise nothing} */
function backAndForth(known: readonly Bar[], { unit, flow, words }: Said): string | null {
    const up = sum(known.map((bar) => bar.up.value ?? 0n));
    if (flow === 'received') {
        return words.t('sum.received', { out: words.amount(up, unit) });
    }
    if (known.every((bar) => bar.down === null)) {
        return null;
    }
    const down = sum(known.map((bar) => bar.down?.value ?? 0n));
    return words.t('sum.twoWay', { in: words.amount(up, unit), out: words.amount(down, unit), difference: words.amount(up > down ? up - down : down - up, unit) });
}

export function peak(known: readonly Bar[]): Bar | undefined {
    return known.filter((bar) => bar.up.value !== null).reduce<Bar | undefined>((top, bar) => (top && top.up.value! >= bar.up.value! ? top : bar), undefined);
}
