import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/** Each language's name for itself, so that a page can offer a language it has not loaded. */
const NAMES = 'virtual:languages';

/** The words of some pages: virtual:words/money/en; without the language the way to each. */
const WORDS = 'virtual:words/';

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

/** Words that come with the pages that say them, by the first word of their keys: who looks at water carries none of the counter. */
export const PARTS: Record<string, RegExp> = {
    zoom: /^(zoom|note|cycle|goal|weather)\.|^problem\.((note|goal|not-served)-|month-)/,
    profile: /^(contacts|password|recovery|sessions|token)\.|^factor\.(?!code)|^problem\.(token-|too-many-(tokens|readers))/,
    alert: /^trial\.|^alert\.(?!tellMe$)/,
    told: /^(notice|notices|reason|state|why)\./,
    money: /^(bill|charge|money|pay|payment|statement|autopay|method)\.|^problem\.(amount|autopay|bank|bill|day|key|paying|payment)-/,
    counter: /^(counter|refund|settlement)\.|^problem\.(difference|refund|void)-/,
};

/** {@return the messages of that part; of none those that every page may say} */
function ofPart(source: Record<string, string>, part: string | undefined): Record<string, string> {
    const partOf = (key: string) => Object.keys(PARTS).find((name) => PARTS[name]!.test(key));
    return Object.fromEntries(Object.entries(source).filter(([key]) => partOf(key) === part));
}

/** Messages are compiled here, so that no ICU parser travels to the phone. */
export function compiled(source: Record<string, string>) {
    return Object.fromEntries(Object.entries(source).map(([key, message]) => [key, compileMessage(message)]));
}

/** The door's pages carry their words in their HTML; the app need not carry them again. */
function withoutDoor(source: Record<string, string>): Record<string, string> {
    const used = new Set(['signIn.email', 'signIn.password', 'signIn.passwordMissing', 'signIn.show', 'signIn.hide']);
    return Object.fromEntries(Object.entries(source).filter(([key]) => !/^(door|claim|reset|signIn|guest|verify)\.|^problem\.guest-/.test(key) || used.has(key)));
}

export function catalogs(): Plugin {
    return {
        name: 'catalogs',
        enforce: 'pre',
        resolveId: (id) => (id === NAMES || id.startsWith(WORDS) ? `\0${id}` : null),
        load(id) {
            if (id === `\0${NAMES}`) {
                return `export default ${JSON.stringify(Object.fromEntries(languages().map((language) => [language, messages(language)['language.name']])))}`;
            }
            if (!id.startsWith(`\0${WORDS}`)) {
                return null;
            }
            const [part, language] = id.slice(WORDS.length + 1).split('/') as [string, string | undefined];
            return language === undefined
                ? `export default { ${languages()
                      .map((one) => `${JSON.stringify(one)}: () => import('${WORDS}${part}/${one}')`)
                      .join(', ')} }`
                : `export default ${JSON.stringify(compiled(ofPart(messages(language), part)))}`;
        },
        transform(code, id) {
            if (!/\/src\/locales\/[\w-]+\.json$/.test(id)) {
                return null;
            }
            return { code: JSON.stringify(compiled(withoutDoor(ofPart(JSON.parse(code) as Record<string, string>, undefined)))), map: null };
        },
    };
}
