import { expect, test } from 'vitest';
import { english, plain, spanish } from '../words/spoken';
import { cycleBar, cycleWords, type Cycle } from './cycle';

function cycle(more: Partial<Cycle> = {}): Cycle {
    return {
        channel: '3',
        unit: 'gal',
        zone: 'America/New_York',
        first: '2026-10-28',
        end: '2026-11-28',
        by: 'cycle',
        endExpected: true,
        days: 31,
        completeThrough: '2026-11-02T06:00-05:00',
        soFar: { value: '467.5', coveredSeconds: 439_200, expectedSeconds: 457_200, quality: 'raw', lackingDays: 1 },
        goal: { amount: '3000', unit: 'gal', set: '2026-10-05T18:30-04:00' },
        forecast: { value: '3120', days: 54, estimatedDays: 2, openDays: 27 },
        ...more,
    };
}

const said = (of: Cycle, words = english) => {
    const { title, lead, rest } = cycleWords(of, '2026-11-02', words);
    return [title, lead, ...rest].map(plain);
};

test('so far, against the goal, ahead, and on what it rests', () => {
    expect(said(cycle())).toEqual([
        'This billing cycle',
        '<b>You have used 468 gallons</b> since October 28. This is day 6 of about 31.',
        'Your goal is 3,000 gallons: 2,533 gallons are left of it.',
        'By November 27 it will be <b>about 3,120 gallons, 120 gallons above your goal</b>. For each day without reads we take the average of the same weekday over the last 8 weeks, from 54 days that are all in. 2 of them are estimated.',
        'For 1 day of this cycle we lack reads. It counts in the forecast like other days of its weekday, not as zero.',
        'When the cycle ends we know with your next bill; until then we go by the bills before.',
    ]);
});

test('a month without a goal, and too little to tell', () => {
    const bare = cycle({ by: 'month', endExpected: false, first: '2026-11-01', end: '2026-12-01', days: 30, goal: null, soFar: { ...cycle().soFar, lackingDays: 0 }, forecast: { value: null, days: 9, estimatedDays: 0, openDays: 29 } });

    expect(said(bare)).toEqual([
        'This month',
        '<b>You have used 468 gallons</b> since November 1. This is day 2 of 30.',
        'There is not enough yet to say what it will come to: 9 of the last 56 days are all in, and it takes 14.',
    ]);
});

test('Spanish says the same', () => {
    expect(said(cycle({ soFar: { ...cycle().soFar, value: null, lackingDays: 0 }, forecast: { value: '2890', days: 54, estimatedDays: 0, openDays: 31 } }), spanish)).toEqual([
        'Este ciclo de facturación',
        'Este ciclo comenzó el 28 de octubre, y todavía no hay lecturas de él.',
        'Su meta es de 3,000 galones: le quedan 3,000 galones.',
        'El 27 de noviembre serán <b>unos 2,890 galones, dentro de su meta</b>. Para cada día sin lecturas tomamos el promedio del mismo día de la semana en las últimas 8 semanas, de 54 días completos.',
        'Sabremos cuándo termina el ciclo con su próxima factura; mientras tanto nos guiamos por las anteriores.',
    ]);
});

test('the bar has room for the greatest of the three, and what is not known is not drawn', () => {
    // 3120 · 1.05 = 3276 is the whole width
    expect(cycleBar(cycle())).toEqual({ used: 14.3, forecast: 95.2, goal: 91.6 });
    expect(cycleBar(cycle({ soFar: { ...cycle().soFar, value: '-5' }, goal: null, forecast: { value: null, days: 0, estimatedDays: 0, openDays: 1 } }))).toEqual({ used: 0, forecast: null, goal: null });
});
