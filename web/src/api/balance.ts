import { queryOptions, useQuery } from '@tanstack/preact-query';
import { answer, portal } from './client';

export type { Balance } from './money-shapes';

/** What an account owes and when. It moves behind the page's back, so each visit asks anew. */
export function balanceQuery(account: string) {
    return queryOptions({
        queryKey: ['balance', account],
        queryFn: () => answer(portal.GET('/api/accounts/{account}/balance', { params: { path: { account } } })),
        staleTime: 0,
    });
}

export function useBalance(account: string) {
    return useQuery(balanceQuery(account));
}
