import type { Bar } from '../chart/bars';
import { comesTwice, runs } from '../chart/bars';
import { addDays, monthOf, type Day } from '../time/days';
import { dayAt } from '../time/days';
import type { Words } from './words';

/** {@return "October 14 and 15", "October 3 and 14 to 18", "March 7 and April 2": by month, three days and more in a row as a range} */
export function dayList(days: readonly Day[], words: Words): string {
    const months = [...new Set(days.map(monthOf))];
    return words.list(months.map((month) => daysOfMonth(days.filter((day) => monthOf(day) === month), words)));
}

function daysOfMonth(days: readonly Day[], words: Words): string {
    const stretches: Day[][] = [];
    for (const day of days) {
        const last = stretches.at(-1);
        if (last && addDays(last.at(-1)!, 1) === day) {
            last.push(day);
        } else {
            stretches.push([day]);
        }
    }
    const number = (day: Day) => String(Number(day.slice(8)));
    const items = stretches.flatMap((stretch) =>
        stretch.length > 2 ? [words.t('days.range', { from: number(stretch[0]!), to: number(stretch.at(-1)!) })] : stretch.map(number),
    );
    return words.t('days.of', { month: words.month(monthOf(days[0]!), 'name'), days: words.list(items) }).replaceAll(' ', '\u00a0').replace(/\u00a0(and|y|to|al)\u00a0/g, ' $1\u00a0');
}

/** {@return when an hour begins: "1 am", or "1 am EDT" where the clock shows it twice} */
export function hourStart(bar: Bar, bars: readonly Bar[], zone: string, words: Words): string {
    const { hour, minute, instant } = bar.start!;
    const time = words.clock(hour, minute);
    return comesTwice(bar, bars) ? words.t('time.twice', { time, zone: words.zoneName(instant, zone) }) : time;
}

/** {@return when an hour ends, by the clock on the wall} */
export function hourEnd(bar: Bar, bars: readonly Bar[], words: Words): string {
    const next = bars[bars.indexOf(bar) + 1];
    if (next?.start) {
        // the hour before a change ends by its own clock: 2 am, though the next bar begins at 1 or 3
        const minutes = next.start.offset === bar.start!.offset ? next.start.hour * 60 + next.start.minute : endOf(bar);
        return words.clock(Math.floor(minutes / 60) % 24, minutes % 60);
    }
    const minutes = endOf(bar);
    return words.clock(Math.floor(minutes / 60) % 24, minutes % 60);
}

function endOf(bar: Bar): number {
    return bar.start!.hour * 60 + bar.start!.minute + Math.round(bar.up.expected / 60);
}

/** {@return "from 3 am to 5 am and from 9 pm to 10 pm"} */
export function hourSpans(bars: readonly Bar[], test: (bar: Bar) => boolean, zone: string, words: Words): string {
    return words.list(
        runs(bars, test).map((run) => words.t('time.fromTo', { from: hourStart(run[0]!, bars, zone, words), to: hourEnd(run.at(-1)!, bars, words) })),
    );
}

/** How far reads are in, said from where the customer stands. */
export function freshness(completeThrough: number | null, today: Day, zone: string, words: Words): string {
    if (completeThrough === null) {
        return words.t('fresh.none');
    }
    // the last moment that is in, so that midnight belongs to the day it ends
    const day = dayAt(completeThrough - 1, zone);
    const time = clockAt(completeThrough, zone, words);
    const midnight = dayAt(completeThrough, zone) !== day;
    if (day === today) {
        return words.t('fresh.today', { time: midnight ? words.clock(0, 0) : time });
    }
    if (day === addDays(today, -1)) {
        return midnight ? words.t('fresh.yesterdayMidnight') : words.t('fresh.yesterday', { time });
    }
    return words.t(midnight ? 'fresh.dayMidnight' : 'fresh.day', { day: words.day(day), time });
}

/** {@return "6 am", or "6:12:04 pm" to the second: what the clock in that zone shows at the instant} */
export function clockAt(instant: number, zone: string, words: Words, exact = false): string {
    const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).formatToParts(instant);
    const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
    return words.clock(part('hour'), part('minute'), exact ? part('second') : undefined);
}

/** {@return "today, 6:12 pm", "yesterday, 9 am" or "Saturday, October 24, 6:12 pm"} */
export function momentAt(instant: number, zone: string, today: Day, words: Words): string {
    const day = dayAt(instant, zone);
    const time = clockAt(instant, zone, words);
    if (day === today) {
        return words.t('moment.today', { time });
    }
    if (day === addDays(today, -1)) {
        return words.t('moment.yesterday', { time });
    }
    return words.t('moment.day', { day: words.day(day, day.slice(0, 4) === today.slice(0, 4) ? 'weekday' : 'weekdayYear'), time });
}

/** {@return "9 pm" for "21:00"} */
export function wallTime(time: string, words: Words): string {
    const [hour, minute] = time.split(':').map(Number);
    return words.clock(hour!, minute!);
}
