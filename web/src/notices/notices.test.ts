import { expect, test } from 'vitest';
import type { DecidingRead, Notice } from '../api/notices';
import { english, plain, spanish } from '../words/spoken';
import { lastReads, lengthOf, passing } from './reads';
import { aboutNotice, stateWords, wayOf } from './states';

const notice: Notice = {
    id: '8', kind: 'usage-threshold', madeAt: '2026-10-24T18:12:06-04:00', medium: 'sms', address: '(•••) •••-0142', state: 'delivered', reason: null, sentAt: null, settledAt: null,
    evaluation: '7', alert: '1', subject: { commodity: 'water', channel: '11' }, day: '2026-10-24', value: '404.1', threshold: '400', unit: 'gal',
};

test('a message says what it was about', () => {
    expect([english, spanish].map((words) => plain(aboutNotice(notice, words)))).toEqual(['Water: above 400 gallons on Saturday, October 24', 'Agua: más de 400 galones el sábado 24 de octubre']);
    expect([english, spanish].map((words) => plain(aboutNotice({ ...notice, kind: 'usage-corrected' }, words)))).toEqual(['Water: corrected, not above 400 gallons on Saturday, October 24', 'Agua: corregido, no más de 400 galones el sábado 24 de octubre']);
    expect(aboutNotice({ ...notice, subject: null, kind: 'contact-added' }, english)).toBe('A number or email was added');
    expect(aboutNotice({ ...notice, subject: null, kind: 'of-tomorrow' }, spanish)).toBe('Un mensaje sobre su cuenta');
    expect(plain(wayOf(notice, spanish))).toBe('mensaje de texto al (•••) •••-0142');
});

test('every state has words, and a known reason says more', () => {
    const say = (state: Notice['state'], reason: string | null, words = english, medium: Notice['medium'] = 'sms') => stateWords({ state, reason, medium }, words);

    for (const state of ['pending', 'sending', 'sent', 'delivered', 'failed', 'unknown'] as const) {
        expect(say(state, null)).not.toBe(`state.${state}`);
        expect(say(state, 'never-heard-of', spanish)).toBe(say(state, null, spanish));
    }
    expect(say('failed', 'opted-out')).toBe('Not sent: you told us to stop.');
    expect(say('delivered', 'quiet-hours')).toBe('Delivered.');
    expect(say('sent', null, english, 'email')).toBe('Sent: the mail server took it.');
});

const reads = (decided: number | null) => Array.from({ length: 17 }, (_, i) => ({ start: `2026-10-24T${String(i).padStart(2, '0')}:00-04:00`, decided: i === decided }) as DecidingRead);

test('the evidence begins with the read that decided and the four before it', () => {
    expect(lastReads({ reads: reads(16) }).map((read) => read.start.slice(11, 13))).toEqual(['12', '13', '14', '15', '16']);
    expect(lastReads({ reads: reads(2) })).toHaveLength(3);
    expect(lastReads({ reads: reads(null) })).toHaveLength(5);
    expect(passing({ reads: reads(16) })!.start).toContain('T16');
});

test('characters are counted as people see them', () => {
    expect(lengthOf('más 📱')).toBe(5);
});
