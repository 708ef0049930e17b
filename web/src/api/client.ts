import createClient from 'openapi-fetch';
import type { components, paths } from '#api';

export type Account = components['schemas']['Account'];
export type Channel = components['schemas']['Channel'];
export type Usage = components['schemas']['Usage'];
export type Bucket = components['schemas']['Bucket'];
export type UsageChanged = components['schemas']['UsageChanged'];

/** What the portal refused or could not do; without a code when it could not be reached at all. */
export class Refused extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
    ) {
        super(code);
    }

    /** Asking again may help: our fault, or the line's. */
    get passing(): boolean {
        return this.status === 0 || this.status === 429 || this.status >= 500;
    }

    get signedOut(): boolean {
        return this.status === 401;
    }
}

export const portal = createClient<paths>({ baseUrl: '' });

/** {@return the body of a good answer; anything else is thrown as {@link Refused}} */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
    let result;
    try {
        result = await call;
    } catch {
        throw new Refused(0, 'unreachable');
    }
    if (!result.response.ok || result.data === undefined) {
        throw new Refused(result.response.ok ? 500 : result.response.status, codeOf(result.error));
    }
    return result.data;
}

function codeOf(problem: unknown): string {
    return typeof problem === 'object' && problem !== null && 'code' in problem ? String(problem.code) : 'unexpected';
}
