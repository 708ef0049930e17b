import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { Link, useLocation } from 'wouter-preact';
import { Refused } from '../api/client';
import type { ServerClock } from '../api/clock';
import { useNotes } from '../api/notes';
import { BarChart } from '../chart/bar-chart';
import type { Bar } from '../chart/bars';
import { Arrow } from '../frame/icons';
import { NotLoaded } from '../frame/part';
import { Empty } from '../home/empty';
import { Fresh } from '../home/fresh';
import { addDays, monthOf, type Day } from '../time/days';
import { lineUnder, sum } from '../words/amounts';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';
import { hourStart } from '../words/spans';
import type { Words } from '../words/words';
import { freshnessOf } from './complete';
import { dayLabels, hourLabels } from './labels';
import { Legend } from './legend';
import { newAlertAt, useOwnLine } from './line';
import { down, endsOf, nameOf, searchOf, up, widthOf, within, type Period, type Versus, type Width } from './period';
import { useRead, type Read } from './read';
import { readoutOf, readoutOfAll, type View } from './readout';
import { isRunning, type Service } from './service';
import { daysSummary, daySummary, peak, type Summary } from './summary';
import { canHaveWeather, hasWeather, useWeather, useWeatherShown, type WeatherShown } from './weather';
import { useZoom, type Zoom } from './zoom';
import type { Against } from '../zoom/compared';

interface UsageCardProps {
    account: string;
    service: Service;
    name: string;
    period: Period;
    versus: Versus | null;
    /** the period in words */
    span: string;
    path: string;
    today: Day;
    /** the days there can be reads of */
    first: Day;
    last: Day;
    clock: ServerClock;
    /** opens the bar of that key */
    onOpen: (key: string) => void;
}

/** Chart, the row above that reads it out, the summary below, and the table behind one press. */
export function UsageCard(props: UsageCardProps) {
    const { account, service, period, versus, path, last } = props;
    const words = useWords();
    const { main } = service;
    const { zoom, failed } = useZoom();
    const { read, error } = useRead(account, service, period, zoom);
    const beside = versus && zoom && zoom.possible(period, versus);
    const against = beside && beside !== 'similar' ? zoom!.other(period, beside) : null;
    const there = useRead(account, service, against, zoom);
    const chartFocus = useRef(false);
    const card = useRef<HTMLElement>(null);
    const [weather, setWeather] = useWeatherShown();
    useKeptRoom(card, read !== null);
    return (
        <section class="card usage" ref={card} aria-busy={read === null && !error && !failed}>
            <div class="controls">
                <nav class="seg" aria-label={words.t('usage.show')}>
                    {LEVELS.map(([of, key]) => (
                        <Link key={of} href={path + searchOf(within(period, of, last), versus)} aria-current={period.of === of ? 'true' : undefined}>
                            {words.t(key)}
                        </Link>
                    ))}
                </nav>
                {zoom && <zoom.Choices {...props} alike={main.flow === 'delivered'} weather={canHaveWeather(main, period) ? weather : null} onWeather={setWeather} />}
            </div>
            {read ? (
                read.completeThrough === null ? (
                    <Empty channel={main} clock={props.clock} heading="h2" />
                ) : (
                    <Shown
                        key={searchOf({ ...period, at: null } as Period)}
                        {...props}
                        zoom={zoom}
                        failed={failed}
                        read={read}
                        completeThrough={Date.parse(read.completeThrough)}
                        against={against && beside !== 'similar' && beside ? { period: against, versus: beside, read: there.read, failed: there.error !== null } : null}
                        chartFocus={chartFocus}
                        weather={weather}
                    />
                )
            ) : error instanceof Refused && !error.passing ? (
                <p class="empty">{words.t(error.code === 'no-hourly-reads' ? 'error.noHourly' : 'error.noInterval')}</p>
            ) : failed && (period.of === 'days' || widthOf(period) === 'month') ? (
                <NotLoaded heading={false} />
            ) : (
                <Bare failed={error !== null} />
            )}
        </section>
    );
}

interface ShownProps extends UsageCardProps {
    zoom: Zoom | null;
    /** whether zoom does not come */
    failed: boolean;
    read: Read;
    completeThrough: number;
    against: Against | null;
    chartFocus: { current: boolean };
    weather: WeatherShown;
}

function Shown(props: ShownProps) {
    const { service, name, period, versus, span, read, zoom, against, today, onOpen } = props;
    const { bars, days } = read;
    const words = useWords();
    const [, navigate] = useLocation();
    const { unit, zone, commodity, flow } = service.main;
    const width = widthOf(period);
    const [chosen, setChosen] = useState<{ key: string | null; how: 'key' | 'pointer' }>({ key: 'at' in period ? period.at : null, how: 'key' });
    const selected = bars.find((bar) => bar.key === chosen.key) ?? null;
    const compared = useMemo(
        () => against && zoom && zoom.compared({ period, against, read, channel: service.main, today, words }),
        [against?.read, against?.failed, against?.versus, zoom, read, today, words],
    );
    const { from, last: until } = endsOf(period);
    const notes = useNotes(props.account, service.main.id, from, addDays(until, 1), zoom !== null);
    const noted = useMemo(() => (zoom && notes.length > 0 ? zoom.notedOf(notes, bars, width, words) : undefined), [zoom, notes, bars, width, words]);
    const notable = width === 'hour' ? bars[0] : width === 'day' ? selected : null;
    const sky = useWeather(props.account, service.main, period, props.weather);
    const outside = useMemo(() => (sky.data && zoom ? zoom.outside({ weather: sky.data, period, bars, commodity, flow, today, words }) : null), [sky.data, zoom, bars, today, words]);
    const beneathSky = width === 'day' && hasWeather(service.main, period, props.weather);
    const view: View = {
        by: width,
        unit,
        zone,
        bars,
        ...(width === 'month' &&
            zoom && {
                month: {
                    name: (bar) => words.capital(zoom.monthName(bar, period, today, words)),
                    rests: (bar) => zoom.countWords(days.filter((day) => monthOf(day.day) === bar.key), words),
                },
            }),
        ...(compared && { beside: compared.of }),
        ...(noted && { noted }),
        ...(outside && beneathSky && { weather: outside.of }),
    };
    const tell = dayToTell(selected, width, days);
    const own = useOwnLine(props.account, service.main);
    const shownLine = width === 'day' ? own : null;
    const line = shownLine?.line.value ?? null;
    const summary = summaryOf(props, line, words);
    const rest = [compared?.text, ...summary.rest, outside?.text].filter((text) => !!text) as string[];
    const readout = selected ? readoutOf(selected, view, words, line) : readoutOfAll(allOf(props, words), view, words);
    const labels = useMemo(
        () => (width === 'month' ? zoom!.monthLabels(bars, words) : width === 'hour' ? hourLabels(bars, words) : period.of === 'days' && zoom ? zoom.spanLabels(bars, words) : dayLabels(bars)),
        [bars, width, words, zoom],
    );
    const opens = width === 'month' || (width === 'day' && service.main.length !== 'P1D');
    const hrefOf = (bar: Bar) => {
        const below = opens && bar.up.status !== 'outside' ? down(period, bar.key) : null;
        return below && props.path + searchOf(below, versus);
    };
    const higher = up(period);
    // as a tap opens a bar, and as the way up leads, so do two fingers
    const pinched = useRef((_wider: boolean, _bar: Bar | null) => {});
    pinched.current = (wider, bar) => (wider ? higher && navigate(props.path + searchOf(higher, versus)) : opens && bar && bar.up.status !== 'outside' && onOpen(bar.key));
    const follow = useMemo(() => zoom && ((chart: HTMLElement, at: (x: number) => Bar | null) => zoom.followPinch(chart, (how, middle) => pinched.current(how === 'wider', at(middle)))), [zoom]) ?? undefined;
    const [table, setTable] = useState(false);
    const row = useKeptHeight(readout);
    const colour = flow === 'received' ? 'sent' : commodity;
    // a year of squares is not drawn anew for each bar a finger passes
    const calendar = useMemo(
        () => zoom && width !== 'hour' && <zoom.Calendar period={period} versus={versus} days={days} commodity={colour} path={props.path} />,
        [zoom, width, searchOf(period, versus), days, colour, props.path, words],
    );

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
                {selected && hrefOf(selected) && (
                    <Link class="act" href={hrefOf(selected)!} onClick={(event: MouseEvent) => open(event, () => onOpen(selected.key))}>
                        {words.t(width === 'month' ? 'usage.openMonth' : 'usage.openDay')} <Arrow to="right" />
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
                {zoom && <zoom.DayNote account={props.account} channel={service.main.id} day={notable && notable.up.status !== 'outside' && notable.day <= today ? notable.day : null} notes={notes} />}
            </div>
            <BarChart
                bars={bars}
                commodity={colour}
                unitLabel={words.t(UNITS[width], { unit: words.unit(unit) })}
                name={words.t(CHARTS[width], { service: name, month: span, day: span })}
                help={words.t(opens ? (width === 'month' ? 'zoom.chartHelp' : 'usage.chartHelp') : 'usage.chartHelpDay')}
                labels={labels}
                twiceLabel={(bar) => hourStart(bar, bars, zone, words)}
                pitchShare={width === 'hour' ? 0.7 : 0.68}
                selected={selected}
                onSelect={(bar, how) => setChosen((before) => (before.key === bar?.key && before.how === how ? before : { key: bar?.key ?? null, how }))}
                focus={props.chartFocus}
                line={shownLine?.line ?? null}
                onOpen={opens ? (bar) => bar.up.status !== 'outside' && onOpen(bar.key) : null}
                beside={compared?.pairs ?? null}
                noted={noted}
                follow={follow}
                above={
                    beneathSky
                        ? (layout) =>
                              zoom && layout && outside ? (
                                  <zoom.WeatherStrip layout={layout} weather={sky.data!} outside={outside} selected={selected} />
                              ) : zoom && sky.isError ? (
                                  <zoom.WeatherNote text={words.t('weather.away')} />
                              ) : (
                                  <div class="weather-room" />
                              )
                        : null
                }
            />
            <Legend bars={bars} commodity={colour} line={shownLine !== null} beside={compared?.pairs ? compared.name : null} noted={noted !== undefined && noted.size > 0} />
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
                    {rest.map((text) => (
                        <p key={text}>
                            <Rich text={text} />
                        </p>
                    ))}
                    {zoom && notes.length > 0 && <zoom.NotesSaid notes={notes} />}
                    {zoom && versus === 'similar' && period.of === 'month' && service.main.flow === 'delivered' && <zoom.Similar account={props.account} channel={service.main} month={period.month} today={today} />}
                </div>
                <div>
                    <Freshness {...props} />
                    <button type="button" class="usa-button usa-button--outline wide" aria-expanded={table} aria-controls="usage-table" onClick={() => setTable(!table)}>
                        {words.t(table ? 'usage.hideTable' : 'usage.showTable')}
                    </button>
                    {higher && (
                        <Link class="act" href={props.path + searchOf(higher, versus)}>
                            {words.t('usage.backToMonth', { month: nameOf(higher, today, words) })}
                        </Link>
                    )}
                </div>
            </div>
            {/* on a phone a wide table is moved sideways, also by keys */}
            <div id="usage-table" class="table-box" hidden={!table} role="region" aria-label={words.t('usage.table', { service: name, span })} tabIndex={table ? 0 : undefined}>
                {table && zoom && <zoom.UsageTable view={view} service={service} caption={words.t('usage.table', { service: name, span })} hrefOf={hrefOf} beside={compared?.pairs ? compared : null} outside={beneathSky ? outside : null} />}
                {table && !zoom && (props.failed ? <NotLoaded heading={false} /> : <Bare failed={false} />)}
            </div>
            {zoom && <zoom.PlayBars bars={bars} onBar={(key) => setChosen({ key, how: 'pointer' })} />}
            {zoom && width !== 'hour' && from <= today && today <= until && flow !== 'received' && isRunning(service, props.clock.now()) && <zoom.CycleCard account={props.account} channel={service.main} today={today} />}
            {calendar}
            {zoom && <zoom.Downloads account={props.account} service={service} period={period} />}
        </>
    );
}

const LEVELS = [
    ['day', 'usage.byDay'],
    ['month', 'usage.byMonth'],
    ['year', 'usage.byYear'],
] as const;
const UNITS = { month: 'zoom.aMonth', day: 'unit.aDay', hour: 'unit.anHour' } as const;
const CHARTS = { month: 'zoom.chart', day: 'usage.chart', hour: 'usage.chartDay' } as const;

function summaryOf({ period, read, zoom, service, today }: ShownProps, line: bigint | null, words: Words): Summary {
    const { unit, flow, zone } = service.main;
    const said = { bars: read.bars, unit, flow, words, today };
    if (period.of === 'day') {
        return daySummary({ ...said, day: period.day, zone });
    }
    return widthOf(period) === 'month' ? zoom!.monthsSummary({ ...said, days: read.days, period }) : daysSummary({ ...said, period, line });
}

/** {@return the day whose use suggests a line: the chosen one, else the highest of the chosen month or of all, else the day shown} */
function dayToTell(selected: Bar | null, width: Width, days: readonly Bar[]): { day: Day; above: bigint } | null {
    const known = days.filter((bar) => bar.up.value !== null);
    if (width === 'hour') {
        return known.length === 0 ? null : { day: known[0]!.day, above: lineUnder(sum(known.map((bar) => bar.up.value!))) };
    }
    const of = width === 'month' ? peak(known.filter((bar) => selected === null || monthOf(bar.day) === selected.key)) : (selected ?? peak(known));
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

function allOf({ period, read: { bars }, today }: ShownProps, words: Words): string {
    if (period.of === 'day') {
        const arriving = bars.some((bar) => bar.up.status === 'notYet' || bar.up.part === 'soFar');
        const hours = bars.reduce((seconds, bar) => seconds + bar.up.expected, 0) / 3600;
        return arriving ? words.t('usage.dayPart') : words.t('usage.wholeDay', { hours: words.plain(hours) });
    }
    if (period.of === 'days') {
        return words.capital(nameOf(period, today, words, true));
    }
    const { from, last } = endsOf(period);
    if (from <= today && today <= last) {
        return words.t('usage.monthSoFar', { month: period.of === 'year' ? period.year : words.month(period.month, 'name') });
    }
    return words.t(period.of === 'year' ? 'zoom.wholeYear' : 'usage.wholeMonth');
}

function Freshness({ service, period, read, today, completeThrough }: ShownProps) {
    const words = useWords();
    const { complete, text } = freshnessOf({ period, bars: read.days, today, completeThrough, zone: service.main.zone, words });
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
