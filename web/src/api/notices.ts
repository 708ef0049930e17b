import { useInfiniteQuery, useQuery } from '@tanstack/preact-query';
import type { components } from '#api';
import { answer, portal } from './client';

export type Notice = components['schemas']['Notice'];
export type NoticeState = Notice['state'];
export type Evaluation = components['schemas']['Evaluation'];
export type EvaluationNotice = Evaluation['notices'][number];
export type DecidingRead = Evaluation['reads'][number];

export function useNotices(account: string) {
    return useInfiniteQuery({
        queryKey: ['notices', account],
        initialPageParam: null as string | null,
        queryFn: ({ pageParam }) =>
            answer(portal.GET('/api/accounts/{account}/notices', { params: { path: { account }, query: pageParam === null ? {} : { before: pageParam } } })),
        getNextPageParam: (page) => (page.more ? (page.notices.at(-1)?.id ?? null) : null),
        // what was sent changes behind the page's back, so each visit asks anew
        staleTime: 0,
    });
}

export function useEvaluation(account: string, evaluation: string) {
    return useQuery({
        queryKey: ['evaluation', account, evaluation],
        queryFn: () => answer(portal.GET('/api/accounts/{account}/evaluations/{evaluation}', { params: { path: { account, evaluation } } })),
        staleTime: 0,
    });
}
