import { expect, test } from 'vitest';
import type { PaymentState } from '../api/money';
import { english, spanish } from '../words/spoken';
import { isOver, PAUSES, pauseAfter, toneOf } from './moving';
import { reasonWords, stateName, stateText } from './states';

const STATES: PaymentState[] = ['scheduled', 'created', 'waiting', 'authorised', 'settled', 'failed', 'unknown', 'returned', 'charged-back', 'refunded', 'cancelled', 'voided'];

test.each(STATES)('%s has a name, a sentence and a tone in both languages', (state) => {
    for (const words of [english, spanish]) {
        const text = stateText({ state, reason: null, scheduledOn: '2026-12-04', kind: 'card', origin: 'page' }, words);

        expect(stateName(state, words)).not.toContain('payment.');
        expect(text).not.toContain('payment.');
        expect(text.length).toBeGreaterThan(15);
    }
    expect(toneOf(state)).toBeTruthy();
});

test('a payment that nobody knows about is never to be paid again', () => {
    expect(stateText({ state: 'unknown', reason: null, scheduledOn: null, kind: 'card', origin: 'page' }, english)).toContain('Do not pay again');
    expect(stateText({ state: 'unknown', reason: null, scheduledOn: null, kind: 'card', origin: 'page' }, spanish)).toContain('No pague otra vez');
});

test('who just came back from the payment page is not told to finish there', () => {
    const waiting = { state: 'waiting', reason: null, scheduledOn: null, kind: 'card', origin: 'page' } as const;

    expect(stateText(waiting, english)).toContain('waiting for you to finish');
    expect(stateText(waiting, english, true)).toContain('confirming');
});

test('a reason is said in words, a bank’s code we do not know as it is', () => {
    expect(reasonWords('R01', english)).toBe('There was not enough money in the account.');
    expect(reasonWords('R77', english)).toBe('The bank’s reason is R77.');
    expect(reasonWords('something_new', spanish)).toBe('No se dio un motivo.');
    expect(reasonWords(null, english)).toBe('');
});

test('a payment that moves is asked about ten times, ever later, and one that stands not at all', () => {
    const pauses = Array.from({ length: 12 }, (_, asked) => pauseAfter(asked, 'waiting'));

    expect(PAUSES).toHaveLength(10);
    expect([...PAUSES]).toEqual([...PAUSES].sort((one, other) => one - other));
    expect(pauses.filter((pause) => pause !== false)).toHaveLength(10);
    expect(pauses.slice(10)).toEqual([false, false]);
    expect(STATES.filter((state) => pauseAfter(0, state) !== false)).toEqual(['created', 'waiting', 'unknown']);
    expect(pauseAfter(0, undefined)).toBe(false);
    expect(STATES.filter((state) => !isOver(state))).toEqual(['created', 'waiting', 'unknown']);
});
