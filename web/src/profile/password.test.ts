import { expect, test } from 'vitest';
import { rulesOf } from './password';

const EMAIL = 'maria.lopez@example.com';

test('fifteen characters, or eight with a second factor, counted as people count them', () => {
    expect(rulesOf('a warm bath now', EMAIL, false).long).toBe(true);
    expect(rulesOf('a warm bath no', EMAIL, false).long).toBe(false);
    expect(rulesOf('warmbath', EMAIL, true).long).toBe(true);
    expect(rulesOf('ñandú', EMAIL, false).long).toBe(false);
    expect(rulesOf('🦙'.repeat(14), EMAIL, false).long).toBe(false);
});

test('not the email, and not one letter over and over', () => {
    expect(rulesOf('maria.lopez@example.com', EMAIL, false).own).toBe(false);
    expect(rulesOf('aaaaaaaaaaaaaaaaaaa', EMAIL, false).own).toBe(false);
    expect(rulesOf('', EMAIL, false).own).toBe(false);
    expect(rulesOf('a warm bath on sunday', EMAIL, false).own).toBe(true);
});
