import { useQuery } from '@tanstack/preact-query';
import type { components } from '#api';
import type { Day } from '../time/days';
import { answer, portal } from './client';

export type Note = components['schemas']['Note'];

/** @param to exclusive @param wanted whether to ask: the first bars do not wait for them */
export function useNotes(account: string, channel: string, from: Day, to: Day, wanted: boolean): readonly Note[] {
    const notes = useQuery({
        queryKey: ['notes', account, channel, from, to],
        enabled: wanted,
        queryFn: async () => (await answer(portal.GET('/api/accounts/{account}/channels/{channel}/notes', { params: { path: { account, channel }, query: { from, to } } }))).notes,
    });
    return notes.data ?? NONE;
}

const NONE: readonly Note[] = [];
