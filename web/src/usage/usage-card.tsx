import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { Link } from 'wouter-preact';
import { Refused } from '../api/client';
import type { ServerClock } from '../api/clock';
import { useUsage } from '../api/queries';
import { BarChart } from '../chart/bar-chart';
import { hourBars, monthBars, type Bar } from '../chart/bars';
import { Arrow } from '../frame/icons';
import { Empty } from '../home/empty';
import { Fresh } from '../home/fresh';
import { monthOf, type Day } from '../time/days';
import { lineUnder, sum } from '../words/amounts';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';
import { hourStart } from '../words/spans';
import { freshnessOf } from './complete';
import { dayLabels, hourLabels } from './labels';
import { Legend } from './legend';
import { newAlertAt, useOwnLine } from './line';
import { monthShown, searchOf, spanOf, type Period } from './period';
import { readoutOf, readoutOfAll, type View } from './readout';
import type { Service } from './service';
import { daySummary, monthSummary, peak } from './summary';
import { UsageTable } from './usage-table';

interface UsageCardProps {
    account: string;
    service: Service;
    name: string;
    period: Period;
    /** the period in words */
    span: string;
    path: string;
    today: Day;
    last: Day;
    clock: ServerClock;
    onOpenDay: (day: Day) => void;
}

/** Chart, the row above that reads it out, the summary below, and the table behind one press. */
export function UsageCard(props: UsageCardProps) {
    const { account, service, period, path, last } = props;
    const words = useWords();
    const { main, back } = service;
    const asked = spanOf(period);
    const usage = useUsage(account, main, asked);
    const sent = useUsage(account, back ?? undefined, asked);
    const bars = useMemo(() => {
        if (!usage.data || (back !== null && !sent.data && !sent.isError)) {
            return null;
        }
        return asked.by === 'day' ? monthBars(monthOf(asked.from), usage.data, sent.data) : hourBars(usage.data, sent.data);
    }, [usage.data, sent.data, sent.isError, back, asked.by, asked.from]);
    const chartFocus = useRef(false);
    const card = useRef<HTMLElement>(null);
    useKeptRoom(card, bars !== null);
    const month = monthShown(period);
    const dayToOpen = period.by === 'hour' ? period.day : (period.at ?? (monthOf(last) === month ? last : `${month}-01`));
    return (
        <section class="card usage" ref={card} aria-busy={bars === null && !usage.isError}>
            <nav class="seg" aria-label={words.t('usage.show')}>
                <Link href={path + searchOf({ by: 'hour', day: dayToOpen })} aria-current={period.by === 'hour' ? 'true' : undefined}>
                    {words.t('usage.byDay')}
                </Link>
                <Link href={path + searchOf({ by: 'day', month, at: null })} aria-current={period.by === 'day' ? 'true' : undefined}>
                    {words.t('usage.byMonth')}
                </Link>
            </nav>
            {bars ? (
                usage.data!.completeThrough === null ? (
                    <Empty channel={main} clock={props.clock} heading="h2" />
                ) : (
                    <Shown key={`${period.by}${asked.from}`} {...props} bars={bars} completeThrough={Date.parse(usage.data!.completeThrough)} chartFocus={chartFocus} />
                )
            ) : usage.error instanceof Refused && !usage.error.passing ? (
                <p class="empty">{words.t(usage.error.code === 'no-hourly-reads' ? 'error.noHourly' : 'error.noInterval')}</p>
            ) : (
                <Bare failed={usage.isError} />
            )}
        </section>
    );
}

interface ShownProps extends UsageCardProps {
    bars: Bar[];
    completeThrough: number;
    chartFocus: { current: boolean };
}

function Shown(props: ShownProps) {
    const { service, name, period, span, bars, today, completeThrough, onOpenDay } = props;
    const words = useWords();
    const { unit, zone, commodity, flow } = service.main;
    const [chosen, setChosen] = useState<{ key: string | null; how: 'key' | 'pointer' }>({ key: period.by === 'day' ? period.at : null, how: 'key' });
    const selected = bars.find((bar) => bar.key === chosen.key) ?? null;
    const view: View = { by: period.by === 'day' ? 'day' : 'hour', unit, zone, bars };
    const tell = dayToTell(selected, view);
    const said = { bars, unit, flow, words };
    const own = useOwnLine(props.account, service.main);
    const shownLine = period.by === 'day' ? own : null;
    const line = shownLine?.line.value ?? null;
    const summary = period.by === 'day' ? monthSummary({ ...said, month: period.month, today, line }) : daySummary({ ...said, day: period.day, today, zone });
    const readout = selected ? readoutOf(selected, view, words, line) : readoutOfAll(allOf(props, words), view, words);
    const unitName = words.unit(unit);
    const labels = useMemo(() => (view.by === 'day' ? dayLabels(bars) : hourLabels(bars, words)), [bars, view.by, words]);
    const opens = period.by === 'day' && service.main.length !== 'P1D';
    const [table, setTable] = useState(false);
    const row = useKeptHeight(readout);

    return (
        <>
            <div class="readout" ref={row} aria-live={chosen.how === 'key' ? 'polite' : 'off'} aria-atomic="true">
                <span class="when">
                    {selected && <span class="mark" aria-hidden="true" />}
                    {readout.when}
                </span>
                <span class="value">{readout.value}</span>
                <span class="note">{readout.note}</span>
            </div>
            <div class="bar-acts">
                {opens && selected && selected.up.status !== 'outside' && (
                    <Link class="act" href={`${props.path}${searchOf({ by: 'hour', day: selected.day })}`} onClick={(event: MouseEvent) => open(event, () => onOpenDay(selected.day))}>
                        {words.t('usage.openDay')} <Arrow to="right" />
                    </Link>
                )}
                {own ? (
                    <Link class="act" href={`/accounts/${props.account}/alerts/${own.alert.id}`}>
                        {words.t('line.change')}
                    </Link>
                ) : (
                    tell &&
                    service.main.to === null && (
                        <Link class="act" href={newAlertAt(props.account, service.main, tell.above, tell.day)}>
                            {words.t('alert.tellMe', { amount: words.amount(tell.above, unit) })}
                        </Link>
                    )
                )}
            </div>
            <BarChart
                bars={bars}
                commodity={flow === 'received' ? 'sent' : commodity}
                unitLabel={words.t(view.by === 'day' ? 'unit.aDay' : 'unit.anHour', { unit: unitName })}
                name={words.t(view.by === 'day' ? 'usage.chart' : 'usage.chartDay', { service: name, month: span, day: span })}
                help={words.t(opens ? 'usage.chartHelp' : 'usage.chartHelpDay')}
                labels={labels}
                twiceLabel={(bar) => hourStart(bar, bars, zone, words)}
                pitchShare={view.by === 'day' ? 0.68 : 0.7}
                selected={selected}
                onSelect={(bar, how) => setChosen((before) => (before.key === bar?.key && before.how === how ? before : { key: bar?.key ?? null, how }))}
                focus={props.chartFocus}
                line={shownLine?.line ?? null}
                onOpen={opens ? (bar) => bar.up.status !== 'outside' && onOpenDay(bar.day) : null}
            />
            <Legend bars={bars} commodity={flow === 'received' ? 'sent' : commodity} line={shownLine !== null} />
            <div role="status" class="line-said">
                {shownLine?.said && <span>{shownLine.said}</span>}
                {shownLine?.undo && (
                    <button type="button" class="act plain" onClick={shownLine.undo}>
                        {words.t('line.undo')}
                    </button>
                )}
            </div>
            <div class="summary">
                <div>
                    <p class="lead">
                        <Rich text={summary.lead} />
                    </p>
                    {summary.rest.map((text) => (
                        <p key={text}>{text}</p>
                    ))}
                </div>
                <div>
                    <Freshness {...props} completeThrough={completeThrough} />
                    <button type="button" class="usa-button usa-button--outline wide" aria-expanded={table} aria-controls="usage-table" onClick={() => setTable(!table)}>
                        {words.t(table ? 'usage.hideTable' : 'usage.showTable')}
                    </button>
                    {period.by === 'hour' && (
                        <Link class="act" href={`${props.path}${searchOf({ by: 'day', month: monthOf(period.day), at: period.day })}`}>
                            {words.t('usage.backToMonth', { month: words.month(monthOf(period.day)) })}
                        </Link>
                    )}
                </div>
            </div>
            <div id="usage-table" class="table-box" hidden={!table}>
                {table && <UsageTable view={view} service={service} caption={words.t('usage.table', { service: name, span })} path={opens ? props.path : null} />}
            </div>
        </>
    );
}

/** {@return the day whose use suggests a line: the chosen one, else the highest of the month, else the day shown} */
function dayToTell(selected: Bar | null, { by, bars }: View): { day: Day; above: bigint } | null {
    const known = bars.filter((bar) => bar.up.value !== null);
    if (by === 'hour') {
        return known.length === 0 ? null : { day: known[0]!.day, above: lineUnder(sum(known.map((bar) => bar.up.value!))) };
    }
    const of = selected ?? peak(known);
    return of?.up.value == null ? null : { day: of.day, above: lineUnder(of.up.value) };
}

/** The row keeps the height its longest text needed, so that the chart does not jump under the finger. */
function useKeptHeight(said: unknown) {
    const row = useRef<HTMLDivElement>(null);
    const kept = useRef({ width: 0, height: 0 });
    useLayoutEffect(() => {
        const element = row.current!;
        element.style.minHeight = '';
        const { offsetWidth: width, offsetHeight: height } = element;
        kept.current = { width, height: Math.max(height, kept.current.width === width ? kept.current.height : 0) };
        element.style.minHeight = `${kept.current.height}px`;
    }, [said]);
    return row;
}

/** While the next figures load, the card keeps its height, so that the page does not jump. */
function useKeptRoom(card: RefObject<HTMLElement>, full: boolean) {
    const height = useRef(0);
    useLayoutEffect(() => {
        const element = card.current!;
        element.style.minHeight = full ? '' : `${height.current}px`;
        height.current = full ? element.offsetHeight : height.current;
    });
}

/** A click meant for a new tab stays the browser's. */
function open(event: MouseEvent, go: () => void) {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
        event.preventDefault();
        go();
    }
}

function allOf({ period, bars, today }: UsageCardProps & { bars: Bar[] }, words: ReturnType<typeof useWords>): string {
    if (period.by === 'day') {
        return monthOf(today) === period.month ? words.t('usage.monthSoFar', { month: words.month(period.month, 'name') }) : words.t('usage.wholeMonth');
    }
    const arriving = bars.some((bar) => bar.up.status === 'notYet' || bar.up.part === 'soFar');
    const hours = bars.reduce((seconds, bar) => seconds + bar.up.expected, 0) / 3600;
    return arriving ? words.t('usage.dayPart') : words.t('usage.wholeDay', { hours: words.plain(hours) });
}

function Freshness({ service, period, bars, today, completeThrough }: UsageCardProps & { bars: Bar[]; completeThrough: number }) {
    const words = useWords();
    const { complete, text } = freshnessOf({ period, bars, today, completeThrough, zone: service.main.zone, words });
    return (
        <p>
            <Fresh late={!complete} text={<Rich text={text} />} />
        </p>
    );
}

/** The page's own shape, until its figures come. */
export function UsageSkeleton({ failed = false }: { failed?: boolean }) {
    return (
        <section class="card usage" aria-busy={!failed}>
            <Bare failed={failed} />
        </section>
    );
}

function Bare({ failed }: { failed: boolean }) {
    const words = useWords();
    const still = failed ? ' still' : '';
    return (
        <div class="bare">
            <div class={`sunk line${still}`} />
            <div class={`sunk chart-room${still}`} />
            <div class={`sunk line${still}`} />
            {!failed && <span class="hidden-text">{words.t('loading')}</span>}
        </div>
    );
}
