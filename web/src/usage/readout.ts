import { hasReads, type Bar, type Part } from '../chart/bars';
import { sum, type Billionths } from '../words/amounts';
import { hourEnd, hourStart } from '../words/spans';
import type { Words } from '../words/words';
import type { Width } from './period';

/** What the row above the chart says: of the chosen bar, or of all bars together. */
export interface Readout {
    when: string;
    value: string;
    note: string;
}

export interface View {
    by: Width;
    unit: string;
    zone: string;
    bars: readonly Bar[];
    /** of bars that are months: what each is called, and what it rests on */
    month?: { name: (bar: Bar) => string; rests: (bar: Bar) => string };
    /** what a customer noted at bars, by their keys: in a cell of the table, and as this row says it */
    noted?: ReadonlyMap<string, { cell: string; said: string }>;
    /** what a bar is compared with */
    beside?: (bar: Bar) => string;
    /** of bars that are days, what it was like outside */
    weather?: (bar: Bar) => string;
}

/** @param line the customer's own line over days, if there is one */
export function readoutOf(bar: Bar, view: View, words: Words, line: Billionths | null = null): Readout {
    const note = [view.month && bar.up.value !== null ? view.month.rests(bar) : noteOf(bar.up, words), aboveLine(bar.up, line, view.unit, words), view.beside?.(bar), view.noted?.get(bar.key)?.said, view.weather?.(bar)];
    return { when: whenOf(bar, view, words), value: valueOf(bar, view.unit, words), note: note.filter(Boolean).join(' ') };
}

function whenOf(bar: Bar, view: View, words: Words): string {
    if (view.month) {
        return view.month.name(bar);
    }
    return words.capital(view.by === 'day' ? words.day(bar.day) : words.t('time.span', { from: hourStart(bar, view.bars, view.zone, words), to: hourEnd(bar, view.bars, words) }));
}

/** @param when what the bars are together, such as "October so far" */
export function readoutOfAll(when: string, view: View, words: Words): Readout {
    const known = view.bars.filter(hasReads);
    if (known.length === 0) {
        const missing = view.bars.some((bar) => bar.up.status === 'missing');
        if (view.bars.every((bar) => bar.up.status === 'outside')) {
            return { when, value: words.t('usage.outside'), note: '' };
        }
        return { when, value: words.t(missing ? 'usage.noReads' : 'usage.notYet'), note: missing ? words.t('usage.noReadsNote') : '' };
    }
    const total = (part: (bar: Bar) => Part | null) => sum(known.map((bar) => part(bar)?.value ?? 0n));
    const estimated = known.some((bar) => bar.up.status === 'estimated' || bar.down?.status === 'estimated');
    const note = `${words.t(estimated ? 'usage.someEstimated' : 'usage.allMeasured')} ${words.t('usage.hint')}`;
    const twoWay = known.some((bar) => bar.down !== null);
    return { when, value: inAndBack(total((bar) => bar.up), twoWay ? total((bar) => bar.down) : null, view.unit, words), note };
}

function valueOf(bar: Bar, unit: string, words: Words): string {
    if (bar.up.value === null) {
        const said = { missing: 'usage.noReads', notYet: 'usage.notYet', outside: 'usage.outside' } as const;
        return words.t(said[bar.up.status as keyof typeof said]);
    }
    return inAndBack(bar.up.value, bar.down?.value ?? null, unit, words);
}

function inAndBack(up: bigint, down: bigint | null, unit: string, words: Words): string {
    return down === null ? words.amount(up, unit) : words.t('usage.inAndBack', { in: words.amount(up, unit), out: words.number(down, unit) });
}

export function qualityOf(part: Part, words: Words): string {
    return part.quality === null ? '' : words.t(`quality.${part.quality}`);
}

function aboveLine({ value }: Part, line: Billionths | null, unit: string, words: Words): string {
    return line === null || value === null || value <= line ? '' : words.t('line.above', { amount: words.number(value - line, unit) });
}

function noteOf(part: Part, words: Words): string {
    if (part.status === 'missing') {
        return words.t('usage.noReadsNote');
    }
    return [part.quality === null ? '' : `${qualityOf(part, words)}.`, coverage(part, words)].filter(Boolean).join(' ');
}

/** {@return "20 of 24 hours have reads.", or nothing when all have} */
export function coverage(part: Part, words: Words): string {
    if (part.value === null || part.part === 'whole') {
        return '';
    }
    const hours = part.expected > 3600;
    const values = { covered: words.plain(part.covered / (hours ? 3600 : 60)), expected: words.plain(part.expected / (hours ? 3600 : 60)) };
    if (part.part === 'soFar') {
        return words.t(hours ? 'usage.soFarHours' : 'usage.soFarMinutes', values);
    }
    return words.t(hours ? 'usage.partHours' : 'usage.partMinutes', values);
}
