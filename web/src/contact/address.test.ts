import { expect, test } from 'vitest';
import { digits, e164, looksLikeEmail } from './address';

test('a number is taken however people write it', () => {
    expect(['555-010-0142', '(555) 010-0142', '1 555 010 0142', '+1 555.010.0142', ' 5550100142 '].map(e164)).toEqual(Array(5).fill('+15550100142'));
});

test('what cannot be a number of ours is not', () => {
    expect(['555-0142', '155501001', '055-010-0142', 'call me', '', '+52 55 1234 5678 ext'].map(e164)).toEqual([null, null, null, null, null, null]);
    expect(e164('+52 55 1234 5678')).toBe('+525512345678');
});

test('an email has a name, a place and no spaces', () => {
    expect(['maria@example.com', ' a@b.co '].map(looksLikeEmail)).toEqual([true, true]);
    expect(['maria', 'maria@example', 'a b@c.de', '@c.de', 'a@.c'].map(looksLikeEmail)).toEqual([false, false, false, false, false]);
});

test('a code may be typed in groups', () => {
    expect(digits('123 456')).toBe('123456');
});
