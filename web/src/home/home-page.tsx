import type { Account, Channel } from '../api/client';
import type { ServerClock } from '../api/clock';
import { useToday } from '../api/clock';
import { useBalance } from '../api/balance';
import { useChannels, useUnusual } from '../api/queries';
import { Notice, Trouble, usePhone } from '../frame/notice';
import { NotFound } from '../frame/not-found';
import { useTitle } from '../frame/title';
import { isRunning, servicesOf, type Service } from '../usage/service';
import { Refused } from '../api/client';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';
import { clockAt } from '../words/spans';
import { dayAt } from '../time/days';
import { OFF } from './fresh';
import { OweCard, PastDue } from './owe-card';
import { ServiceCard, Skeleton } from './service-card';
import { findingOf, unusualFirst } from './unusual';

/** Is everything all right? Anything that is not stands in one line at the top. */
export function HomePage({ account, clock }: { account: Account; clock: ServerClock }) {
    const words = useWords();
    const channels = useChannels(account.id);
    const unusual = useUnusual(account.id);
    const balance = useBalance(account.id).data;
    const zone = channels.data?.[0]?.zone;
    const unknown = channels.error instanceof Refused && channels.error.status === 404;
    useTitle(words.t(unknown ? 'error.notFound' : 'home.title'));
    if (unknown) {
        return <NotFound />;
    }
    const services = servicesOf(channels.data ?? []);
    const running = services.filter((service) => isRunning(service, clock.now()));
    const shown = unusualFirst(running.length > 0 ? running : services, unusual.data ?? []);
    // the cards wait for their order, so that none moves away under a finger
    const known = channels.data && !unusual.isPending;
    return (
        <>
            <div class="top">
                {zone ? <Today clock={clock} zone={zone} /> : <h1>{words.t('home.title')}</h1>}
                <p class="quiet whose">
                    {account.address && <span>{account.address}</span>}
                    <span>
                        {account.name}, {words.t('nav.account', { number: account.number })}
                    </span>
                </p>
            </div>
            <Trouble />
            {balance && balance.pastDueCents > 0 ? <PastDue account={account.id} balance={balance} clock={clock} /> : <Off services={shown} clock={clock} />}
            <div class="at-home">
                <OweCard account={account.id} clock={clock} />
                <div class="services">
                    {known &&
                        shown.map((service) => (
                            <ServiceCard key={service.main.id} account={account.id} service={service} services={shown} finding={findingOf(service, unusual.data ?? [])} clock={clock} />
                        ))}
                    {known && shown.length === 0 && <NoServices />}
                    {!known && [0, 1, 2].map((i) => <Waiting key={i} failed={channels.isError} />)}
                </div>
            </div>
        </>
    );
}

function Today({ clock, zone }: { clock: ServerClock; zone: string }) {
    const words = useWords();
    return <h1>{words.capital(words.day(useToday(clock, zone)))}</h1>;
}

/** One line for all services that have gone quiet, since when the first of them did. */
function Off({ services, clock }: { services: readonly Service[]; clock: ServerClock }) {
    const words = useWords();
    const quiet = services
        .map((service) => service.main)
        .filter((channel): channel is Channel & { completeThrough: string } => channel.to === null && channel.completeThrough !== null && clock.now() - Date.parse(channel.completeThrough) > OFF);
    const [first] = quiet.toSorted((a, b) => Date.parse(a.completeThrough) - Date.parse(b.completeThrough));
    if (!first) {
        return null;
    }
    const since = Date.parse(first.completeThrough);
    const names = [...new Set(quiet.map((channel) => words.t(`off.${channel.commodity}`)))];
    const when = `${words.day(dayAt(since, first.zone))}, ${clockAt(since, first.zone, words)}`;
    return <Notice title={words.t('off.since', { services: words.list(names), when })} text={words.t('off.sinceText')} />;
}

function NoServices() {
    const words = useWords();
    return (
        <section class="card">
            <h2>{words.t('home.noServices')}</h2>
            <p>
                <Rich text={words.t('home.noServicesHelp', usePhone())} />
            </p>
        </section>
    );
}

function Waiting({ failed }: { failed: boolean }) {
    return (
        <div class="card service" aria-busy={!failed}>
            <div class="service-head">
                <div class={failed ? 'sunk line still' : 'sunk line'} />
            </div>
            <Skeleton failed={failed} />
        </div>
    );
}
