import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { Route, Switch } from 'wouter-preact';
import { useLive } from './api/live';
import { accountsQuery, sessionQuery } from './api/queries';
import type { Account } from './api/client';
import type { ServerClock } from './api/clock';
import { Boundary } from './frame/boundary';
import { Frame, type Place } from './frame/frame';
import { NotFound } from './frame/not-found';
import { Trouble } from './frame/notice';
import { part } from './frame/part';
import { SessionWarning } from './frame/session-warning';
import { HomePage } from './home/home-page';
import { UsagePage } from './usage/usage-page';
import { useWords } from './words/language';

// what fewer people open comes when it is opened
const AlertsPage = part(async () => (await import('./alert')).AlertsPage);
const AlertPage = part(async () => (await import('./alert')).AlertPage);
const NoticesPage = part(async () => (await import('./notices')).NoticesPage);
const WhyPage = part(async () => (await import('./notices')).WhyPage);
const ProfilePage = part(async () => (await import('./profile')).ProfilePage);
const ContactsPage = part(async () => (await import('./profile')).ContactsPage);
const SecurityPage = part(async () => (await import('./profile')).SecurityPage);
const WritePage = part(async () => (await import('./profile')).WritePage);

export function App() {
    return (
        <Boundary>
            <Switch>
                <Route path="/accounts/:account/usage/:channel?">
                    {({ account: id, channel }) => <OfAccount id={id} place="usage">{({ account, clock }) => <UsagePage key={account.id} account={account} channel={channel} clock={clock} />}</OfAccount>}
                </Route>
                <Route path="/accounts/:account/alerts">{({ account: id }) => <OfAccount id={id} place="alerts">{({ account }) => <AlertsPage key={account.id} account={account} />}</OfAccount>}</Route>
                <Route path="/accounts/:account/alerts/:alert">
                    {({ account: id, alert }) => (
                        <OfAccount id={id} place="alerts" part={alert}>
                            {({ account, clock }) => <AlertPage key={`${account.id} ${alert}`} account={account} clock={clock} id={alert === 'new' ? null : alert} />}
                        </OfAccount>
                    )}
                </Route>
                <Route path="/accounts/:account/notices">
                    {({ account: id }) => <OfAccount id={id} place="alerts" part="notices">{({ account, clock }) => <NoticesPage key={account.id} account={account} clock={clock} />}</OfAccount>}
                </Route>
                <Route path="/accounts/:account/evaluations/:evaluation">
                    {({ account: id, evaluation }) => (
                        <OfAccount id={id} place="alerts" part={evaluation}>
                            {({ account, clock }) => <WhyPage key={evaluation} account={account} evaluation={evaluation} clock={clock} />}
                        </OfAccount>
                    )}
                </Route>
                <Route path="/profile">
                    <OfLogin part="">{() => <ProfilePage />}</OfLogin>
                </Route>
                <Route path="/profile/contacts">
                    <OfLogin part="contacts">{() => <ContactsPage />}</OfLogin>
                </Route>
                <Route path="/profile/security">
                    <OfLogin part="security">{() => <SecurityPage />}</OfLogin>
                </Route>
                <Route path="/profile/write">
                    <OfLogin part="write">{(accounts) => <WritePage accounts={accounts} />}</OfLogin>
                </Route>
                <Route path="/accounts/:account">{({ account: id }) => <OfAccount id={id} place="home">{({ account, clock }) => <HomePage key={account.id} account={account} clock={clock} />}</OfAccount>}</Route>
                <Route path="/">
                    <OfAccount place="home">{({ account, clock }) => <HomePage key={account.id} account={account} clock={clock} />}</OfAccount>
                </Route>
                <Route>
                    <OfAccount place={null}>{() => <NotFound />}</OfAccount>
                </Route>
            </Switch>
        </Boundary>
    );
}

interface OfAccountProps {
    id?: string;
    place: Place;
    /** which page of several at that place */
    part?: string;
    children: (shown: { account: Account; clock: ServerClock }) => ComponentChildren;
}

/** A page of one account; without an id, of the one the customer lives in now. */
function OfAccount({ id, place, part: of, children }: OfAccountProps) {
    const words = useWords();
    const session = useQuery(sessionQuery);
    const accounts = useQuery(accountsQuery);
    const all = accounts.data ?? [];
    const account = id === undefined ? current(all) : all.find((one) => one.id === id);
    useLive(useQueryClient(), id ?? account?.id);
    useFocusOnNewPage(`${place} ${id} ${of}`);
    const clock = session.data?.clock;
    return (
        <Frame accounts={all} account={account} place={place}>
            <SessionWarning />
            {place === null || (accounts.data && !account) ? (
                <NotFound />
            ) : clock && account ? (
                children({ account, clock })
            ) : (
                <>
                    <div class="top">
                        <h1>{words.t(place === 'home' ? 'home.title' : place === 'alerts' ? 'alerts.title' : 'usage.title')}</h1>
                    </div>
                    <Trouble plain={place === 'alerts'} />
                    <div class="card waiting" aria-busy={!session.isError && !accounts.isError}>
                        <div class="sunk tall" />
                    </div>
                </>
            )}
        </Frame>
    );
}

/** A page about the one who is signed in, whatever their accounts. */
function OfLogin({ part: of, children }: { part: string; children: (accounts: readonly Account[]) => ComponentChildren }) {
    const accounts = useQuery(accountsQuery);
    useQuery(sessionQuery);
    useFocusOnNewPage(`profile ${of}`);
    const all = accounts.data ?? [];
    return (
        <Frame accounts={all} account={current(all)} place="profile">
            <SessionWarning />
            {children(all)}
        </Frame>
    );
}

function current(all: readonly Account[]): Account | undefined {
    return all.find((one) => one.to === null) ?? all[0];
}

/** A new page begins at its top, for eyes and for screen readers; the first load is the browser's own. */
function useFocusOnNewPage(page: string) {
    const first = useRef(true);
    useEffect(() => {
        if (!first.current) {
            scrollTo(0, 0);
            document.querySelector('main')?.focus({ preventScroll: true });
        }
        first.current = false;
    }, [page]);
}
