import type { Channel } from '../api/client';
import type { Bar } from '../chart/bars';
import type { Day } from '../time/days';
import { nameOf, widthOf, type Earlier, type Period } from '../usage/period';
import type { Read } from '../usage/read';
import { hourStart } from '../words/spans';
import type { Words } from '../words/words';
import { besideWords, versusWords } from './sentences';
import { beside } from './versus';

/** The other period, and what is known of it; null while it is on its way. */
export interface Against {
    period: Period;
    versus: Earlier;
    read: Read | null;
    failed: boolean;
}

/** What stands beside the bars. */
export interface Compared {
    name: string;
    /** for each bar the one it is compared with; null while these are on their way */
    pairs: readonly (Bar | null)[] | null;
    /** all bars of the other span, for those that stand beside none */
    others: readonly Bar[];
    /** what a bar of the other span is called on its own */
    nameOf: (bar: Bar) => string;
    of: (bar: Bar) => string;
    text: string;
}

interface Asked {
    period: Period;
    against: Against;
    read: Read;
    channel: Channel;
    today: Day;
    words: Words;
}

export function compared({ period, against, read, channel, today, words }: Asked): Compared {
    const name = words.capital(nameOf(against.period, today, words));
    const there = against.read;
    if (!there) {
        return { name, pairs: null, others: [], nameOf: () => '', of: () => '', text: against.failed ? words.t('zoom.away', { other: nameOf(against.period, today, words) }) : '' };
    }
    const { unit, flow, zone } = channel;
    const width = widthOf(period);
    const how = { width, versus: against.versus, ofMonth: period.of === 'month' };
    const pairs = beside(how, read.bars, there.bars);
    // months are compared by their days, so that a running one is held against the same days
    const byDay = width === 'month' ? beside({ ...how, width: 'day' }, read.days, there.days) : pairs;
    return {
        name,
        pairs,
        others: there.bars,
        nameOf: (bar) => words.capital(width === 'hour' ? hourStart(bar, there.bars, zone, words) : words.day(bar.day, 'year')),
        of: (bar) => besideWords(pairs[read.bars.indexOf(bar)] ?? null, against.period, width, unit, today, words),
        text: versusWords({ other: against.period, width: width === 'hour' ? 'hour' : 'day', bars: read.days, others: there.days, pairs: byDay, unit, flow, today, words }),
    };
}
