/**
 * The pages' own worker: without a portal the pages still open, and show what was seen last, marked with when that was.
 *
 * It keeps two things. The shell: pages and scripts, in which there is nothing of a customer's. And what was seen: answers to
 * the few reads that home and usage consist of, notes and goal with them, of whoever is signed in and nobody else. They go at sign-out, at any sign-in,
 * when the portal says that the session is over, and twelve hours after they were seen, which is as long as a session may
 * last. Nothing is ever kept of a request that changes something, nor of pay, bills or the counter.
 */

/** What the browser gives a worker, as far as it is used here; TypeScript knows either pages or workers. */
interface Lasting extends Event {
    waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lasting {
    readonly request: Request;
    readonly preloadResponse: Promise<Response | undefined>;
    respondWith(answer: Promise<Response>): void;
}
interface Worker {
    readonly clients: { claim(): Promise<void> };
    readonly registration: { readonly navigationPreload?: { enable(): Promise<void> } };
    addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
    addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
}

const worker = self as unknown as Worker;

/** The build writes the files of the first load here, the pages themselves first. */
const FILES = JSON.parse('%files%') as string[];
const SHELL = 'shell-%version%';
const SEEN = 'seen';
const MARK = 'Meterside-Seen';

const LONGEST = 12 * 3_600_000;
const MOST = 80;
/** Longer than a portal whose database is away takes to say so. */
const PATIENCE = 3_000;

const APP = /^\/(?:$|(?:accounts|payments|profile|counter)(?:\/|$))/;
const READS = /^\/api\/(?:session|accounts(?:\/[\w-]+\/(?:balance|alerts|unusual|channels(?:\/[\w-]+\/(?:usage(?:\/similar)?|notes|cycle))?|usage-points\/[\w-]+\/weather))?)$/;
/** Whoever comes or goes here takes along what was seen. */
const DOORS = /^\/api\/(?:session|claims\/[\w-]+|password-resets\/[\w-]+)$/;

/** Counts the comings and goings; an answer that was asked for before one of them is not kept after it. */
let visit = 0;

worker.addEventListener('install', (event) => {
    event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(FILES)));
});

worker.addEventListener('activate', (event) => {
    event.waitUntil(
        (async () => {
            await Promise.all((await caches.keys()).filter((name) => name !== SHELL && name !== SEEN).map((name) => caches.delete(name)));
            await sweep();
            await worker.registration.navigationPreload?.enable();
            await worker.clients.claim();
        })(),
    );
});

worker.addEventListener('fetch', (event) => {
    const { method, mode, url } = event.request;
    const { origin, pathname } = new URL(url);
    if (origin !== location.origin) {
        return;
    }
    const isRead = method === 'GET';
    const page = APP.test(pathname) ? '/' : pathname === '/sign-in' ? pathname : null;
    if (mode === 'navigate') {
        if (isRead && page !== null) {
            event.waitUntil(sweep());
            event.respondWith(opened(event, page));
        }
    } else if (isRead && pathname.startsWith('/assets/')) {
        event.respondWith(file(event));
    } else if (isRead && READS.test(pathname)) {
        event.respondWith(read(event));
    } else if (!isRead && DOORS.test(pathname)) {
        event.respondWith(atTheDoor(event.request));
    }
});

/** A page as it is now; the shell's where it does not come in time. */
async function opened(event: Fetching, page: string): Promise<Response> {
    const shell = await caches.open(SHELL);
    const fresh = (async () => {
        const answer = (await event.preloadResponse) ?? (await fetch(event.request));
        if (answer.ok && !answer.redirected) {
            meanwhile(event, shell.put(page, answer.clone()));
        }
        return answer;
    })();
    meanwhile(event, fresh);
    const first = await inTime(fresh);
    return first && first.status < 500 ? first : ((await shell.match(page, { ignoreVary: true })) ?? first ?? fresh);
}

/** Files have their content's hash in their name: one that is here is the right one. */
async function file(event: Fetching): Promise<Response> {
    const { request } = event;
    const shell = await caches.open(SHELL);
    const here = await shell.match(request, { ignoreVary: true });
    if (here) {
        return here;
    }
    const answer = await fetch(request);
    if (answer.ok) {
        meanwhile(event, shell.put(request, answer.clone()));
    }
    return answer;
}

/** What the portal says now; where it says nothing, or that the fault is its own, what was seen last. */
async function read(event: Fetching): Promise<Response> {
    const asked = visit;
    const fresh = (async () => {
        const answer = await fetch(event.request);
        if (answer.status === 401) {
            await forget();
        } else if (answer.ok) {
            meanwhile(event, keep(event.request.url, answer.clone(), asked));
        }
        return answer;
    })();
    meanwhile(event, fresh);
    const first = await inTime(fresh);
    if (first && first.status < 500) {
        return first;
    }
    const seen = asked === visit ? await (await caches.open(SEEN)).match(event.request.url, { ignoreVary: true }) : undefined;
    return seen && isYoung(seen) ? seen : (first ?? fresh);
}

/** Keeps the worker awake for it, while the page already has its answer. A full disk takes nothing from anyone. */
function meanwhile(event: Fetching, work: Promise<unknown>): void {
    event.waitUntil(work.catch(() => undefined));
}

/** {@return the answer, or undefined where it is late or cannot be had} */
function inTime(answer: Promise<Response>): Promise<Response | undefined> {
    return Promise.race([answer.catch(() => undefined), new Promise<undefined>((late) => setTimeout(() => late(undefined), PATIENCE))]);
}

async function keep(url: string, answer: Response, asked: number): Promise<void> {
    const body = await answer.text();
    let seen = await caches.open(SEEN);
    if (url.endsWith('/api/session')) {
        const before = await seen.match(url);
        if (before && emailIn(await before.text()) !== emailIn(body)) {
            // someone else came in by a page that was loaded past us
            await caches.delete(SEEN);
            seen = await caches.open(SEEN);
        }
    }
    if (asked === visit) {
        await seen.put(url, new Response(body, { headers: { 'Content-Type': 'application/json', [MARK]: String(Date.now()) } }));
        const kept = await seen.keys();
        await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST)).map((old) => seen.delete(old)));
    }
}

function emailIn(session: string): unknown {
    return (JSON.parse(session) as { email?: unknown }).email;
}

/** Nothing that was seen outlives a sign-out, refused or not, nor a sign-in. */
async function atTheDoor(request: Request): Promise<Response> {
    if (request.method === 'DELETE') {
        await forget();
    }
    const answer = await fetch(request);
    if (answer.ok) {
        await forget();
    }
    return answer;
}

async function forget(): Promise<void> {
    visit++;
    await caches.delete(SEEN);
}

async function sweep(): Promise<void> {
    const seen = await caches.open(SEEN);
    for (const url of await seen.keys()) {
        const one = await seen.match(url);
        if (one && !isYoung(one)) {
            await seen.delete(url);
        }
    }
}

/** {@return whether what was seen may still be shown} A clock that was put back makes nothing young. */
function isYoung(seen: Response): boolean {
    const age = Date.now() - Number(seen.headers.get(MARK));
    return age >= 0 && age < LONGEST;
}

export {};
