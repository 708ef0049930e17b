import type { components } from '#api';
import { addDays, daysBetween, yearOf, type Day } from '../time/days';
import { parse, toNumber, type Billionths } from '../words/amounts';
import type { Words } from '../words/words';

export type Cycle = components['schemas']['Cycle'];

/** The running cycle in sentences, and as shares of its bar. */
export interface CycleSaid {
    title: string;
    /** with marks for what matters */
    lead: string;
    rest: string[];
}

/** A forecast with fewer days is none; the portal says the same. */
const ENOUGH = 14;

/** {@return the cycle in sentences: so far, against the goal, what it will come to, and on what that rests} */
export function cycleWords(cycle: Cycle, today: Day, words: Words): CycleSaid {
    const { unit, soFar, forecast, first, end } = cycle;
    const day = (date: Day) => words.day(date, yearOf(date) === yearOf(today) ? 'date' : 'year');
    const [used, goal, coming] = [amountOf(soFar.value), amountOf(cycle.goal?.amount ?? null), amountOf(forecast.value)];
    const amount = (value: Billionths) => words.amount(value, unit);
    const so = { day: daysBetween(first, today) + 1, days: cycle.days, first: day(first) };
    const last = day(addDays(end, -1));
    const lead =
        used === null
            ? words.t('cycle.none', { first: day(first) })
            : words.t(cycle.endExpected ? 'cycle.soFarAbout' : 'cycle.soFar', { ...so, amount: amount(used) });
    const against =
        goal !== null &&
        (used !== null && used > goal ? words.t('cycle.above', { goal: amount(goal), over: amount(used - goal) }) : words.t('cycle.left', { goal: amount(goal), left: amount(goal - (used ?? 0n)) }));
    const ahead =
        coming === null
            ? words.t('cycle.notEnough', { n: forecast.days, enough: ENOUGH })
            : [
                  goal === null
                      ? words.t('cycle.forecast', { last, amount: amount(coming) })
                      : coming > goal
                        ? words.t('cycle.forecastAbove', { last, amount: amount(coming), over: amount(coming - goal) })
                        : words.t('cycle.forecastWithin', { last, amount: amount(coming) }),
                  words.t('cycle.restsOn', { n: forecast.days }),
                  forecast.estimatedDays > 0 && words.t('cycle.estimated', { n: forecast.estimatedDays }),
              ]
                  .filter(Boolean)
                  .join(' ');
    return {
        title: words.t(cycle.by === 'month' ? 'cycle.titleMonth' : 'cycle.title'),
        lead,
        rest: [against, ahead, soFar.lackingDays > 0 && words.t('cycle.lacking', { n: soFar.lackingDays }), cycle.endExpected && words.t('cycle.expected')].filter((text): text is string => typeof text === 'string'),
    };
}

/** Where the parts of the bar end, in percent of its width; null where there is nothing to draw. */
export interface CycleBar {
    used: number;
    forecast: number | null;
    goal: number | null;
}

/** {@return the bar: the greatest of the three leaves a little room at its end; what goes back more than it takes is drawn as nothing} */
export function cycleBar({ soFar, goal, forecast }: Cycle): CycleBar {
    const [used, wanted, coming] = [amountOf(soFar.value), amountOf(goal?.amount ?? null), amountOf(forecast.value)].map((value) => (value === null ? null : Math.max(0, toNumber(value)))) as [number | null, number | null, number | null];
    const widest = Math.max(used ?? 0, wanted ?? 0, coming ?? 0) * 1.05 || 1;
    const share = (value: number) => Math.round((value / widest) * 1000) / 10;
    return { used: share(used ?? 0), forecast: coming === null || coming <= (used ?? 0) ? null : share(coming), goal: wanted === null ? null : share(wanted) };
}

function amountOf(decimal: string | null): Billionths | null {
    return decimal === null ? null : parse(decimal);
}
