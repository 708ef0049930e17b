import { useEffect } from 'preact/hooks';
import type { QueryClient } from '@tanstack/preact-query';
import type { UsageChanged } from './client';

/** Changes that come in a burst, such as a file's blocks, are asked for once. */
const GATHER = 250;
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;
const REST = 60_000;

/**
 * Moves the page as reads arrive. The stream replays nothing, so whatever was asked before it
 * stood open is asked again when it opens; after that only what an event names.
 */
export function useLive(client: QueryClient, account: string | undefined): void {
    useEffect(() => (account === undefined ? undefined : follow(client, account)), [client, account]);
}

export function follow(client: QueryClient, account: string): () => void {
    const changed = new Set<string>();
    let stream: EventSource | undefined;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let reopening: ReturnType<typeof setTimeout> | undefined;
    let resting: ReturnType<typeof setTimeout> | undefined;
    let wait = FIRST_WAIT;
    let opened = false;

    function open() {
        stream = new EventSource(`/api/accounts/${encodeURIComponent(account)}/events`);
        stream.onopen = () => {
            wait = FIRST_WAIT;
            void (opened ? client.invalidateQueries() : askAgain(client, account));
            opened = true;
        };
        stream.addEventListener('usage-changed', (event) => {
            changed.add((JSON.parse(event.data) as UsageChanged).usagePoint);
            gathering ??= setTimeout(tell, GATHER);
        });
        stream.onerror = () => {
            // the browser reopens a broken line by itself, but gives up for good on an answer that is not a stream
            if (stream?.readyState === EventSource.CLOSED) {
                void client.invalidateQueries({ queryKey: ['session'] });
                reopening = setTimeout(open, wait);
                wait = Math.min(wait * 2, LONGEST_WAIT);
            }
        };
    }

    function tell() {
        gathering = undefined;
        void askAgain(client, account, new Set(changed));
        changed.clear();
    }

    // a tab nobody looks at gives its line back, since a browser has few of them for one site
    function seen() {
        clearTimeout(resting);
        if (document.hidden) {
            resting = setTimeout(close, REST);
        } else if (stream === undefined) {
            open();
        }
    }

    function close() {
        clearTimeout(gathering);
        clearTimeout(reopening);
        gathering = undefined;
        stream?.close();
        stream = undefined;
    }

    open();
    document.addEventListener('visibilitychange', seen);
    return () => {
        document.removeEventListener('visibilitychange', seen);
        clearTimeout(resting);
        close();
    };
}

/** @param points whose reads changed; none: all usage shown of the account, since nobody knows */
function askAgain(client: QueryClient, account: string, points?: ReadonlySet<string>) {
    return client.invalidateQueries({
        predicate: ({ queryKey: [kind, owner, point] }) =>
            owner === account && (points === undefined ? kind === 'usage' : kind === 'channels' || (kind === 'usage' && points.has(String(point)))),
    });
}
