import { expect, test } from 'vitest';
import type { Channel } from '../api/client';
import { english, plain, spanish } from '../words/spoken';
import { sentence, shownAddress, spoken, tried, whereTo } from './sentence';

const water = { id: '11', commodity: 'water', address: '14 Alder Street' } as Channel;
const alert = { channel: '11', commodity: 'water', threshold: '400', unit: 'gal' } as const;

test('an alert is one sentence', () => {
    expect([english, spanish].map((words) => plain(sentence(alert, [water], words)))).toEqual([
        'Tell me when water at 14 Alder Street is above 400 gallons in a day.',
        'Avísenme cuando el consumo de agua en 14 Alder Street pase de 400 galones en un día.',
    ]);
    expect(plain(sentence({ ...alert, channel: null, threshold: '0.5' }, [], english))).toBe('Tell me when water is above 0.5 gallons in a day.');
});

test('how often it spoke is said in words', () => {
    const say = (told: number, lastTold: string | null) => [english, spanish].map((words) => plain(spoken({ told, lastTold }, words)));

    expect(say(0, null)).toEqual(['<b>It has not told you anything</b> in the last 12 months.', '<b>No le ha avisado</b> en los últimos 12 meses.']);
    expect(say(1, '2026-10-24')[0]).toBe('<b>It told you once</b> in the last 12 months: for Saturday, October 24, 2026.');
    expect(say(3, '2026-10-24')[1]).toBe('<b>Le avisó 3 veces</b> en los últimos 12 meses; la última, por el sábado 24 de octubre de 2026.');
});

test('the back-test names its newest days and counts the rest', () => {
    const days = ['2026-10-24', '2026-10-10', '2026-07-18', '2026-07-04', '2026-06-30'].map((day) => ({ day, value: '436.4', unit: 'gal' }));
    const trial = (times: number, daysWithReads = 365) => ({ from: '2025-11-21', to: '2026-11-21', times, days: days.slice(0, times), daysWithReads });

    expect(plain(tried(trial(2), english).lead)).toBe('It would have told you 2 times in the last 12 months');
    expect(plain(tried(trial(2), english).days)).toBe('Saturday, October 24 (436). Saturday, October 10 (436).');
    expect(plain(tried(trial(5), spanish).days)).toMatch(/^Sábado 24 de octubre \(436\)\..*Y un día más\.$/);
    expect(tried(trial(0), english)).toEqual({ lead: 'It would not have told you in the last 12 months', days: '' });
    expect(tried(trial(1), spanish).lead).toBe('En los últimos 12 meses le habría avisado una vez');
    expect(tried(trial(0, 0), english).lead).toBe('We have no reads of the last 12 months to try it on');
});

test('a number is known by its end, and shown as people write it', () => {
    const phone = { medium: 'sms', address: '+15550100142' } as const;

    expect([english, spanish].map((words) => whereTo(phone, words))).toEqual(['your number ending 42', 'su número terminado en 42']);
    expect(plain(shownAddress(phone))).toBe('(555) 010-0142');
    expect(shownAddress({ medium: 'sms', address: '+525512345678' })).toBe('+525512345678');
});
