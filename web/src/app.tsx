import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { Route, Switch, useLocation } from 'wouter-preact';
import { useLive } from './api/live';
import { accountsQuery, sessionQuery } from './api/queries';
import type { Account } from './api/client';
import type { ServerClock } from './api/clock';
import type { Role } from './api/money-shapes';
import { staffQuery } from './api/staff';
import { Boundary } from './frame/boundary';
import { Frame, type Place } from './frame/frame';
import { NotFound } from './frame/not-found';
import { Trouble } from './frame/notice';
import { part, Waiting } from './frame/part';
import { SessionWarning } from './frame/session-warning';
import { HomePage } from './home/home-page';
import { UsagePage } from './usage/usage-page';
import { useWords } from './words/language';

// what fewer people open comes when it is opened
const AlertsPage = part(async () => (await import('./alert')).AlertsPage, 'alert');
const AlertPage = part(async () => (await import('./alert')).AlertPage, 'alert');
const NoticesPage = part(async () => (await import('./notices')).NoticesPage, 'told');
const WhyPage = part(async () => (await import('./notices')).WhyPage, 'told', 'alert');
const ProfilePage = part(async () => (await import('./profile')).ProfilePage, 'profile');
const ContactsPage = part(async () => (await import('./profile')).ContactsPage, 'profile');
const SecurityPage = part(async () => (await import('./profile')).SecurityPage, 'profile');
const WritePage = part(async () => (await import('./profile')).WritePage, 'profile');
const BillsPage = part(async () => (await import('./bill')).BillsPage, 'money');
const BillPage = part(async () => (await import('./bill')).BillPage, 'money');
const PayPage = part(async () => (await import('./pay')).PayPage, 'money');
const PaymentPage = part(async () => (await import('./pay')).PaymentPage, 'money');
const PaymentsPage = part(async () => (await import('./pay')).PaymentsPage, 'money');
const StatementPage = part(async () => (await import('./pay')).StatementPage, 'money');
const AutopayPage = part(async () => (await import('./pay')).AutopayPage, 'money');
const CounterPage = part(async () => (await import('./counter')).CounterPage, 'money', 'counter');
const CustomerPage = part(async () => (await import('./counter')).CustomerPage, 'money', 'counter');
const RefundsPage = part(async () => (await import('./counter')).RefundsPage, 'money', 'counter');
const SettlementPage = part(async () => (await import('./counter')).SettlementPage, 'money', 'counter');
const MethodsPage = part(async () => (await import('./pay')).MethodsPage, 'money');

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
                <Route path="/accounts/:account/bills">
                    {({ account: id }) => <OfAccount id={id} place="bills">{({ account, clock }) => <BillsPage key={account.id} account={account} clock={clock} />}</OfAccount>}
                </Route>
                <Route path="/accounts/:account/bills/:bill">
                    {({ account: id, bill }) => (
                        <OfAccount id={id} place="bills" part={bill}>
                            {({ account, clock }) => <BillPage key={bill} account={account} bill={bill} clock={clock} />}
                        </OfAccount>
                    )}
                </Route>
                <Route path="/accounts/:account/pay">
                    {({ account: id }) => (
                        <OfAccount id={id} place="bills" part="pay">
                            {({ account, clock, accounts }) => <PayPage key={account.id} account={account} accounts={accounts} clock={clock} />}
                        </OfAccount>
                    )}
                </Route>
                <Route path="/accounts/:account/payments">
                    {({ account: id }) => <OfAccount id={id} place="bills" part="payments">{({ account }) => <PaymentsPage key={account.id} account={account} />}</OfAccount>}
                </Route>
                <Route path="/accounts/:account/statement">
                    {({ account: id }) => <OfAccount id={id} place="bills" part="statement">{({ account, clock }) => <StatementPage key={account.id} account={account} clock={clock} />}</OfAccount>}
                </Route>
                <Route path="/accounts/:account/autopay">
                    {({ account: id }) => <OfAccount id={id} place="bills" part="autopay">{({ account }) => <AutopayPage key={account.id} account={account} />}</OfAccount>}
                </Route>
                <Route path="/payments/:payment">
                    {({ payment }) => (
                        <OfLogin place="bills" part={payment}>
                            {(accounts) => <PaymentPage key={payment} payment={payment} accounts={accounts} />}
                        </OfLogin>
                    )}
                </Route>
                <Route path="/counter">
                    <OfStaff part="">{() => <CounterPage />}</OfStaff>
                </Route>
                <Route path="/counter/accounts/:account">{({ account }) => <OfStaff part={account}>{() => <CustomerPage key={account} account={account} />}</OfStaff>}</Route>
                <Route path="/counter/refunds">
                    <OfStaff part="refunds">{(role) => <RefundsPage role={role} />}</OfStaff>
                </Route>
                <Route path="/counter/settlement">
                    <OfStaff part="settlement">{() => <SettlementPage />}</OfStaff>
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
                <Route path="/profile/methods">
                    <OfLogin part="methods">{(accounts) => <MethodsPage accounts={accounts} />}</OfLogin>
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

/** What stands above a page until it is known whose it is. */
const TITLES = { home: 'home.title', usage: 'usage.title', bills: 'nav.bills', alerts: 'alerts.title', profile: 'nav.you', counter: 'nav.counter' } as const;

interface OfAccountProps {
    id?: string;
    place: Place;
    /** which page of several at that place */
    part?: string;
    children: (shown: { account: Account; clock: ServerClock; accounts: readonly Account[] }) => ComponentChildren;
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
            {id === undefined && place !== null && accounts.data && !account ? (
                <NoAccount />
            ) : place === null || (accounts.data && !account) ? (
                <NotFound />
            ) : clock && account ? (
                children({ account, clock, accounts: all })
            ) : (
                <>
                    <div class="top">
                        <h1>{words.t(TITLES[place])}</h1>
                    </div>
                    <Trouble plain={place !== 'home' && place !== 'usage'} />
                    <div class="card waiting" aria-busy={!session.isError && !accounts.isError}>
                        <div class="sunk tall" />
                    </div>
                </>
            )}
        </Frame>
    );
}

/** A page about the one who is signed in, whatever their accounts. */
function OfLogin({ place = 'profile', part: of, children }: { place?: Place; part: string; children: (accounts: readonly Account[]) => ComponentChildren }) {
    const accounts = useQuery(accountsQuery);
    useQuery(sessionQuery);
    useFocusOnNewPage(`${place} ${of}`);
    const all = accounts.data ?? [];
    return (
        <Frame accounts={all} account={current(all)} place={place}>
            <SessionWarning />
            {children(all)}
        </Frame>
    );
}

const DESKS = [
    ['/counter', 'nav.counter'],
    ['/counter/refunds', 'nav.refunds'],
    ['/counter/settlement', 'nav.settlement'],
] as const;

/** A page of the utility's own people; to anyone else it is not there. */
function OfStaff({ part: of, children }: { part: string; children: (role: Role) => ComponentChildren }) {
    const words = useWords();
    const role = useQuery(staffQuery);
    useQuery(sessionQuery);
    useFocusOnNewPage(`counter ${of}`);
    const here = DESKS.find(([path]) => path === `/counter/${of}`)?.[0] ?? '/counter';
    return (
        <Frame accounts={[]} account={undefined} place="counter" desks={role.data && role.data !== 'operator' ? DESKS.map(([href, key]) => ({ href, text: words.t(key), here: href === here })) : []}>
            <SessionWarning />
            {role.data && role.data !== 'operator' ? (
                children(role.data)
            ) : role.data !== undefined ? (
                <NotFound />
            ) : (
                <>
                    <h1>{words.t('nav.counter')}</h1>
                    <Trouble plain />
                    <Waiting failed={role.isError} />
                </>
            )}
        </Frame>
    );
}

/** Who has no account may be one of ours, whose place is the counter. */
function NoAccount() {
    const role = useQuery(staffQuery);
    const [, navigate] = useLocation();
    useEffect(() => {
        if (role.data) {
            navigate(role.data === 'operator' ? '/profile' : '/counter', { replace: true });
        }
    }, [role.data]);
    return role.data === null ? <NotFound /> : <Waiting failed={role.isError} />;
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
