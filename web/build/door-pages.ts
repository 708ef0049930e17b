import { setupI18n, type I18n } from '@lingui/core';
import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';
import city from '../city.json' with { type: 'json' };
import { ALONE } from '../src/profile/password.ts';
import { compiled, languages, messages } from './catalogs.ts';

/** The pages anyone sees before signing in. */
export const DOOR = ['sign-in', 'claim', 'reset', 'pay', 'verify'];

/** Refusals these pages have words for; the codes stand without their prefix. */
const REFUSALS = [
    'sign-in-refused', 'second-factor-needed', 'second-factor-refused', 'code-refused', 'password-too-weak', 'too-many-attempts', 'malformed-request', 'cross-site',
    'unavailable', 'unreachable', 'unexpected',
];

/** Further words of their scripts. */
const OWN = { show: 'signIn.show', hide: 'signIn.hide', seconds: 'signIn.seconds', minutes: 'signIn.minutes', expired: 'signIn.expired', changed: 'signIn.changed', unavailable: 'signIn.unavailable' };

/** What the page of guests' payments says besides: further refusals, and where a payment stands. */
const PAYING = {
    refusals: ['guest-refused', 'amount-refused', 'paying-unavailable', 'payment-unknown', 'payment-not-found', 'key-reused'],
    states: ['created', 'waiting', 'authorised', 'settled', 'failed', 'unknown', 'returned', 'charged-back', 'refunded', 'cancelled', 'voided'],
    own: {
        owes: 'guest.owes', owesNothing: 'guest.owesNothing', dueOn: 'guest.dueOn', amountMissing: 'pay.amountMissing', amountWrong: 'pay.amountWrong', amountZero: 'pay.amountZero', payAmount: 'owe.pay', noFee: 'pay.noFee',
        cardPays: 'pay.cardPays', bankPays: 'pay.bankPays', nextCard: 'pay.nextCard', nextBank: 'pay.nextBank', confirming: 'payment.text.confirming', leftName: 'payment.leftName', leftText: 'guest.leftText',
        asking: 'payment.asking', tired: 'guest.tired', lost: 'guest.lost', lostText: 'guest.lostText', receiptNumber: 'guest.receiptNumber', of: 'payment.of',
        'payment-collides': 'guest.collides', // a guest has no page of payments to look at
    },
};

/** What a city may say of itself, as the portal finds it in pages it fills for one that does. */
export const OF_THE_CITY: Record<string, string> = Object.fromEntries(
    ['city.name', 'city.part', 'city.serves', 'city.hours', 'city.phone', 'city.emergencyPhone'].map((key) => [key, `%${key}%`]),
);

/** {@return the city these pages are built with, for the portal to know what another one changes} */
function builtIn() {
    const texts = languages().map((language) => {
        const words = messages(language);
        return [language, { name: words['city.name'], part: words['city.part'], serves: words['city.serves'], hours: words['city.hours'] }];
    });
    return { name: city.name, phone: city.phone, emergencyPhone: city.emergencyPhone, texts: Object.fromEntries(texts) };
}

/**
 * The pages of the door are static, so that they stand at once: one file per page and language,
 * sign-in.html for the first and sign-in.<language>.html for the others.
 */
export function doorPages(): Plugin {
    return {
        name: 'door-pages',
        apply: 'build',
        enforce: 'post',
        generateBundle: {
            order: 'post',
            handler(_options, bundle) {
                const app = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry && file.name === 'app');
                const warm = app?.type === 'chunk' ? [app.fileName, ...app.imports].map((file) => `/${file}`) : [];
                const shell = bundle['app.html'];
                if (shell?.type === 'asset') {
                    this.emitFile({ type: 'asset', fileName: 'unfilled/app.html', source: String(shell.source).replace('<title>', '<meta name="city" content="%city%">\n        <title>') });
                }
                this.emitFile({ type: 'asset', fileName: 'unfilled/city.json', source: JSON.stringify(builtIn()) });
                const pages = DOOR.map((name) => {
                    const template = bundle[`${name}.html`];
                    if (template?.type !== 'asset') {
                        throw new Error(`${name}.html was not built`);
                    }
                    return { name, template, source: String(template.source) };
                });
                const toKeep = alone(pages.find(({ name }) => name === 'verify')!.source, bundle);
                for (const page of pages) {
                    page.source = page.source.replace(/ *<!--\/?here-->\n/g, '');
                }
                for (const { name, template, source } of [...pages, { name: 'verify-to-keep', template: null, source: toKeep }]) {
                    for (const language of languages()) {
                        const page = written(source, language).replace('%warm%', warm.join(' '));
                        const unfilled = written(source, language, OF_THE_CITY).replace('%warm%', warm.join(' '));
                        this.emitFile({ type: 'asset', fileName: `unfilled/${name}${language === 'en' ? '' : `.${language}`}.html`, source: unfilled });
                        if (language === 'en' && template !== null) {
                            template.source = page;
                        } else {
                            this.emitFile({ type: 'asset', fileName: `${name}${language === 'en' ? '' : `.${language}`}.html`, source: page });
                        }
                    }
                }
            },
        },
    };
}

/**
 * {@return the page as one file, which works from a disk} Its script and its style stand in it, and it may load nothing. What only makes
 * sense here is left out, the script for other languages too.
 */
export function alone(page: string, bundle: Rolldown.OutputBundle): string {
    const inside = { script: '', style: '' };
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const whole = page
        .replace(/ *<!--here-->.*?<!--\/here-->\n/gs, '')
        .replace(/ *<link rel="modulepreload"[^>]*>\n/g, '')
        .replace(/<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g, (_, name: string) => {
            const style = bundle[name];
            inside.style = style?.type === 'asset' ? String(style.source) : '';
            return '';
        })
        .replace(/<script type="module"[^>]*src="\/([^"]+)"[^>]*><\/script>/g, (_, name: string) => {
            const script = bundle[name];
            inside.script = script?.type === 'chunk' ? script.code.replace(/import\s*"[^"]+";?/g, '') : '';
            return '';
        });
    if (inside.script === '' || inside.style === '' || /\bimport\b/.test(inside.script) || /url\((?!["']?data:)/.test(inside.style)) {
        throw new Error('verify.html does not stand alone');
    }
    const policy = `default-src 'none'; script-src ${hash(inside.script)}; style-src ${hash(inside.style)}; form-action 'none'`;
    return whole
        .replace(/(http-equiv="Content-Security-Policy" content=)"[^"]*"/, (_, start: string) => `${start}"${policy}"`)
        .replace('</head>', () => `<style>${inside.style}</style><script type="module">${inside.script}</script></head>`);
}

/**
 * Fills {{key}} with the message of that language, {{title:key}} with a page's title, {{#words}} with the script's words.
 *
 * @param own what stands in place of the city's words
 */
export function written(template: string, language: string, own: Record<string, string> = {}): string {
    const i18n = setupI18n({ locale: language, messages: { [language]: compiled(messages(language)) } });
    // what only the page's script knows stands as %name until then
    const values = { ...city, ...Object.fromEntries(Object.entries(own).map(([key, value]) => [key.slice('city.'.length), value])), hours: own['city.hours'] ?? i18n._('city.hours'), n: ALONE, amount: '%amount', day: '%day', number: '%number' };
    const telephone = (_: string, number: string) => `<a class="link" href="tel:${number}">${number}</a>`;
    const said = (key: string) => {
        if (key in own) {
            return own[key]!;
        }
        if (!(key in messages(language))) {
            throw new Error(`no message ${key} in ${language}`);
        }
        return i18n._(key, values).replaceAll('..', '.');
    };
    return template
        .replace('{{#other-languages}}', otherLanguages(language))
        .replace('{{#words}}', () => attribute(JSON.stringify(scriptWords(i18n, said))))
        .replace('{{#words:paying}}', () => attribute(JSON.stringify({ ...scriptWords(i18n, said), ...payingWords(i18n, said) })))
        .replace('{{language.code}}', language)
        .replace(/\{\{title:([\w.]+)\}\}/, (_, key: string) => i18n._('page.title', { page: said(key), city: said('city.name'), part: said('city.part') }))
        .replace(/\{\{([\w.-]+)\}\}/g, (_, key: string) => said(key).replace(/<tel>(.*?)<\/tel>/g, telephone));
}

function scriptWords(i18n: I18n, said: (key: string) => string): Record<string, string> {
    const refusals = REFUSALS.map((code) => [code, i18n._(`problem.${code}`, { wait: '%s' })]);
    const own = Object.entries(OWN).map(([name, key]) => [name, said(key)]);
    return Object.fromEntries([...refusals, ...own]);
}

function payingWords(i18n: I18n, said: (key: string) => string): Record<string, string> {
    // whoever is back from the payment page is not told to finish there: of an open payment only its name stands here
    const states = PAYING.states.flatMap((state) => [[`name.${state}`, said(`payment.name.${state}`)], ...(['created', 'waiting'].includes(state) ? [] : [[`text.${state}`, said(`payment.text.${state}`)]])]);
    const refusals = PAYING.refusals.map((code) => [code, i18n._(`problem.${code}`)]);
    const own = Object.entries(PAYING.own).map(([name, key]) => [name, said(key)]);
    return Object.fromEntries([...states, ...refusals, ...own]) as Record<string, string>;
}

function attribute(text: string): string {
    return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

function otherLanguages(language: string): string {
    return languages()
        .filter((other) => other !== language)
        .map((other) => `<button type="button" class="tool" lang="${other}" data-language="${other}">${messages(other)['language.name']}</button>`)
        .join('');
}
