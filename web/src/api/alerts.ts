import { keepPreviousData, useQuery } from '@tanstack/preact-query';
import type { components } from '#api';
import { answer, done, portal } from './client';
import { queries } from './queries';

export type Alert = components['schemas']['Alert'];
export type AlertWish = components['schemas']['AlertWish'];
export type Trial = components['schemas']['Trial'];

export function useAlerts(account: string) {
    return useQuery({
        queryKey: ['alerts', account],
        queryFn: async () => (await answer(portal.GET('/api/accounts/{account}/alerts', { params: { path: { account } } }))).alerts,
    });
}

/** @param wish what to try; null asks nothing */
export function useTrial(account: string, wish: Pick<AlertWish, 'channel' | 'commodity' | 'threshold' | 'unit' | 'countEstimates'> | null) {
    return useQuery({
        queryKey: ['trial', account, wish],
        enabled: wish !== null,
        placeholderData: keepPreviousData,
        queryFn: () =>
            answer(
                portal.GET('/api/accounts/{account}/alert-trial', { params: { path: { account }, query: { ...wish!, countEstimates: wish!.countEstimates ? 'true' : 'false' } } }),
            ),
    });
}

export async function saveAlert(account: string, alert: string | null, wish: AlertWish): Promise<Alert> {
    const saved =
        alert === null
            ? await answer(portal.POST('/api/accounts/{account}/alerts', { params: { path: { account } }, body: wish }))
            : await answer(portal.PUT('/api/accounts/{account}/alerts/{alert}', { params: { path: { account, alert } }, body: wish }));
    queries.setQueryData<Alert[]>(['alerts', account], (before) =>
        before === undefined ? before : before.some((one) => one.id === saved.id) ? before.map((one) => (one.id === saved.id ? saved : one)) : [...before, saved],
    );
    return saved;
}

export async function endAlert(account: string, alert: string): Promise<void> {
    await done(portal.DELETE('/api/accounts/{account}/alerts/{alert}', { params: { path: { account, alert } } }));
    queries.setQueryData<Alert[]>(['alerts', account], (before) => before?.filter((one) => one.id !== alert));
}
