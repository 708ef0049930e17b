import type { ComponentChildren } from 'preact';

const HOUR = 3_600_000;
/** Reads come at least once a day; later than this the dot is hollow. */
const LATE = 26 * HOUR;
/** Two days without reads are worth a line at the top. */
export const OFF = 48 * HOUR;

export function isLate(completeThrough: number, now: number): boolean {
    return now - completeThrough > LATE;
}

/** Filled when on time, hollow when late, and always the words. */
export function Fresh({ late, text }: { late: boolean; text: ComponentChildren }) {
    return (
        <span class="fresh">
            <svg class={late ? 'dot late' : 'dot'} width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
                <circle cx="5" cy="5" r="4" />
            </svg>
            <span>{text}</span>
        </span>
    );
}
