import { useState } from 'preact/hooks';
import { KEPT } from '../api/signed-out';

/**
 * What is typed into a form stays in this tab until it is saved, so that an error, a lost line or the end of
 * the session costs nobody their words. Never for passwords and codes.
 */
export function useKept<T>(name: string, initial: T): [T, (value: T) => void, () => void] {
    const key = KEPT + name;
    const [value, setValue] = useState<T>(() => read<T>(key) ?? initial);
    return [
        value,
        (next) => {
            setValue(next);
            tried((storage) => storage.setItem(key, JSON.stringify(next)));
        },
        () => tried((storage) => storage.removeItem(key)),
    ];
}

function read<T>(key: string): T | undefined {
    const text = tried((storage) => storage.getItem(key));
    return text ? (JSON.parse(text) as T) : undefined;
}

/** A browser may refuse storage; nothing here needs it enough to fail. */
function tried<T>(use: (storage: Storage) => T): T | undefined {
    try {
        return use(sessionStorage);
    } catch {
        return undefined;
    }
}
