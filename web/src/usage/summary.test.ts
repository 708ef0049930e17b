import { expect, test } from 'vitest';
import { hourBars, monthBars } from '../chart/bars';
import { autumn, day, hour, spring, usage } from '../chart/usages';
import { english, plain, spanish } from '../words/spoken';
import type { Words } from '../words/words';
import { readoutOf, readoutOfAll } from './readout';
import { daySummary, daysSummary } from './summary';

const zone = 'America/New_York';
const days = Array.from({ length: 31 }, (_, i) => {
    const date = `2026-10-${String(i + 1).padStart(2, '0')}`;
    if (i === 18) {
        return day(date, null);
    }
    return day(date, i === 23 ? '436.2' : '200', i === 13 || i === 14 ? { quality: 'estimated' } : {});
});

function ofMonth(words: Words, today = '2026-11-21', buckets = days, completeThrough = '2026-11-21T06:00-05:00') {
    const bars = monthBars('2026-10', usage(buckets, { completeThrough }));
    const { lead, rest } = daysSummary({ bars, unit: 'gal', flow: 'delivered', words, period: { of: 'month', month: '2026-10', at: null }, today });
    return plain([lead, ...rest].join(' ')).replace(/<\/?b>/g, '');
}

function ofDay(words: Words, buckets: ReturnType<typeof autumn>, date: string, today = '2026-11-21', completeThrough = '2026-11-21T06:00-05:00') {
    const { lead, rest } = daySummary({ bars: hourBars(usage(buckets, { completeThrough })), unit: 'kWh', flow: 'delivered', words, day: date, today, zone });
    return plain([lead, ...rest].join(' ')).replace(/<\/?b>/g, '');
}

test('a month says its total, its highest day, its estimates and its gaps', () => {
    expect(ofMonth(english)).toBe(
        'You used 6,236 gallons on 30 of 31 days. Your highest day was Saturday, October 24: 436 gallons. ' +
            'October 14 and 15 are estimated, because reads did not reach us in time. October 19 has no reads. That is not zero: they did not reach us.',
    );
    expect(ofMonth(spanish)).toBe(
        'Usted consumió 6,236 galones en 30 de 31 días. Su día más alto fue el sábado 24 de octubre: 436 galones. ' +
            'Los días 14 y 15 de octubre son estimados, porque las lecturas no nos llegaron a tiempo. El día 19 de octubre no tiene lecturas. No significa cero: no nos llegaron.',
    );
});

test('a running month is so far', () => {
    expect(ofMonth(english, '2026-10-04', days.slice(0, 3), '2026-10-04T00:00-04:00')).toContain('You have used 600 gallons in October so far.');
});

test('a part of a day is said with its hours', () => {
    expect(ofMonth(english, '2026-11-21', [day('2026-10-03', '90', { coveredSeconds: 72_000 })])).toContain('October 3 has reads for 20 of 24 hours.');
});

test('a month without reads is not zero gallons', () => {
    expect(ofMonth(english, '2026-11-21', [day('2026-10-03', null)])).toBe('There are no reads for October.');
    expect(ofMonth(english, '2027-01-02', [day('2026-10-03', null)])).toBe('There are no reads for October 2026.');
});

test('a month outside the service is neither missing nor zero', () => {
    expect(ofMonth(english, '2026-11-21', [])).toBe('You had no service here then. There is nothing to show for October.');
});

test('autumn says why 1 am is there twice', () => {
    const said = (words: Words) => ofDay(words, autumn((i) => (i === 1 ? '0.44' : i === 2 ? '0.41' : i === 19 ? '2.04' : '0.5')), '2026-11-01');

    expect(said(english)).toBe(
        'You used 13.9 kWh on Sunday, November 1. Clocks went back at 2 am, so this day had 25 hours and 1 am came twice. ' +
            'Both are here: 0.44 kWh before the change (EDT) and 0.41 kWh after it (EST). You used most between 6 pm and 7 pm: 2.04 kWh.',
    );
    expect(said(spanish)).toContain('Los relojes se atrasaron a las 2 a. m., así que este día tuvo 25 horas y pasó dos veces por 1 a. m. Aquí están las dos:');
});

test('spring says where its hour went', () => {
    expect(ofDay(english, spring(), '2026-03-08')).toContain('Clocks went ahead at 2 am, so this day had 23 hours.');
});

test('a day says which hours are estimated, which are missing, and what is still to come', () => {
    const hours = [
        hour('2026-11-20T00:00-05:00', '1'),
        hour('2026-11-20T01:00-05:00', '1', { quality: 'estimated' }),
        hour('2026-11-20T02:00-05:00', '1', { quality: 'estimated' }),
        hour('2026-11-20T03:00-05:00', null),
        hour('2026-11-20T04:00-05:00', '3'),
        hour('2026-11-20T05:00-05:00', null),
    ];

    expect(ofDay(english, hours, '2026-11-20', '2026-11-20', '2026-11-20T05:00-05:00')).toBe(
        'You have used 6 kWh today so far. You used most between 4 am and 5 am: 3 kWh. ' +
            'The use from 1 am to 3 am is estimated, because reads did not reach us in time. There are no reads from 3 am to 4 am. That is not zero: they did not reach us.',
    );
});

test('energy that goes both ways is said both ways', () => {
    const bars = hourBars(usage(autumn(() => '0.5')), usage(autumn(() => '0.3')));

    const { lead } = daySummary({ bars, unit: 'kWh', flow: 'delivered', words: english, day: '2026-11-01', today: '2026-11-21', zone });

    expect(plain(lead)).toBe('<b>You took 12.5 kWh from the grid and sent 7.5 kWh back.</b> The difference is 5 kWh.');
});

test('the row above the chart says when, how much and how sure', () => {
    const bars = monthBars('2026-10', usage(days));
    const view = { by: 'day' as const, unit: 'gal', zone, bars };
    const say = (i: number) => Object.values(readoutOf(bars[i]!, view, english)).map(plain);

    expect(say(23)).toEqual(['Saturday, October 24', '436 gallons', 'Measured.']);
    expect(say(13)).toEqual(['Wednesday, October 14', '200 gallons', 'Estimated.']);
    expect(say(18)).toEqual(['Monday, October 19', 'No reads', 'This is not zero: the reads did not reach us.']);
    expect(Object.values(readoutOfAll('The whole month', view, english)).map(plain)).toEqual(['The whole month', '6,236 gallons', 'Partly estimated. Tap a bar, or use the arrow keys.']);
});

test('the row names both ends of an hour, and its zone where the clock shows it twice', () => {
    const bars = hourBars(usage(autumn()));
    const view = { by: 'hour' as const, unit: 'kWh', zone, bars };

    expect(plain(readoutOf(bars[1]!, view, english).when)).toBe('1 am EDT to 2 am');
    expect(plain(readoutOf(bars[2]!, view, english).when)).toBe('1 am EST to 2 am');
    expect(plain(readoutOf(bars[2]!, view, spanish).when)).toBe('De 1 a. m. (EST) a 2 a. m.');
});
