import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { messages } from '../../build/catalogs';
import { Refused } from '../api/client';
import { english, spanish } from '../words/spoken';
import { problemWords } from './problem';

interface Contract {
    components: { schemas: { Problem: { properties: { code: { enum?: string[]; $ref?: string } } }; Code?: { enum: string[] } } };
}

const contract = JSON.parse(readFileSync(join(import.meta.dirname, '../../../portal-api/src/main/resources/openapi.json'), 'utf8')) as Contract;
const codes = contract.components.schemas.Code?.enum ?? contract.components.schemas.Problem.properties.code.enum ?? [];

test('every refusal of the contract has words in every language', () => {
    expect(codes.length).toBeGreaterThan(15);
    for (const language of ['en', 'es']) {
        const own = messages(language);
        expect(codes.filter((code) => !own[`problem.${code}`])).toEqual([]);
    }
});

test('a refusal says how long to wait, and an unknown one still says something', () => {
    expect(problemWords(new Refused(429, 'too-many-attempts', 40), english)).toContain('wait 40 seconds');
    expect(problemWords(new Refused(429, 'too-many-attempts', 600), spanish)).toContain('Espere 10 minutos');
    expect(problemWords(new Refused(429, 'too-many-attempts'), spanish)).toContain('Espere un rato');
    expect(problemWords(new Refused(422, 'brand-new'), english)).toBe(problemWords(new Error('x'), english));
});
