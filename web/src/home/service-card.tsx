import { useMemo } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { Finding } from '../api/client';
import { useToday, type ServerClock } from '../api/clock';
import { useUsage } from '../api/queries';
import { dayBars, type Bar } from '../chart/bars';
import { MiniChart } from '../chart/mini-chart';
import { CommodityIcon } from '../frame/icons';
import { lastDay } from '../frame/frame';
import { addDays, addMonths, daysBetween, firstDay, monthOf, type Day, type Month } from '../time/days';
import { isRunning, serviceName, type Service } from '../usage/service';
import { sum, toNumber } from '../words/amounts';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';
import { freshness } from '../words/spans';
import { lastDayWithReads, monthSoFar, usual } from './compare';
import { Fresh, isLate } from './fresh';
import { Empty } from './empty';
import { unusualWords } from './unusual';

interface CardProps {
    account: string;
    service: Service;
    services: readonly Service[];
    /** what is unusual of it */
    finding: Finding | undefined;
    clock: ServerClock;
}

/** One service at a glance: yesterday, this month against the last, thirty days, and how fresh that is. */
export function ServiceCard({ account, service, services, finding, clock }: CardProps) {
    const words = useWords();
    const { main, back } = service;
    const running = isRunning(service, clock.now());
    const ended = running ? null : lastDay(main.to!);
    const today = useToday(clock, main.zone);
    // a service that ended is shown as it was on its last days
    const after = ended ? addDays(ended, 1) : today;
    const span = { from: firstShown(after, monthOf(ended ?? today)), to: addDays(after, 1), by: 'day' as const };
    const usage = useUsage(account, main, span);
    const sent = useUsage(account, back ?? undefined, span);
    const bars = useMemo(() => {
        const days = Array.from({ length: daysBetween(span.from, span.to) }, (_, i) => addDays(span.from, i));
        return usage.data && (back === null || sent.data || sent.isError) ? dayBars(days, usage.data, sent.data) : null;
    }, [usage.data, sent.data, sent.isError, back, span.from, span.to]);
    const name = serviceName(service, services, words);
    const completeThrough = usage.data ? usage.data.completeThrough : main.completeThrough;
    const arrived = completeThrough === null ? null : Date.parse(completeThrough);
    return (
        <section class={`card service ${main.commodity}`} aria-labelledby={`service-${main.id}`} aria-busy={bars === null}>
            <div class="service-head">
                <CommodityIcon commodity={main.commodity} />
                <h2 id={`service-${main.id}`}>{name}</h2>
                {ended ? (
                    <Fresh late text={words.t('fresh.ended', { day: words.day(ended, 'year') })} />
                ) : (
                    <Fresh late={arrived === null || isLate(arrived, clock.now())} text={freshness(arrived, today, main.zone, words)} />
                )}
            </div>
            {finding && (
                <p class="warn unusual">
                    <Rich text={unusualWords(finding, main.zone, words)} />
                </p>
            )}
            {usage.data && arrived === null ? (
                <Empty channel={main} clock={clock} heading="h3" />
            ) : bars ? (
                <Figures bars={bars} service={service} name={name} today={after} ended={ended} />
            ) : (
                <Skeleton failed={usage.isError} />
            )}
            <Link class="act open-usage" href={`/accounts/${account}/usage/${main.id}`} aria-label={words.t('home.openOf', { service: name })}>
                {words.t('home.open')}
            </Link>
        </section>
    );
}

/** Thirty days for the bars, and last month from its first day for the comparison. */
function firstShown(after: Day, month: Month): Day {
    const lastMonth = firstDay(addMonths(month, -1));
    const thirty = addDays(after, -30);
    return lastMonth < thirty ? lastMonth : thirty;
}

/** @param today or, of a service that ended, the day after */
function Figures({ bars, service, name, today, ended }: { bars: readonly Bar[]; service: Service; name: string; today: Day; ended: Day | null }) {
    const words = useWords();
    const { unit, commodity, flow } = service.main;
    const shown = bars.filter((bar) => bar.day >= addDays(today, -30) && bar.day < today);
    const last = lastDayWithReads(bars, today);
    const known = shown.filter((bar) => bar.up.value !== null);
    const top = known.reduce<Bar | undefined>((most, bar) => (most && most.up.value! >= bar.up.value! ? most : bar), undefined);
    const unitLabel = words.t('unit.aDay', { unit: words.unit(unit) });
    return (
        <>
            <div>
                {last && <LastDay bar={last} bars={bars} yesterday={ended ? null : addDays(today, -1)} unit={unit} sentOnly={flow === 'received'} />}
                <MonthLine bars={bars} month={monthOf(ended ?? today)} running={ended === null} unit={unit} />
            </div>
            <div class="service-chart">
                <h3 class="quiet">{words.t(ended ? 'home.last30Ended' : 'home.last30')}</h3>
                <MiniChart
                    bars={shown}
                    commodity={flow === 'received' ? 'sent' : commodity}
                    unitLabel={unitLabel}
                    name={
                        top
                            ? words.t('home.chart', { service: name, unit: unitLabel, day: words.day(top.day), amount: words.amount(top.up.value!, unit) })
                            : words.t('home.chartEmpty', { service: name })
                    }
                />
            </div>
        </>
    );
}

function LastDay({ bar, bars, yesterday, unit, sentOnly }: { bar: Bar; bars: readonly Bar[]; yesterday: Day | null; unit: string; sentOnly: boolean }) {
    const words = useWords();
    const compared = usual(bar, bars);
    return (
        <>
            <p class="quiet">{bar.day === yesterday ? words.t('home.yesterday', { weekday: words.weekday(bar.day) }) : words.capital(words.day(bar.day))}</p>
            <p class="figure">
                {words.number(bar.up.value!, unit)}
                <small> {words.unit(unit, bar.up.value!)}</small>
            </p>
            {sentOnly && <p>{words.t('home.sentOnly')}</p>}
            {bar.down?.value != null && <p>{words.t('home.sent', { amount: words.amount(bar.down.value, unit) })}</p>}
            <p>
                {compared ? (
                    <Rich text={words.t(`home.${compared.verdict}`, { amount: words.plain(toNumber(compared.by), compared.digits), usual: words.number(compared.about, unit) })} />
                ) : (
                    bar.up.part !== 'whole' && words.t('home.partOfDay', { covered: words.plain(bar.up.covered / 3600), expected: words.plain(bar.up.expected / 3600) })
                )}
            </p>
        </>
    );
}

function MonthLine({ bars, month: of, running, unit }: { bars: readonly Bar[]; month: Month; running: boolean; unit: string }) {
    const words = useWords();
    const month = monthSoFar(bars, of);
    const values = { amount: words.amount(month.total, unit), now: words.number(month.now, unit), then: words.number(month.then ?? 0n, unit), n: month.days };
    const key = month.then === null ? 'home.monthAlone' : month.days < month.all ? 'home.monthSome' : month.now === month.total ? 'home.month' : 'home.monthPart';
    const thisMonth = bars.filter((bar) => monthOf(bar.day) === of);
    const sent = sum(thisMonth.map((bar) => bar.down?.value ?? 0n));
    const full = Math.max(toNumber(month.lastMonth ?? 0n), toNumber(month.total), toNumber(month.then ?? 0n)) || 1;
    const percent = (amount: bigint) => `${(Math.max(toNumber(amount), 0) / full) * 100}%`;
    if (thisMonth.every((bar) => bar.up.value === null)) {
        return null;
    }
    return (
        <div class="month-line">
            <p class="quiet">{running ? words.t('home.soFar', { month: words.month(of, 'name') }) : words.capital(words.month(of))}</p>
            <svg width="100%" height="20" aria-hidden="true">
                <rect class="track" width="100%" height="10" y="5" rx="2" />
                <rect class="bar up" width={percent(month.total)} height="10" y="5" rx="2" />
                {month.then !== null && (
                    <>
                        <line class="tick-halo" x1={percent(month.then)} x2={percent(month.then)} y1="0" y2="20" />
                        <line class="tick" x1={percent(month.then)} x2={percent(month.then)} y1="0" y2="20" />
                    </>
                )}
            </svg>
            <p>
                <Rich text={words.t(key, values)} />
            </p>
            {thisMonth.some((bar) => bar.down !== null) && <p>{words.t('home.monthSent', { amount: words.amount(sent, unit) })}</p>}
        </div>
    );
}

/** The card's own shape, until its figures come. */
export function Skeleton({ failed = false }: { failed?: boolean }) {
    const words = useWords();
    return (
        <>
            <div class={failed ? 'sunk still' : 'sunk'} />
            <div class={failed ? 'sunk tall still' : 'sunk tall'} />
            {!failed && <span class="hidden-text">{words.t('loading')}</span>}
        </>
    );
}
