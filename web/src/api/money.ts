import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/preact-query';
import { answer, done, portal, Refused } from './client';
import type { AutopayWish, Part, Payment, PaymentWish } from './money-shapes';
import { queries } from './queries';
import type { Day } from '../time/days';

export type * from './money-shapes';

// money moves behind the page's back, so each visit asks anew

export function useBills(account: string) {
    return useInfiniteQuery({
        queryKey: ['bills', account],
        initialPageParam: null as string | null,
        queryFn: ({ pageParam }) =>
            answer(portal.GET('/api/accounts/{account}/bills', { params: { path: { account }, query: pageParam === null ? {} : { before: pageParam } } })),
        getNextPageParam: (page) => (page.more ? (page.bills.at(-1)?.id ?? null) : null),
        staleTime: 0,
    });
}

/** @param language of the lines' words, which the billing system writes */
export function useBill(account: string, bill: string, language: string) {
    return useQuery({
        queryKey: ['bill', account, bill, language],
        queryFn: () => answer(portal.GET('/api/accounts/{account}/bills/{bill}', { params: { path: { account, bill }, header: { 'Accept-Language': language } } })),
        placeholderData: keepPreviousData,
        staleTime: 0,
    });
}

/** @param to exclusive */
export function useStatement(account: string, from: Day, to: Day) {
    return useQuery({
        queryKey: ['statement', account, from, to],
        queryFn: () => answer(portal.GET('/api/accounts/{account}/statement', { params: { path: { account }, query: { from, to } } })),
        placeholderData: keepPreviousData,
        staleTime: 0,
    });
}

/** What a payment would do; without parts nothing is asked. */
export function usePreview(parts: Part[] | null, kind: 'card' | 'bank') {
    return useQuery({
        queryKey: ['preview', parts, kind],
        enabled: parts !== null,
        queryFn: () => answer(portal.POST('/api/payment-previews', { body: { parts: parts!, kind } })),
        placeholderData: keepPreviousData,
        staleTime: 0,
        gcTime: 0,
    });
}

/**
 * Asks for a payment.
 *
 * @param key one wish, one key: the same key again is the same payment, however often and wherever it is sent from
 */
export async function pay(key: string, wish: PaymentWish): Promise<Payment> {
    const payment = await answer(portal.POST('/api/payments', { params: { header: { 'Idempotency-Key': key } }, body: wish }));
    queries.setQueryData(['payment', payment.id], payment);
    return payment;
}

export function paymentQuery(payment: string) {
    return queryOptions({
        queryKey: ['payment', payment],
        queryFn: () => answer(portal.GET('/api/payments/{payment}', { params: { path: { payment } } })),
        staleTime: 0,
    });
}

export async function cancelPayment(payment: string): Promise<void> {
    await done(portal.DELETE('/api/payments/{payment}', { params: { path: { payment } } }));
    await queries.invalidateQueries({ queryKey: ['payment', payment] });
}

export function usePayments(account: string) {
    return useInfiniteQuery({
        queryKey: ['payments', account],
        initialPageParam: null as string | null,
        queryFn: ({ pageParam }) =>
            answer(portal.GET('/api/accounts/{account}/payments', { params: { path: { account }, query: pageParam === null ? {} : { before: pageParam } } })),
        getNextPageParam: (page) => (page.more ? (page.payments.at(-1)?.createdAt ?? null) : null),
        staleTime: 0,
    });
}

/** How often, and how far apart, one looks for what the provider tells the portal a moment after the customer is back. */
const LOOKS = 12;
const LOOK_AGAIN_MS = 2_000;

/**
 * @param language of the words under which something is kept
 * @param coming whether a new one may be on its way
 */
export function useMethods(language: string, coming = false) {
    return useQuery({
        queryKey: ['methods', language],
        queryFn: () => answer(portal.GET('/api/payment-methods', { params: { header: { 'Accept-Language': language } } })),
        placeholderData: keepPreviousData,
        staleTime: 0,
        refetchInterval: (query) => coming && query.state.dataUpdateCount < LOOKS && LOOK_AGAIN_MS,
    });
}

/** {@return the address of the payment company's page where a card or bank account is kept for later} */
export async function addMethod(kind: 'card' | 'bank', language: PaymentWish['language']): Promise<string> {
    return (await answer(portal.POST('/api/payment-methods', { body: { kind, language } }))).pageUrl;
}

export async function removeMethod(method: string): Promise<void> {
    await done(portal.DELETE('/api/payment-methods/{method}', { params: { path: { method } } }));
    await queries.invalidateQueries({ queryKey: ['methods'] });
}

/** What autopay is set to; null where it is off. */
export function useAutopay(account: string) {
    return useQuery({
        queryKey: ['autopay', account],
        queryFn: async () => {
            try {
                return await answer(portal.GET('/api/accounts/{account}/autopay', { params: { path: { account } } }));
            } catch (error) {
                if (error instanceof Refused && error.code === 'autopay-not-found') {
                    return null;
                }
                throw error;
            }
        },
        staleTime: 0,
    });
}

/** @param language of the words under which it is turned on, as they were shown */
export async function setAutopay(account: string, wish: AutopayWish, language: string): Promise<void> {
    const set = await answer(portal.PUT('/api/accounts/{account}/autopay', { params: { path: { account }, header: { 'Accept-Language': language } }, body: wish }));
    queries.setQueryData(['autopay', account], set);
}

export async function endAutopay(account: string): Promise<void> {
    await done(portal.DELETE('/api/accounts/{account}/autopay', { params: { path: { account } } }));
    queries.setQueryData(['autopay', account], null);
}
