import { useQuery } from '@tanstack/preact-query';
import type { components } from '#api';
import { answer, done, portal } from './client';
import { queries } from './queries';

export type Contact = components['schemas']['Contact'];
export type Profile = components['schemas']['Profile'];
export type Token = components['schemas']['Token'];
export type SignedInBrowser = components['schemas']['SignedInBrowser'];

export function useProfile() {
    return useQuery({ queryKey: ['profile'], queryFn: () => answer(portal.GET('/api/profile')) });
}

export async function changeProfile(change: Partial<Pick<Profile, 'language' | 'zone' | 'paperless'>>): Promise<void> {
    queries.setQueryData(['profile'], await answer(portal.PATCH('/api/profile', { body: change })));
}

export function useSessions() {
    return useQuery({ queryKey: ['sessions'], queryFn: async () => (await answer(portal.GET('/api/sessions'))).sessions, staleTime: 0 });
}

export function useTokens() {
    return useQuery({ queryKey: ['tokens'], queryFn: async () => (await answer(portal.GET('/api/tokens'))).tokens, staleTime: 0 });
}

/** The token itself is in the answer, and nowhere else afterwards. */
export function makeToken(wish: components['schemas']['TokenNew']): Promise<components['schemas']['TokenMade']> {
    return answer(portal.POST('/api/tokens', { body: wish }));
}

export async function revokeToken(token: string): Promise<void> {
    await done(portal.DELETE('/api/tokens/{token}', { params: { path: { token } } }));
}

export function useContacts() {
    return useQuery({ queryKey: ['contacts'], queryFn: async () => (await answer(portal.GET('/api/contacts'))).contacts });
}

export async function addContact(contact: Pick<Contact, 'medium' | 'address' | 'language' | 'zone' | 'alerts'>): Promise<Contact> {
    const added = await answer(portal.POST('/api/contacts', { body: contact }));
    queries.setQueryData<Contact[]>(['contacts'], (before) => [...(before ?? []).filter((one) => one.id !== added.id), added]);
    return added;
}

export async function changeContact(contact: string, change: Partial<Pick<Contact, 'language' | 'zone' | 'quietFrom' | 'quietTo' | 'urgentAtNight' | 'alerts'>>): Promise<Contact> {
    return known(await answer(portal.PATCH('/api/contacts/{contact}', { params: { path: { contact } }, body: change })));
}

export async function verifyContact(contact: string, code: string): Promise<Contact> {
    return known(await answer(portal.POST('/api/contacts/{contact}/verification', { params: { path: { contact } }, body: { code } })));
}

export async function sendCode(contact: string): Promise<void> {
    await done(portal.POST('/api/contacts/{contact}/code', { params: { path: { contact } } }));
}

export async function removeContact(contact: string): Promise<void> {
    await done(portal.DELETE('/api/contacts/{contact}', { params: { path: { contact } } }));
    queries.setQueryData<Contact[]>(['contacts'], (before) => before?.filter((one) => one.id !== contact));
}

function known(contact: Contact): Contact {
    queries.setQueryData<Contact[]>(['contacts'], (before) => before?.map((one) => (one.id === contact.id ? contact : one)));
    return contact;
}
