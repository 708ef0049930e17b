/**
 * Answers that are not the portal's of now but the last that this device saw: the page's own worker (src/offline) gives them
 * where the portal cannot, and marks each with when it was seen, in milliseconds by the device's clock.
 */
const MARK = 'Meterside-Seen';

const marks = new Map<string, number>();

/** From the device's clock to the portal's. */
let skew = 0;

export function heard(address: string, response: Response): void {
    const at = response.headers.get(MARK);
    if (at) {
        marks.set(address, Number(at));
    } else {
        marks.delete(address);
    }
}

/** @param now of the portal, as the session just told it; as old as the session where that is a last seen one */
export function told(now: number): void {
    skew = now - (marks.get('/api/session') ?? Date.now());
}

/** {@return when the oldest of what is shown was seen, by the portal's clock; null where all of it is of now} */
export function lastSeen(): number | null {
    return marks.size === 0 ? null : Math.min(...marks.values()) + skew;
}

/** Whoever asks for everything again begins anew. */
export function forgetMarks(): void {
    marks.clear();
}
