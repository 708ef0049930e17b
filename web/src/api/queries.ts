import { QueryCache, QueryClient, queryOptions, useQuery } from '@tanstack/preact-query';
import { answer, portal, Refused } from './client';
import { ServerClock } from './clock';
import { told } from './seen';
import { toSignIn } from './signed-out';
import type { Day } from '../time/days';

const MINUTE = 60_000;

/**
 * Nothing is asked twice without cause: the stream of changes says what is stale, so there is no polling and no asking
 * again on focus. Only what failed is asked again, each minute.
 */
export const queries = new QueryClient({
    queryCache: new QueryCache({
        onError: (error) => {
            if (error instanceof Refused && error.signedOut) {
                toSignIn();
            }
        },
    }),
    defaultOptions: {
        queries: {
            staleTime: Infinity,
            networkMode: 'always',
            refetchOnWindowFocus: false,
            refetchOnReconnect: false,
            retry: (failures, error) => failures < 1 && error instanceof Refused && error.passing,
            retryDelay: 1000,
            refetchInterval: (query) => (query.state.error instanceof Refused && query.state.error.passing ? MINUTE : false),
        },
    },
});

/** Of a query for what stands beside a page's figures: that it failed is told there, and does not mean that the page did. */
export const ASIDE = { aside: true };

export const sessionQuery = queryOptions({
    queryKey: ['session'],
    queryFn: async () => {
        const session = await answer(portal.GET('/api/session'));
        const now = Date.parse(session.now);
        told(now);
        return { email: session.email, clock: new ServerClock(now) };
    },
    structuralSharing: false,
});

export const accountsQuery = queryOptions({
    queryKey: ['accounts'],
    queryFn: async () => (await answer(portal.GET('/api/accounts'))).accounts,
});

export function useChannels(account: string) {
    return useQuery({
        queryKey: ['channels', account],
        queryFn: async () => (await answer(portal.GET('/api/accounts/{account}/channels', { params: { path: { account } } }))).channels,
    });
}

/** What is unusual of an account. It goes with its channels: whatever makes these stale makes this stale. */
export function useUnusual(account: string) {
    return useQuery({
        queryKey: ['channels', account, 'unusual'],
        queryFn: async () => (await answer(portal.GET('/api/accounts/{account}/unusual', { params: { path: { account } } }))).findings,
    });
}

export interface Span {
    from: Day;
    /** exclusive */
    to: Day;
    by: 'day' | 'hour';
}

/** What one channel says for a span. */
export function useUsage(account: string, channel: { id: string; usagePoint: string } | undefined, span: Span) {
    return useQuery({
        queryKey: ['usage', account, channel?.usagePoint, channel?.id, span],
        enabled: channel !== undefined,
        queryFn: () =>
            answer(
                portal.GET('/api/accounts/{account}/channels/{channel}/usage', {
                    params: { path: { account, channel: channel!.id }, query: span },
                }),
            ),
    });
}

