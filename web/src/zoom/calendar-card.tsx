import { useId } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { Hatch } from '../chart/bar-chart';
import { hasReads, type Bar } from '../chart/bars';
import { addDays, monthOf, monthsFrom, yearOf, type Day } from '../time/days';
import { endsOf, searchOf, type Period, type Versus } from '../usage/period';
import { useWords } from '../words/language';
import { countsOf, knownOf, weeksOf, type Known } from './calendar';
import { countWords, datesWords, hourWords } from './sentences';

interface CalendarProps {
    period: Period;
    versus: Versus | null;
    /** every day of the period */
    days: readonly Bar[];
    commodity: string;
    path: string;
}

const KINDS = [
    ['measured', 'zoom.measured'],
    ['estimated', 'zoom.estimated'],
    ['some', 'zoom.some'],
    ['missing', 'zoom.missing'],
    ['notYet', 'zoom.notYet'],
] as const;

/** What the figures rest on, day by day: a picture, and beside it the same in words. */
export function Calendar({ period, versus, days, commodity, path }: CalendarProps) {
    const words = useWords();
    const { from, last } = endsOf(period);
    const months = monthsFrom(monthOf(from), monthOf(last));
    const counts = countsOf(days);
    const one = months.length === 1;
    return (
        <section class={`calendar ${commodity}`} aria-labelledby="calendar">
            <h2 id="calendar">{words.t('zoom.calendar')}</h2>
            <div class={one ? 'calendar-month' : 'calendar-months'}>
                {months.map((month) => (
                    <OneMonth
                        key={month}
                        days={days.filter((bar) => monthOf(bar.day) === month)}
                        large={one}
                        title={words.capital(words.month(month, one || yearOf(from) !== yearOf(last) ? 'full' : 'name'))}
                        href={path + searchOf({ of: 'month', month, at: null }, versus)}
                    />
                ))}
                <div>
                    <ul class="calendar-key">
                        {KINDS.map(([known, key]) => {
                            const dates = counts.days[known];
                            return (
                                dates.length > 0 && (
                                    <li key={known}>
                                        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                                            <Square known={known} size={16} x={0} y={0} share={0.5} />
                                        </svg>
                                        <span>
                                            <b>{words.t(key)}:</b> {datesWords(dates, words)}
                                        </span>
                                    </li>
                                )
                            );
                        })}
                    </ul>
                    <p class="quiet">{hourWords(days, words)}</p>
                </div>
            </div>
        </section>
    );
}

/** A day's square, and the room around it, in sixteenths of a rem. */
const LARGE = { cell: 36, square: 16, head: 24 };
const SMALL = { cell: 15, square: 12, head: 0 };

function OneMonth({ days, large, title, href }: { days: readonly Bar[]; large: boolean; title: string; href: string }) {
    const words = useWords();
    const { cell, square, head } = large ? LARGE : SMALL;
    const weeks = weeksOf(days, false);
    const height = head + weeks.length * (large ? cell + 8 : cell);
    const counted = countWords(days, words);
    return (
        <div class="calendar-one">
            {!large &&
                (days.some(hasReads) ? (
                    <Link class="link" href={href}>
                        {title}
                    </Link>
                ) : (
                    <span class="calendar-title">{title}</span>
                ))}
            <svg
                role="img"
                aria-label={`${words.t('zoom.calendarOf', { month: title })} ${counted}`}
                viewBox={`0 0 ${7 * cell} ${height}`}
                style={{ width: `${(7 * cell) / 16}rem`, height: `${height / 16}rem` }}
            >
                {large && Array.from({ length: 7 }, (_, i) => <text key={i} x={cell * (i + 0.5)} y={16} text-anchor="middle">{words.weekday(sunday(i), 'letter')}</text>)}
                {weeks.map((week, row) =>
                    week.map((bar, column) => {
                        const [x, y] = [cell * column, head + row * (large ? cell + 8 : cell)];
                        return (
                            bar && (
                                <g key={bar.key}>
                                    {large && (
                                        <text x={x + cell / 2} y={y + 18} text-anchor="middle">
                                            {Number(bar.day.slice(8))}
                                        </text>
                                    )}
                                    <Square known={knownOf(bar)} size={square} x={x + (cell - square) / 2} y={large ? y + 23 : y + 1} share={bar.up.covered / Math.max(bar.up.expected, 1)} />
                                </g>
                            )
                        );
                    }),
                )}
            </svg>
        </div>
    );
}

/** {@return a day of that weekday, Sunday being 0} */
function sunday(weekday: number): Day {
    return addDays('2026-11-01', weekday);
}

/** Told apart without colour: full, hatched, filled in part, dashed, a dot, nothing. */
function Square({ known, size, x, y, share }: { known: Known; size: number; x: number; y: number; share: number }) {
    const hatch = useId();
    const box = { x: x + 0.75, y: y + 0.75, width: size - 1.5, height: size - 1.5, rx: 1.5 };
    switch (known) {
        case 'measured':
            return <rect class="bar up" {...box} />;
        case 'estimated':
            return (
                <>
                    <Hatch id={hatch} series="up" />
                    <rect class="bar up estimated" fill={`url(#${hatch})`} {...box} />
                </>
            );
        case 'some':
            return (
                <>
                    <rect class="bar up" {...box} y={box.y + box.height * (1 - share)} height={box.height * share} />
                    <rect class="gap" {...box} />
                </>
            );
        case 'missing':
            return <rect class="gap" {...box} />;
        case 'notYet':
            return <circle class="coming" cx={x + size / 2} cy={y + size / 2} r={2} />;
        case 'outside':
            return null;
    }
}
