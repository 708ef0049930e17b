import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { languages } from './catalogs';
import { DOOR, written } from './door-pages';

const pages = DOOR.flatMap((name) => languages().map((language) => [name, language] as const));

test.each(pages)('%s in %s is whole, and its script finds its words', (name, language) => {
    const page = written(readFileSync(join(import.meta.dirname, `../${name}.html`), 'utf8'), language);

    expect(page).toContain(`<html lang="${language}">`);
    expect(page).not.toMatch(/\{\{|\}\}|undefined/);
    expect(page.match(/type="submit"/g)?.length).toBe(page.match(/type="submit" disabled/g)?.length);
    if (name === 'verify') {
        // it asks nobody, so nobody refuses
        return;
    }
    const words = JSON.parse(/data-words="([^"]*)"/.exec(page)![1]!.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')) as Record<string, string>;
    expect(words['too-many-attempts']).toContain('%s');
    expect(Object.values(words).filter((text) => text === '' || text.startsWith('problem.'))).toEqual([]);
});
