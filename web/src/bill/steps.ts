import type { Charge } from '../api/money';
import { exact, priceOf, quantityOf } from '../money/quantity';
import { decimal, parse } from '../words/amounts';
import type { Words } from '../words/words';

/** One step of the way from the meter to the amount. */
export interface Step {
    title: string;
    rows: { text: string; figure: string | null }[];
}

/** {@return how the amount came about: reads, counter, billed quantity, prices; what is not known is left out, never guessed} */
export function stepsOf(charge: Charge, words: Words, currency = 'USD'): Step[] {
    return [reads(charge, words), counter(charge, words), billed(charge, words), prices(charge, words, currency)].filter((step) => step !== null);
}

function reads({ read }: Charge, words: Words): Step | null {
    if (!read) {
        return null;
    }
    const [covered, expected] = [read.coveredSeconds, read.expectedSeconds].map((seconds) => words.plain(seconds / 3600, 0)) as [string, string];
    const text = read.coveredSeconds >= read.expectedSeconds ? words.t('bill.readsAll', { expected }) : words.t('bill.readsSome', { covered, expected });
    return { title: words.t('bill.stepReads'), rows: [{ text, figure: quantityOf(read.quantity, read.unit, words) }] };
}

function counter(charge: Charge, words: Words): Step | null {
    const { startRegister: start, endRegister: end, from, to, unit, note } = charge;
    if (start === null || end === null) {
        return null;
    }
    const values = { start: exact(start, words), end: exact(end, words), from: from ? words.day(from, 'date') : '', to: to ? words.day(to, 'date') : '' };
    const counted = countedBy(charge);
    const text = [words.t(from && to ? 'bill.counter' : 'bill.counterBare', values), note, beyondReads(charge, words)].filter(Boolean).join(' ');
    return { title: words.t('bill.stepCounter'), rows: [{ text, figure: counted === null ? null : quantityOf(decimal(counted), unit, words) }] };
}

/** {@return how far the counter moved; null where two meters shared the period, so that the difference says nothing} */
function countedBy({ startRegister, endRegister, quantity }: Charge): bigint | null {
    const counted = parse(endRegister!) - parse(startRegister!);
    return counted < 0n || (quantity !== null && counted !== parse(quantity)) ? null : counted;
}

/** The counter runs on while reads do not reach us; that is why it may say more. */
function beyondReads(charge: Charge, words: Words): string | null {
    const counted = countedBy(charge);
    const { read, unit } = charge;
    if (counted === null || !read || read.unit !== unit || read.coveredSeconds >= read.expectedSeconds) {
        return null;
    }
    const more = counted - parse(read.quantity);
    return more > 0n ? words.t('bill.counterMore', { amount: quantityOf(decimal(more), unit, words) }) : null;
}

function billed(charge: Charge, words: Words): Step | null {
    const { quantity, unit, basis, note, startRegister, endRegister, read } = charge;
    if (quantity === null || basis === 'flat') {
        return null;
    }
    const byCounter = startRegister !== null && endRegister !== null;
    const byReads = !byCounter && read !== null && read.unit === unit && parse(read.quantity) === parse(quantity);
    const text = basis === 'estimated' ? words.t('bill.billedEstimated') : byCounter ? words.t('bill.billedCounter') : byReads ? words.t('bill.billedReads') : words.t('bill.billedMeasured');
    return { title: words.t('bill.stepBilled'), rows: [{ text: byCounter || !note ? text : `${text} ${note}`, figure: quantityOf(quantity, unit, words) }] };
}

function prices({ lines, note, basis }: Charge, words: Words, currency: string): Step | null {
    if (lines.length === 0) {
        return null;
    }
    const rows = lines.map(({ text, quantity, unit, price, amountCents }) => ({
        text: quantity !== null && price !== null ? words.t('bill.priced', { text, quantity: quantityOf(quantity, unit, words), price: priceOf(price, words, currency) }) : text,
        figure: words.money(amountCents, currency),
    }));
    return { title: words.t(basis === 'flat' ? 'bill.stepFlat' : 'bill.stepPrices'), rows: basis === 'flat' && note ? [...rows, { text: note, figure: null }] : rows };
}

/** {@return "7,784 gallons", "64-gallon cart", or nothing: what stands beside the service on its line} */
export function usedOf({ quantity, unit, basis, lines }: Charge, words: Words): string {
    if (basis === 'flat' || quantity === null) {
        return lines.length === 1 ? lines[0]!.text : '';
    }
    return quantityOf(quantity, unit, words);
}
