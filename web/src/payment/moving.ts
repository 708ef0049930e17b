import type { PaymentState } from '../api/money-shapes';

/** How a state feels: still moving, well, or something to look at. */
export type Tone = 'moving' | 'good' | 'look' | 'over';

const TONES: Record<PaymentState, Tone> = {
    scheduled: 'moving',
    created: 'moving',
    waiting: 'moving',
    authorised: 'good',
    settled: 'good',
    failed: 'look',
    unknown: 'look',
    returned: 'look',
    'charged-back': 'look',
    refunded: 'over',
    cancelled: 'over',
    voided: 'over',
};

export function toneOf(state: PaymentState): Tone {
    return TONES[state];
}

/** Seconds until a payment that still moves is asked about again: soon at first, then ever later, ten times in all. */
export const PAUSES = [2, 2, 3, 4, 6, 9, 13, 20, 30, 45] as const;

/** {@return milliseconds until it is asked about again; false: no more by itself} @param asked how often it was asked by itself so far */
export function pauseAfter(asked: number, state: PaymentState | undefined): number | false {
    const moves = state === 'created' || state === 'waiting' || state === 'unknown';
    const pause = PAUSES[asked];
    return moves && pause !== undefined ? pause * 1000 : false;
}

/** Nothing more comes by itself: its form may be forgotten. */
export function isOver(state: PaymentState): boolean {
    return state !== 'created' && state !== 'waiting' && state !== 'unknown';
}
