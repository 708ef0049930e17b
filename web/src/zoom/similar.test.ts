import { expect, test } from 'vitest';
import { english, plain, spanish } from '../words/spoken';
import { markOf, similarWords, type Told } from './similar-words';

const told = (more: Partial<Told>): Told => ({ channel: '1', month: '2026-10', unit: 'kWh', own: '712.345', about: '640', atLeast: 15, why: null, fewest: 15, largest: 15, ...more });
const say = (more: Partial<Told>, words = english) => similarWords(told(more), words.month('2026-10', 'name'), words).map(plain);

test('a month is set beside the average, no finer than that is told', () => {
    expect(say({})[0]).toBe('That is <b>72 kWh more</b> than homes like yours used on average (about 640 kWh).');
    expect(say({ own: '500' })[0]).toBe('That is <b>140 kWh less</b> than homes like yours used on average (about 640 kWh).');
    expect(say({ own: '704' })[0]).toBe('That is <b>about the same</b> as homes like yours used on average (about 640 kWh).');
    expect(say({ own: '3.456', about: '2.1', unit: 'therm' })[0]).toContain('<b>1.4 therms more</b>');
    expect(say({ atLeast: 50 })[1]).toContain('at least 50 customers');
    expect(say({}, spanish)[0]).toBe('Son <b>72 kWh más</b> de lo que usaron en promedio los hogares parecidos (cerca de 640 kWh).');
});

test('where nothing is told, it is said why', () => {
    for (const words of [english, spanish]) {
        const said = (['not-complete', 'not-settled', 'home-unknown', 'too-few', 'one-too-large'] as const).map((why) => say({ about: null, atLeast: null, why, ...(why === 'not-complete' && { own: null }) }, words));
        expect(said.map((texts) => texts.length)).toEqual([1, 1, 1, 1, 1]);
        expect(new Set(said.flat()).size).toBe(5);
        expect(said[3]![0]).toContain('15');
    }
});

test('the mark shows both on one scale', () => {
    expect(markOf(told({ own: '800' }))).toEqual({ own: '100%', about: '80%' });
    expect(markOf(told({ own: '320' }))).toEqual({ own: '40%', about: '80%' });
    expect(markOf(told({ about: null }))).toBeNull();
});
