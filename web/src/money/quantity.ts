import { decimal, parse } from '../words/amounts';
import type { Words } from '../words/words';

/** {@return the decimal with all its digits, as the reader's language writes it: a bill rounds nothing} */
export function exact(text: string, words: Words): string {
    const plain = decimal(parse(text));
    return words.inColumn(parse(plain), plain.includes('.') ? plain.length - plain.indexOf('.') - 1 : 0);
}

/** {@return "7,784 gallons"; a bare number where it counts carts or homes} */
export function quantityOf(text: string, unit: string | null, words: Words): string {
    const key = `unit.${unit}`;
    return unit === null || !words.has(key) ? exact(text, words) : `${exact(text, words)}\u00a0${words.unit(unit, parse(text)).replaceAll(' ', '\u00a0')}`;
}

/** {@return "$4.10" or "$0.08215": a price as exact as it is set} */
export function priceOf(price: string, words: Words, currency = 'USD'): string {
    const digits = Math.max(2, price.includes('.') ? price.length - price.indexOf('.') - 1 : 0);
    return new Intl.NumberFormat(words.locale, { style: 'currency', currency, minimumFractionDigits: 2, maximumFractionDigits: digits }).format(price as `${number}`);
}

/** {@return "56 cents" or "$11.78", never with a minus: more or less is said in words} */
export function sumOf(cents: number, words: Words, currency = 'USD'): string {
    const size = Math.abs(cents);
    return size > 0 && size < 100 && currency === 'USD' ? words.t('money.cents', { n: size }) : words.money(size, currency);
}
