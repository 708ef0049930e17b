const MARK = 'signed-in';

/** What is typed and not yet saved is kept in the tab under keys that begin so. */
export const KEPT = 'kept:';

/** Several answers may say "signed out" at once. */
let leaving = false;

/**
 * Kept in this browser only to know, when the portal says "signed out", whether to say that a session ended. Whatever
 * another login saw here goes.
 */
export function noteSignIn(): void {
    forgetSeen();
    stored((storage) => storage.setItem(MARK, '1'));
}

/**
 * Leaves for the sign-in page, which brings the customer back to where they were, and says so if a
 * session ended by itself.
 */
export function toSignIn(): void {
    if (leaving) {
        return;
    }
    leaving = true;
    const query = new URLSearchParams();
    if (stored((storage) => storage.getItem(MARK))) {
        query.set('expired', '');
    }
    if (location.pathname !== '/') {
        query.set('next', location.pathname + location.search);
    }
    forget();
    location.assign(query.size > 0 ? `/sign-in?${query}` : '/sign-in');
}

export function signedOut(): void {
    forget();
    forgetKept();
    location.assign('/sign-in');
}

/** Who signs out leaves nothing behind on a shared computer. */
function forgetKept() {
    try {
        Object.keys(sessionStorage)
            .filter((key) => key.startsWith(KEPT))
            .forEach((key) => sessionStorage.removeItem(key));
    } catch {
        // refused storage holds nothing either
    }
}

/** The worker forgets by itself when it sees someone go; it sees nothing of a page that was loaded past it. */
function forgetSeen() {
    void globalThis.caches?.delete('seen').catch(() => undefined);
}

function forget() {
    forgetSeen();
    stored((storage) => storage.removeItem(MARK));
}

/** A browser may refuse storage; nothing here needs it enough to fail. */
function stored<T>(use: (storage: Storage) => T): T | undefined {
    try {
        return use(localStorage);
    } catch {
        return undefined;
    }
}
