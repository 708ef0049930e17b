import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/** Each language's name for itself, so that a page can offer a language it has not loaded. */
const NAMES = 'virtual:languages';

const FOLDER = join(import.meta.dirname, '../src/locales');

/** A language is a file in src/locales: flat JSON from key to ICU message. */
export function languages(): string[] {
    return readdirSync(FOLDER)
        .filter((file) => file.endsWith('.json'))
        .map((file) => basename(file, '.json'))
        .sort();
}

export function messages(language: string): Record<string, string> {
    return JSON.parse(readFileSync(join(FOLDER, `${language}.json`), 'utf8')) as Record<string, string>;
}

/** Messages are compiled here, so that no ICU parser travels to the phone. */
export function compiled(source: Record<string, string>) {
    return Object.fromEntries(Object.entries(source).map(([key, message]) => [key, compileMessage(message)]));
}

/** The door's pages carry their words in their HTML; the app need not carry them again. */
function withoutDoor(source: Record<string, string>): Record<string, string> {
    const used = new Set(['signIn.email', 'signIn.password', 'signIn.passwordMissing', 'signIn.show', 'signIn.hide']);
    return Object.fromEntries(Object.entries(source).filter(([key]) => !/^(door|claim|reset|signIn)\./.test(key) || used.has(key)));
}

export function catalogs(): Plugin {
    return {
        name: 'catalogs',
        enforce: 'pre',
        resolveId: (id) => (id === NAMES ? `\0${NAMES}` : null),
        load(id) {
            if (id !== `\0${NAMES}`) {
                return null;
            }
            const names = Object.fromEntries(languages().map((language) => [language, messages(language)['language.name']]));
            return `export default ${JSON.stringify(names)}`;
        },
        transform(code, id) {
            if (!/\/src\/locales\/[\w-]+\.json$/.test(id)) {
                return null;
            }
            return { code: JSON.stringify(compiled(withoutDoor(JSON.parse(code) as Record<string, string>))), map: null };
        },
    };
}
