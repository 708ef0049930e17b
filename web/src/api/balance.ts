import { queryOptions, useQuery } from '@tanstack/preact-query';
import { answer, portal } from './client';
import type { Balance } from './money-shapes';

export type { Balance } from './money-shapes';

/** Until the contract has these routes, they are asked for by their bare addresses. */
interface Bare {
    GET: (path: string, options?: Asked) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
    POST: Bare['GET'];
    PUT: Bare['GET'];
    DELETE: Bare['GET'];
}
interface Asked {
    params?: { path?: Record<string, string>; query?: Record<string, string>; header?: Record<string, string> };
    body?: unknown;
    headers?: Record<string, string>;
}
export const bare = portal as unknown as Bare;

export function ask<T>(call: ReturnType<Bare['GET']>): Promise<T> {
    return answer(call as Promise<{ data?: T; error?: unknown; response: Response }>);
}

/** What an account owes and when. It moves behind the page's back, so each visit asks anew. */
export function balanceQuery(account: string) {
    return queryOptions({
        queryKey: ['balance', account],
        queryFn: () => ask<Balance>(bare.GET('/api/accounts/{account}/balance', { params: { path: { account } } })),
        staleTime: 0,
    });
}

export function useBalance(account: string) {
    return useQuery(balanceQuery(account));
}
