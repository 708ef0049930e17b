import type { Client } from 'openapi-fetch';
import type { components, paths } from '#api';
import { heard } from './seen';

export type Account = components['schemas']['Account'];
export type Channel = components['schemas']['Channel'];
export type Usage = components['schemas']['Usage'];
export type Bucket = components['schemas']['Bucket'];
export type Finding = components['schemas']['Finding'];
export type UsageChanged = components['schemas']['UsageChanged'];

/** What the portal refused or could not do; without a code when it could not be reached at all. */
export class Refused extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        /** seconds to wait before asking again, where the portal says so */
        readonly wait: number | null = null,
    ) {
        super(code);
    }

    /** Asking again may help: our fault, or the line's. */
    get passing(): boolean {
        return this.status === 0 || this.status === 429 || this.status >= 500;
    }

    get signedOut(): boolean {
        return this.code === 'signed-out';
    }
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

interface Asked {
    params?: { path?: Record<string, string>; query?: Record<string, unknown>; header?: Record<string, string> };
    body?: unknown;
}

/** Every route of the API with its own parameters, body and answer, by the types of openapi.json; of openapi-fetch only the types, since all we ask fits here. */
export const portal = Object.fromEntries(METHODS.map((method) => [method, (path: string, asked?: Asked) => ask(method, path, asked)])) as unknown as Client<paths>;

async function ask(method: string, path: string, { params: { path: names = {}, query = {}, header = {} } = {}, body }: Asked = {}): Answer<unknown> {
    const values = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one])) as [string, unknown][];
    const search = String(new URLSearchParams(values.filter(([, value]) => value != null) as [string, string][])).replaceAll('+', '%20');
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name]!)) + (search && `?${search}`);
    const typed = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const response = await fetch(address, { method, headers: { ...typed, ...header }, body: body === undefined ? null : JSON.stringify(body) });
    heard(address, response);
    const text = await response.text();
    const value: unknown = text === '' ? undefined : response.ok ? JSON.parse(text) : parsed(text);
    return { [response.ok ? 'data' : 'error']: value, response };
}

/** What stands between us and the portal may refuse in words that are no JSON. */
function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

type Answer<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

/** {@return the body of a good answer; anything else is thrown as {@link Refused}} */
export async function answer<T>(call: Answer<T>): Promise<T> {
    const { data, response } = await taken(call);
    if (data === undefined) {
        throw new Refused(response.status, 'unexpected');
    }
    return data;
}

/** Waits for a good answer without a body; anything else is thrown as {@link Refused}. */
export async function done(call: Answer<unknown>): Promise<void> {
    await taken(call);
}

async function taken<T>(call: Answer<T>): Promise<{ data?: T; response: Response }> {
    let result;
    try {
        result = await call;
    } catch {
        throw new Refused(0, 'unreachable');
    }
    if (!result.response.ok) {
        const wait = Number(result.response.headers.get('Retry-After'));
        throw new Refused(result.response.status, codeOf(result.error), wait > 0 ? wait : null);
    }
    return result;
}

function codeOf(problem: unknown): string {
    return typeof problem === 'object' && problem !== null && 'code' in problem ? String(problem.code) : 'unexpected';
}
