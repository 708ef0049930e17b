import { expect, test } from 'vitest';
import { decimalOf, typedCents } from './money';
import { english, spanish } from './spoken';

test('an amount is understood however people write it', () => {
    const cents = (texts: string[]) => texts.map(typedCents);

    expect(cents(['83.14', '83,14', '$83.14', '83.14 $', ' 83.14 ', '$ 83,14'])).toEqual(Array(6).fill(8314));
    expect(cents(['1083.14', '1,083.14', '$1,083.14', '1.083,14', '1\u00a0083,14'])).toEqual(Array(5).fill(108314));
    expect(cents(['83', '83.', '83.0', '83,00'])).toEqual(Array(4).fill(8300));
    expect(cents(['1,08', '1.08'])).toEqual([108, 108]);
    expect(cents(['.5', '0.50', ',50'])).toEqual(Array(3).fill(50));
    expect(cents(['1,083', '1,083,000'])).toEqual([108300, 108300000]);
});

test('what is no amount is not taken for one', () => {
    expect(['', ' ', '$', '.', ',', '-5', '83.145', '83,145.1234', '1.083', '12,34,56', '1e3', 'all', '5 dollars', '0x10', '1234567890'].map(typedCents)).toEqual([
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
    ]);
});

test('no cent is lost on the way through a decimal', () => {
    for (let cents = 0; cents < 100_000; cents += 7) {
        expect(typedCents(decimalOf(cents))).toBe(cents);
    }
    expect(typedCents('0.29')).toBe(29);
    expect(typedCents('999999999.99')).toBe(99_999_999_999);
    expect(decimalOf(-5)).toBe('-0.05');
});

test('money is written as people here write it, in both languages', () => {
    expect([18314, 108314, 5, 0, -2000].map((cents) => english.money(cents))).toEqual(['$183.14', '$1,083.14', '$0.05', '$0.00', '-$20.00']);
    expect([18314, 108314, 5, 0, -2000].map((cents) => spanish.money(cents))).toEqual(['$183.14', '$1,083.14', '$0.05', '$0.00', '-$20.00']);
});
