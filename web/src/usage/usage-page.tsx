import { useState } from 'preact/hooks';
import { Link, useLocation, useSearch } from 'wouter-preact';
import { Refused, type Account } from '../api/client';
import { useToday, type ServerClock } from '../api/clock';
import { useChannels } from '../api/queries';
import { lastDay } from '../frame/frame';
import { Arrow } from '../frame/icons';
import { NotFound } from '../frame/not-found';
import { Trouble } from '../frame/notice';
import { useTitle } from '../frame/title';
import { dayAt, monthOf, type Day } from '../time/days';
import { useWords } from '../words/language';
import { beyond, down, nameOf, periodOf, searchOf, standing, step, versusOf, type Period, type Versus } from './period';
import { serviceName, servicesOf, type Service } from './service';
import { UsageCard, UsageSkeleton } from './usage-card';

interface UsagePageProps {
    account: Account;
    channel: string | undefined;
    clock: ServerClock;
}

/** What did I use, and when? A year of months, each of which opens into its days, and these into their hours. */
export function UsagePage({ account, channel, clock }: UsagePageProps) {
    const channels = useChannels(account.id);
    const services = servicesOf(channels.data ?? []);
    const service = channel === undefined ? services[0] : services.find(({ main, back }) => main.id === channel || back?.id === channel);
    if ((channels.error instanceof Refused && channels.error.status === 404) || (channels.data && channel !== undefined && !service)) {
        return <NotFound />;
    }
    if (service) {
        return <OfService account={account} service={service} services={services} clock={clock} />;
    }
    return <WithoutService known={channels.data !== undefined} failed={channels.isError} />;
}

/** Nothing is measured, or nobody knows yet what is. */
function WithoutService({ known, failed }: { known: boolean; failed: boolean }) {
    const words = useWords();
    useTitle(words.t('usage.title'));
    return (
        <>
            <div class="top">
                <h1>{words.t('usage.title')}</h1>
            </div>
            <Trouble />
            {known ? (
                <section class="card">
                    <h2>{words.t('home.noServices')}</h2>
                </section>
            ) : (
                <UsageSkeleton failed={failed} />
            )}
        </>
    );
}

interface OfServiceProps {
    account: Account;
    service: Service;
    services: readonly Service[];
    clock: ServerClock;
}

function OfService({ account, service, services, clock }: OfServiceProps) {
    const words = useWords();
    const [, navigate] = useLocation();
    const { main } = service;
    const today = useToday(clock, main.zone);
    const ended = main.to !== null && Date.parse(main.to) <= clock.now() ? lastDay(main.to) : null;
    const last = ended ?? today;
    const search = useSearch();
    const period = periodOf(search, monthOf(last));
    const versus = versusOf(search);
    const path = `/accounts/${account.id}/usage/${main.id}`;
    const name = serviceName(service, services, words);
    const first = dayAt(Date.parse(main.from), main.zone);
    const span = nameOf(period, today, words);
    useTitle(`${name}, ${span}`);

    function openBar(key: string) {
        const below = down(period, key);
        if (below) {
            // the address above keeps the bar, so that going back stands where it was opened
            navigate(path + searchOf(standing(period, key), versus), { replace: true });
            navigate(path + searchOf(below, versus));
        }
    }

    // as a heading two dates are too long for a phone to keep each on one line
    return (
        <>
            <div class="top">
                <Steps period={period} versus={versus} path={path} first={first} last={last} ended={ended} title={words.capital(period.of === 'days' ? span.replaceAll('\u00a0', ' ') : span)} />
                {services.length > 1 && (
                    <nav class="seg services-switch" aria-label={words.t('usage.services')}>
                        {services.map((other) => (
                            <Link
                                key={other.main.id}
                                href={`/accounts/${account.id}/usage/${other.main.id}${searchOf('at' in period ? { ...period, at: null } : period, versus)}`}
                                aria-current={other === service ? 'true' : undefined}
                            >
                                {serviceName(other, services, words)}
                            </Link>
                        ))}
                    </nav>
                )}
                <p class="print-only">{[account.address, account.name, words.t('nav.account', { number: account.number })].filter(Boolean).join(', ')}</p>
            </div>
            <Trouble />
            <UsageCard
                key={main.id}
                account={account.id}
                service={service}
                name={name}
                period={period}
                versus={versus}
                span={span}
                path={path}
                today={today}
                clock={clock}
                first={first}
                last={last}
                onOpen={openBar}
            />
        </>
    );
}

interface StepsProps {
    period: Period;
    versus: Versus | null;
    path: string;
    first: Day;
    last: Day;
    ended: Day | null;
    title: string;
}

const EARLIER = { year: 'usage.earlierYear', month: 'usage.earlierMonth', day: 'usage.earlierDay', days: 'usage.earlierDays' } as const;
const LATER = { year: 'usage.laterYear', month: 'usage.laterMonth', day: 'usage.laterDay', days: 'usage.laterDays' } as const;

/** Earlier, what is shown, later. At an end the arrow stays and says why it leads nowhere. */
function Steps({ period, versus, path, first, last, ended, title }: StepsProps) {
    const words = useWords();
    const [said, setSaid] = useState<{ at: string; text: string } | null>(null);
    const here = searchOf(period);
    const arrow = (by: -1 | 1) => {
        const label = words.t((by < 0 ? EARLIER : LATER)[period.of]);
        const target = step(period, by);
        const icon = <Arrow to={by < 0 ? 'left' : 'right'} />;
        const end = beyond(target, first, last);
        if (!end) {
            return (
                <Link class="step" href={path + searchOf(target, versus)} aria-label={label}>
                    {icon}
                </Link>
            );
        }
        const why = end === 'before' ? words.t('usage.nothingEarlier', { day: words.day(first, 'year') }) : ended ? words.t('usage.nothingAfter', { day: words.day(ended, 'year') }) : words.t('usage.nothingLater');
        return (
            <button type="button" class="step end" aria-label={label} onClick={() => setSaid({ at: here, text: why })}>
                {icon}
            </button>
        );
    };
    return (
        <div class="steps">
            {arrow(-1)}
            <h1>{title}</h1>
            {arrow(1)}
            <p role="status" class="why">
                {said?.at === here && said.text}
            </p>
        </div>
    );
}

