/** What makes a password good enough, said live while it is typed; the portal has the last word. */
export interface Rules {
    long: boolean;
    own: boolean;
}

export const ALONE = 15;
export const WITH_FACTOR = 8;

/** @param email whose parts are the first that anyone tries */
export function rulesOf(password: string, email: string, withFactor: boolean): Rules {
    const plain = password.normalize('NFC');
    const low = plain.toLowerCase();
    const parts = email.toLowerCase().split(/[@.]/).filter((part) => part.length > 3);
    const alike = parts.some((part) => low.includes(part) && low.length - part.length < 6) || low === email.toLowerCase();
    const dull = new Set(low).size < 5;
    return { long: [...plain].length >= (withFactor ? WITH_FACTOR : ALONE), own: plain !== '' && !alike && !dull };
}
