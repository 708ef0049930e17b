import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useQueryClient, type QueryClient } from '@tanstack/preact-query';
import { city } from '../words/city';
import { Refused } from '../api/client';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';

/** The one line at the top when something is off: what, that nothing is lost, what to do. */
export function Notice({ title, text, children }: { title: string; text: string; children?: ComponentChildren }) {
    return (
        <section class="notice">
            <div class="notice-body">
                <div>
                    <h2>{title}</h2>
                    <p>
                        <Rich text={text} />
                    </p>
                </div>
                {children && <div class="acts">{children}</div>}
            </div>
        </section>
    );
}

/**
 * Speaks up when anything the page asked for could not be had, and stays until all of it could.
 *
 * @param plain on pages that show something other than usage
 */
export function Trouble({ plain = false }: { plain?: boolean }) {
    const words = useWords();
    const client = useQueryClient();
    const [trouble, setTrouble] = useState<Found>(null);
    useEffect(() => {
        const look = () => setTrouble((before) => found(client, before));
        look();
        return client.getQueryCache().subscribe(look);
    }, [client]);
    return (
        <div role="status">
            {trouble && (
                <Notice title={words.t(plain ? 'error.titlePlain' : 'error.title')} text={[words.t(plain ? 'error.textPlain' : 'error.text'), trouble === 'kept' && words.t('error.kept')].filter(Boolean).join(' ')}>
                    <button type="button" class="usa-button" onClick={() => void client.refetchQueries({ predicate: (query) => failed(query.state.error) })}>
                        {words.t('error.retry')}
                    </button>
                </Notice>
            )}
        </div>
    );
}

/** What could not be had: something shown from before, something not shown at all, or nothing. */
type Found = 'kept' | 'lost' | null;

function found(client: QueryClient, before: Found): Found {
    // what stands beside the figures says so in its own place
    const active = client.getQueryCache().findAll({ type: 'active', predicate: ({ meta }) => !meta?.aside });
    const bad = active.filter((query) => query.state.status === 'error' && failed(query.state.error));
    if (bad.length === 0) {
        // while it is asked again nobody knows yet
        return active.some((query) => query.state.fetchStatus === 'fetching') ? before : null;
    }
    return bad.every((query) => query.state.data !== undefined) ? 'kept' : 'lost';
}

function failed(error: unknown): boolean {
    return error instanceof Refused && error.passing;
}

export function usePhone() {
    const words = useWords();
    return { phone: city.phone, emergencyPhone: city.emergencyPhone, hours: words.t('city.hours') };
}
