import { expect, test } from 'vitest';
import { dayBars } from '../chart/bars';
import { day, usage } from '../chart/usages';
import { english, plain, spanish } from '../words/spoken';
import { notedOf, notesSaid } from './notes';

const note = (of: string, text: string) => ({ day: of, text, changed: '2026-11-02T15:00-05:00' });
const dates = ['2026-10-24', '2026-10-25'];
const bars = dayBars(dates, usage(dates.map((date) => day(date, '1'))));

test('a note stands at its day in the very words it was written in', () => {
    const noted = notedOf([note('2026-10-24', 'Wait... <b>{pool}</b> filled'), note('2026-10-26', 'outside')], bars, 'day', english);

    expect([...noted]).toEqual([['2026-10-24', { cell: 'Wait... <b>{pool}</b> filled', said: 'Your note: Wait... <b>{pool}</b> filled' }]]);
});

test('a month says how many notes its days have, and hours have none', () => {
    const months = [{ ...bars[0]!, key: '2026-10' }];

    expect(notedOf([note('2026-10-24', 'a'), note('2026-10-25', 'b')], months, 'month', spanish).get('2026-10')).toEqual({ cell: '2 notas', said: '2 notas.' });
    expect(notedOf([note('2026-10-24', 'a')], bars, 'hour', english).size).toBe(0);
});

test('a few notes are told below the chart, many are counted', () => {
    const said = notesSaid([note('2026-10-24', 'Filled the pool')], english);

    expect({ lead: said.lead, day: plain(said.each[0]!.day), text: said.each[0]!.text }).toEqual({ lead: 'Your note:', day: 'Saturday, October 24', text: 'Filled the pool' });
    const six = notesSaid(Array.from({ length: 6 }, (_, i) => note(`2026-10-0${i + 1}`, 'x')), spanish);
    expect(six).toEqual({ lead: 'Aquí hay 6 notas suyas; están en la tabla.', each: [] });
});
