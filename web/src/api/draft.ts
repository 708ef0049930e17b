/**
 * What the portal is about to answer, until openapi.json says it too: each part goes from here as it comes there.
 */

type Op<Ok extends number, Body, Input = undefined, Query = undefined, Path = undefined> = {
    parameters: (Query extends undefined ? { query?: never } : { query: Query }) & (Path extends undefined ? { path?: never } : { path: Path });
    responses: { [status in Ok]: { headers: Record<string, unknown>; content: Body extends undefined ? never : { 'application/json': Body } } };
} & (Input extends undefined ? { requestBody?: never } : { requestBody: { content: { 'application/json': Input } } });

export type NoticeState = 'pending' | 'sending' | 'sent' | 'delivered' | 'failed' | 'unknown';

export interface Notice {
    id: string;
    kind: string;
    madeAt: string;
    medium: 'email' | 'sms';
    address: string;
    state: NoticeState;
    reason: string | null;
    sentAt: string | null;
    settledAt: string | null;
    evaluation: string | null;
    alert: string | null;
    subject: { commodity: 'electricity' | 'water' | 'gas'; channel: string | null } | null;
    day: string | null;
    value: string | null;
    threshold: string | null;
    unit: string | null;
}

interface OfAccount {
    account: string;
}

export interface DraftPaths {
    '/api/accounts/{account}/notices': {
        get: Op<200, { notices: Notice[]; more: boolean }, undefined, { before?: string }, OfAccount>;
    };
}
