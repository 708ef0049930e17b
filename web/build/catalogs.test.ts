import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { messages, PARTS } from './catalogs';

const SRC = join(import.meta.dirname, '../src');

/** Which folders bring which words; nobody else may say them, since they would not be there. */
const SAID_BY: Record<string, string[]> = {
    // the usage page says them once zoom is there: for years, chosen days and what is compared
    zoom: ['zoom', 'usage'],
    profile: ['profile'],
    alert: ['alert'],
    told: ['notices'],
    money: ['bill', 'money', 'pay', 'payment', 'autopay', 'method', 'counter'],
    counter: ['counter'],
};

test.each(Object.keys(PARTS))('the words of %s are said only where they are brought', (part) => {
    const keys = Object.keys(messages('en')).filter((key) => PARTS[part]!.test(key) && !key.startsWith('problem.'));
    const strangers = readdirSync(SRC, { recursive: true })
        .map(String)
        .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !SAID_BY[part]!.includes(file.split('/')[0]!))
        .filter((file) => {
            const source = readFileSync(join(SRC, file), 'utf8');
            return keys.some((key) => source.includes(`'${key}'`));
        });

    expect(keys.length).toBeGreaterThan(20);
    expect(strangers).toEqual([]);
});

test('each word belongs to one part at most', () => {
    expect(Object.keys(messages('en')).filter((key) => Object.values(PARTS).filter((part) => part.test(key)).length > 1)).toEqual([]);
});
