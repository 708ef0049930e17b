import { setupI18n } from '@lingui/core';
import type { Plugin } from 'vite';
import city from '../city.json' with { type: 'json' };
import { compiled, languages, messages } from './catalogs.ts';

/**
 * The sign-in page is static, so that it stands at once: one file per language,
 * sign-in.html for the first and sign-in.<language>.html for the others.
 */
export function signInPages(): Plugin {
    return {
        name: 'sign-in-pages',
        apply: 'build',
        enforce: 'post',
        generateBundle: {
            order: 'post',
            handler(_options, bundle) {
                const template = bundle['sign-in.html'];
                if (template?.type !== 'asset') {
                    throw new Error('sign-in.html was not built');
                }
                const source = String(template.source);
                const app = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry && file.name === 'app');
                const warm = app?.type === 'chunk' ? [app.fileName, ...app.imports].map((file) => `/${file}`) : [];
                for (const language of languages()) {
                    const page = written(source, language).replace('%warm%', warm.join(' '));
                    if (language === 'en') {
                        template.source = page;
                    } else {
                        this.emitFile({ type: 'asset', fileName: `sign-in.${language}.html`, source: page });
                    }
                }
            },
        },
    };
}

/** Fills {{key}} with the message of that language, {{#other-languages}} with their buttons. */
export function written(template: string, language: string): string {
    const i18n = setupI18n({ locale: language, messages: { [language]: compiled(messages(language)) } });
    const values = { ...city, hours: i18n._('city.hours') };
    const telephone = (_: string, number: string) => `<a class="link" href="tel:${number}">${number}</a>`;
    return template
        .replace('{{#other-languages}}', otherLanguages(language))
        .replace('{{language.code}}', language)
        .replace('{{signIn.pageTitle}}', i18n._('page.title', { page: i18n._('signIn.title'), city: i18n._('city.name'), part: i18n._('city.part') }))
        .replace(/\{\{([\w.-]+)\}\}/g, (_, key: string) => {
            if (!(key in messages(language))) {
                throw new Error(`no message ${key} in ${language}`);
            }
            return i18n._(key, values).replaceAll('..', '.').replace(/<tel>(.*?)<\/tel>/g, telephone);
        });
}

function otherLanguages(language: string): string {
    return languages()
        .filter((other) => other !== language)
        .map((other) => `<button type="button" class="tool" lang="${other}" data-language="${other}">${messages(other)['language.name']}</button>`)
        .join('');
}
