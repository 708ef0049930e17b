import { useEffect, useRef } from 'preact/hooks';
import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { Route, Switch } from 'wouter-preact';
import { useLive } from './api/live';
import { accountsQuery, sessionQuery } from './api/queries';
import { Boundary } from './frame/boundary';
import { Frame } from './frame/frame';
import { NotFound } from './frame/not-found';
import { Trouble } from './frame/notice';
import { SessionWarning } from './frame/session-warning';
import { HomePage } from './home/home-page';
import { UsagePage } from './usage/usage-page';
import { useWords } from './words/language';

export function App() {
    return (
        <Boundary>
            <Switch>
                <Route path="/accounts/:account/usage/:channel?">{({ account, channel }) => <OfAccount id={account} page="usage" channel={channel} />}</Route>
                <Route path="/accounts/:account">{({ account }) => <OfAccount id={account} page="home" />}</Route>
                <Route path="/">
                    <OfAccount page="home" />
                </Route>
                <Route>
                    <OfAccount page={null} />
                </Route>
            </Switch>
        </Boundary>
    );
}

/** A page of one account; without an id, of the one the customer lives in now. */
function OfAccount({ id, page, channel }: { id?: string; page: 'home' | 'usage' | null; channel?: string | undefined }) {
    const words = useWords();
    const session = useQuery(sessionQuery);
    const accounts = useQuery(accountsQuery);
    const all = accounts.data ?? [];
    const account = id === undefined ? (all.find((one) => one.to === null) ?? all[0]) : all.find((one) => one.id === id);
    useLive(useQueryClient(), id ?? account?.id);
    useFocusOnNewPage(`${page} ${id}`);
    const clock = session.data?.clock;
    return (
        <Frame accounts={all} account={account} page={page}>
            <SessionWarning />
            {page === null || (accounts.data && !account) ? (
                <NotFound />
            ) : clock && account ? (
                page === 'home' ? (
                    <HomePage key={account.id} account={account} clock={clock} />
                ) : (
                    <UsagePage key={account.id} account={account} channel={channel} clock={clock} />
                )
            ) : (
                <>
                    <div class="top">
                        <h1>{words.t(page === 'home' ? 'home.title' : 'usage.title')}</h1>
                    </div>
                    <Trouble />
                    <div class="card waiting" aria-busy={!session.isError && !accounts.isError}>
                        <div class="sunk tall" />
                    </div>
                </>
            )}
        </Frame>
    );
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
