import { keepPreviousData, useQuery } from '@tanstack/preact-query';
import { answer, done, portal } from './client';
import type { CounterWish, Payment, Refund } from './money-shapes';
import { queries } from './queries';

/** Accounts by number, name, address or meter; less than two letters are not asked about. */
export function useFound(text: string) {
    const q = text.trim();
    return useQuery({
        queryKey: ['counter', 'found', q],
        enabled: q.length > 1,
        queryFn: async () => (await answer(portal.GET('/api/counter/accounts', { params: { query: { q } } }))).accounts,
        placeholderData: keepPreviousData,
        staleTime: 0,
    });
}

export function useCustomer(account: string) {
    return useQuery({
        queryKey: ['counter', 'customer', account],
        queryFn: () => answer(portal.GET('/api/counter/accounts/{account}', { params: { path: { account } } })),
        staleTime: 0,
    });
}

/** Records what was handed over. @param key one wish, one key */
export async function take(key: string, wish: CounterWish): Promise<Payment> {
    const payment = await answer(portal.POST('/api/counter/payments', { params: { header: { 'Idempotency-Key': key } }, body: wish }));
    await queries.invalidateQueries({ queryKey: ['counter'] });
    return payment;
}

export async function voidPayment(payment: string, reason: string): Promise<void> {
    await answer(portal.POST('/api/counter/payments/{payment}/void', { params: { path: { payment } }, body: { reason } }));
    await queries.invalidateQueries({ queryKey: ['counter'] });
}

/** Asks for money to be given back. @param key one wish, one key */
export async function refund(key: string, wish: { payment: string; account: string; cents: number; reason: string }): Promise<Refund> {
    const asked = await answer(portal.POST('/api/counter/refunds', { params: { header: { 'Idempotency-Key': key } }, body: wish }));
    await queries.invalidateQueries({ queryKey: ['counter'] });
    return asked;
}

export function useRefunds() {
    return useQuery({ queryKey: ['counter', 'refunds'], queryFn: async () => (await answer(portal.GET('/api/counter/refunds'))).refunds, staleTime: 0 });
}

export async function decide(refund: string, release: boolean, reason: string | null): Promise<void> {
    await answer(portal.POST('/api/counter/refunds/{refund}/decision', { params: { path: { refund } }, body: { release, reason } }));
    await queries.invalidateQueries({ queryKey: ['counter'] });
}

export function useSettlement() {
    return useQuery({ queryKey: ['counter', 'settlement'], queryFn: () => answer(portal.GET('/api/counter/settlement')), staleTime: 0 });
}

export async function close(difference: string, note: string): Promise<void> {
    await done(portal.POST('/api/counter/settlement/{difference}/closing', { params: { path: { difference } }, body: { note } }));
    await queries.invalidateQueries({ queryKey: ['counter', 'settlement'] });
}
