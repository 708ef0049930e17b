// Takes pictures of every page into target/screens, asks axe about each, and complains of scroll bars:
//   npm i --prefix target/tools playwright-core axe-core && npm run build && node dev/screens.mjs [pattern of names, such as 'bill.*-es-320']
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const require = createRequire(join(ROOT, 'target/tools/node_modules/x.js'));
const { chromium } = require('playwright-core');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const OUT = join(ROOT, 'target/screens');
const PORT = process.env.PORT ?? '8091';
const BASE = `http://127.0.0.1:${PORT}`;
const wanted = new RegExp(process.argv[2] ?? '');

const PAGES = {
    'sign-in': { path: '/sign-in', out: true },
    'sign-in-expired': { path: '/sign-in?expired', out: true },
    'sign-in-factor': { path: '/sign-in', out: true, act: async (page) => {
        await page.fill('#email', 'factor@meterside.example');
        await page.fill('#password', 'meterside-demo');
        await page.press('#password', 'Enter');
        await page.waitForSelector('#code:focus');
    } },
    claim: { path: '/claim', out: true },
    'claim-errors': { path: '/claim', out: true, act: async (page) => page.click('#who [type=submit]') },
    'claim-code': { path: '/claim', out: true, act: async (page) => {
        await page.fill('#account', '4000-1');
        await page.fill('#meter', 'B123');
        await page.fill('#email', 'maria@example.com');
        await page.press('#email', 'Enter');
        await page.waitForSelector('#password:visible');
        await page.fill('#code', '000000');
        await page.fill('#password', 'a warm bath on sunday');
        await page.press('#password', 'Enter');
        await page.waitForSelector('#code-error:visible');
    } },
    reset: { path: '/reset', out: true },
    home: { path: '/' },
    'home-solar': { path: '/accounts/2' },
    'home-new': { path: '/accounts/4' },
    'home-former': { path: '/accounts/3' },
    'home-nothing': { path: '/accounts/5' },
    'home-away': { path: '/', away: true },
    month: { path: '/accounts/1/usage/11?month=2026-10&at=2026-10-24' },
    'month-now': { path: '/accounts/1/usage/11' },
    'month-table': { path: '/accounts/1/usage/11?month=2026-10', table: true },
    'month-solar': { path: '/accounts/2/usage/21?month=2026-10' },
    day: { path: '/accounts/1/usage/11?day=2026-11-12' },
    'day-autumn': { path: '/accounts/1/usage/11?day=2026-11-01' },
    'day-autumn-solar': { path: '/accounts/2/usage/21?day=2026-11-01' },
    'day-spring': { path: '/accounts/1/usage/12?day=2026-03-08' },
    'day-today': { path: '/accounts/1/usage/11?day=2026-11-21' },
    year: { path: '/accounts/1/usage/11?year=2026&at=2026-10' },
    'year-versus': { path: '/accounts/1/usage/12?year=2026&versus=year', table: true },
    'year-solar': { path: '/accounts/2/usage/21?year=2026' },
    'month-versus': { path: '/accounts/1/usage/11?month=2026-11&at=2026-11-14&versus=before' },
    'month-versus-year': { path: '/accounts/1/usage/11?month=2026-10&versus=year' },
    'month-versus-solar': { path: '/accounts/2/usage/21?month=2026-09&versus=before', table: true },
    'day-versus': { path: '/accounts/1/usage/12?day=2026-11-01&versus=before', table: true },
    dates: { path: '/accounts/1/usage/11?from=2026-09-28&to=2026-10-27&versus=before', act: async (page) => page.click('[aria-controls=dates]') },
    'dates-long': { path: '/accounts/1/usage/11?from=2026-03-10&to=2026-08-20' },
    'dates-wrong': { path: '/accounts/1/usage/11', act: async (page) => {
        await page.click('[aria-controls=dates]');
        await page.fill('#dates-from', '2026-11-20');
        await page.fill('#dates-to', '2026-11-10');
        await page.click('.dates [type=submit]');
        await page.waitForSelector('#dates-to-error:visible');
    } },
    'month-note': { path: '/accounts/1/usage/11?month=2026-10&at=2026-10-24', table: true, act: async (page) => {
        await page.click('[aria-controls=day-note]');
        await page.waitForSelector('#note-text:focus');
    } },
    'month-goal': { path: '/accounts/1/usage/11', act: async (page) => {
        await page.click('[aria-controls=goal]');
        await page.fill('#goal-amount', 'much');
        await page.click('.cycle [type=submit]');
        await page.waitForSelector('#goal-amount-error:visible');
    } },
    'month-goal-none': { path: '/accounts/1/usage/12' },
    'home-seen': { path: '/', seen: true },
    'month-seen': { path: '/accounts/1/usage/11?month=2026-10', seen: true },
    'usage-away': { path: '/accounts/1/usage/11', away: true },
    'not-found': { path: '/accounts/99' },
    alerts: { path: '/accounts/1/alerts' },
    'alerts-none': { path: '/accounts/2/alerts' },
    'alert-new': { path: '/accounts/1/alerts/new?channel=11&above=300&day=2026-10-24' },
    'alert-edit': { path: '/accounts/1/alerts/2' },
    'alerts-away': { path: '/accounts/1/alerts', away: true },
    'profile-away': { path: '/profile', away: true },
    notices: { path: '/accounts/1/notices' },
    'notices-none': { path: '/accounts/2/notices' },
    why: { path: '/accounts/1/evaluations/7' },
    profile: { path: '/profile' },
    contacts: { path: '/profile/contacts' },
    security: { path: '/profile/security' },
    'security-factor': { path: '/profile/security', act: async (page) => {
        await page.click('button:has-text("Set it up"), button:has-text("Configurarlo")');
        await page.waitForSelector('dialog[open]');
    } },
    'contacts-add': { path: '/profile/contacts', act: async (page) => {
        await page.click('main .stack > p button');
        await page.fill('#contact-address', '555');
        await page.click('.inset [type=submit] >> nth=-1');
        await page.waitForSelector('#contact-address-error');
    } },
    'alert-errors': { path: '/accounts/1/alerts/new', act: async (page) => {
        await page.fill('#above', 'a lot');
        for (const box of await page.$$('fieldset input:checked')) { await box.uncheck(); }
        await page.click('[type=submit][form]');
        await page.waitForSelector('#above:focus');
    } },
    'alerts-end': { path: '/accounts/1/alerts', act: async (page) => page.click('main li .act.plain >> nth=0') },
    'menu': { path: '/profile', act: async (page) => {
        if (await page.isVisible('.menu-button')) { await page.click('.menu-button'); }
        await page.click('.accounts >> nth=-1 >> button >> nth=0');
    } },
    write: { path: '/profile/write?account=1&about=Water' },
    'home-past-due': { path: '/accounts/2' },
    'home-credit': { path: '/accounts/3' },
    'home-autopay': { path: '/accounts/5' },
    bills: { path: '/accounts/1/bills' },
    'bills-past-due': { path: '/accounts/2/bills' },
    'bills-none': { path: '/accounts/4/bills' },
    'bills-away': { path: '/accounts/1/bills', away: true },
    bill: { path: '/accounts/1/bills/13' },
    'bill-open': { path: '/accounts/1/bills/13', act: async (page) => {
        for (const row of await page.$$('.charge')) { await row.click(); }
    } },
    'bill-estimated': { path: '/accounts/1/bills/10', act: async (page) => page.click('.charge >> nth=3') },
    'bill-exchange': { path: '/accounts/1/bills/8', act: async (page) => page.click('.charge >> nth=1') },
    'bill-corrected': { path: '/accounts/1/bills/11' },
    'bill-replaced': { path: '/accounts/1/bills/old' },
    'bill-past-due': { path: '/accounts/2/bills/14' },
    'bill-span': { path: '/accounts/2/bills/15' },
    'bill-first': { path: '/accounts/1/bills/1' },
    guest: { path: '/pay', out: true },
    'guest-errors': { path: '/pay', out: true, act: async (page) => { await page.click('#who [type=submit]'); } },
    'guest-refused': { path: '/pay', out: true, act: async (page) => { await page.fill('#account', '4000-1'); await page.fill('#proof', '1'); await page.press('#proof', 'Enter'); await page.waitForSelector('#said:visible'); } },
    'guest-what': { path: '/pay', out: true, act: guestFound },
    'guest-check': { path: '/pay', out: true, act: async (page) => { await guestFound(page); await page.click('#other'); await page.fill('#amount', '83.14'); await page.click('#what [type=submit]'); await page.waitForSelector('#check:visible'); } },
    'guest-paid': { path: '/pay', out: true, act: async (page) => guestAnswered(page, 'Pay') },
    'guest-left': { path: '/pay', out: true, act: async (page) => guestAnswered(page, 'Leave') },
    'guest-unknown': { path: '/pay', out: true, act: async (page) => guestAnswered(page, 'Say nothing') },
    'guest-lost': { path: '/pay/6f1c-lost?back', out: true },
    'pay-what': { path: '/accounts/1/pay', act: async (page) => { await page.click('#account-2'); await page.waitForTimeout(300); } },
    'pay-what-error': { path: '/accounts/1/pay', act: async (page) => { await page.click('#account-1'); await page.click('[type=submit]'); } },
    'pay-how': { path: '/accounts/1/pay?amount=18314' },
    'pay-part': { path: '/accounts/1/pay?part', act: async (page) => { await page.fill('#amount-1', '83,14'); await page.waitForSelector('.pays'); await page.waitForTimeout(500); } },
    'pay-more': { path: '/accounts/1/pay?part', act: async (page) => { await page.fill('#amount-1', '$200'); await page.click('#way-bank'); await page.waitForTimeout(900); } },
    'pay-errors': { path: '/accounts/1/pay?part', act: async (page) => { await page.fill('#amount-1', '83.145'); await page.click('#pay-now'); await page.waitForSelector('#amount-1:focus'); } },
    'pay-several': { path: '/accounts/1/pay', act: async (page) => { await page.click('#account-2'); await page.click('[type=submit]'); await page.waitForSelector('.pays'); } },
    'pay-collides': { path: '/accounts/5/pay?part', act: async (page) => { await page.fill('#amount-5', '10'); await page.waitForSelector('#despite'); await page.click('#pay-now'); await page.waitForSelector('#despite:focus'); } },
    'pay-later': { path: '/accounts/1/pay?amount=18314', act: async (page) => { await page.click('#when-later'); await page.click('#way-saved-2'); await page.fill('#on', '2026-12-04'); await page.waitForTimeout(600); } },
    'pay-away': { path: '/accounts/1/pay?amount=18314', away: true },
    payments: { path: '/accounts/1/payments' },
    'payments-none': { path: '/accounts/4/payments' },
    ...Object.fromEntries(['scheduled', 'waiting', 'authorised', 'settled', 'failed', 'unknown', 'returned', 'charged-back', 'refunded', 'cancelled', 'voided'].map((state) => [`payment-${state}`, { path: `/payments/${state}` }])),
    'payment-back': { path: '/payments/waiting?back' },
    'payment-left': { path: '/payments/waiting?left' },
    statement: { path: '/accounts/1/statement' },
    'statement-none': { path: '/accounts/4/statement?from=2026-11-01&to=2026-11-20' },
    'statement-error': { path: '/accounts/1/statement?from=2026-11-01&to=2026-11-20', act: async (page) => { await page.fill('#last', '2026-10-01'); await page.click('[type=submit]'); await page.waitForSelector('#last:focus'); } },
    autopay: { path: '/accounts/5/autopay' },
    'autopay-end': { path: '/accounts/5/autopay', act: async (page) => page.click('.buttons .act.plain') },
    'autopay-off': { path: '/accounts/1/autopay' },
    'autopay-errors': { path: '/accounts/1/autopay', act: async (page) => { await page.fill('#most', 'lots'); await page.click('[type=submit]'); await page.waitForSelector('#most:focus'); } },
    counter: { path: '/counter', as: 'clerk', act: async (page) => { await page.fill('#q', 'demo'); await page.waitForSelector('#found'); } },
    'counter-none': { path: '/counter', as: 'clerk', act: async (page) => { await page.fill('#q', 'nobody at all'); await page.waitForTimeout(700); } },
    'counter-landing': { path: '/', as: 'clerk', act: async (page) => page.waitForSelector('#q') },
    'counter-not-staff': { path: '/counter', act: async (page) => page.waitForSelector('h1') },
    customer: { path: '/counter/accounts/1', as: 'clerk', act: async (page) => { await page.fill('#given', '200'); } },
    'customer-cheque': { path: '/counter/accounts/2', as: 'clerk', act: async (page) => { await page.click('#kind-cheque'); await page.click('#record'); await page.waitForSelector('#reference:focus'); } },
    'customer-taken': { path: '/counter/accounts/1', as: 'clerk', act: async (page) => { await page.fill('#amount', '1.40'); await page.fill('#given', '2'); await page.click('#record'); await page.waitForSelector('#taken'); } },
    'customer-refund': { path: '/counter/accounts/1', as: 'clerk', act: async (page) => { await page.click('td .act:has-text("Give back"), td .act:has-text("Reembolsar")'); await page.fill('#refund-amount', '900'); await page.click('.inset [type=submit]'); await page.waitForSelector('#refund-amount:focus'); } },
    refunds: { path: '/counter/refunds', as: 'approver' },
    'refunds-clerk': { path: '/counter/refunds', as: 'clerk' },
    'refunds-refuse': { path: '/counter/refunds', as: 'approver', act: async (page) => page.click('.queue .usa-button--outline') },
    settlement: { path: '/counter/settlement', as: 'clerk' },
    'settlement-close': { path: '/counter/settlement', as: 'clerk', act: async (page) => { await page.click('.queue .act >> nth=0'); await page.click('.inset [type=submit]'); await page.waitForSelector('.inset .usa-error-message'); } },
    methods: { path: '/profile/methods' },
    'methods-back': { path: '/profile/methods?back' },
    'methods-remove': { path: '/profile/methods', act: async (page) => page.click('#methods .act.plain >> nth=0') },
};

async function guestFound(page) {
    await page.fill('#account', '4000-1');
    await page.fill('#proof', '183.14');
    await page.press('#proof', 'Enter');
    await page.waitForSelector('#what:visible');
}

async function guestAnswered(page, answer) {
    await guestFound(page);
    await page.click('#other');
    await page.fill('#amount', '1');
    await page.click('#what [type=submit]');
    await page.click('#pay-now');
    await page.click(`a:text-is("${answer}")`);
    await page.waitForSelector('[data-state-name]:visible');
}

mkdirSync(OUT, { recursive: true });
const server = spawn(process.execPath, [join(ROOT, 'dev/server.mjs')], { env: { ...process.env, PORT }, stdio: 'inherit' });
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let faults = 0;
while (!(await fetch(`${BASE}/api/site`).catch(() => null))) {
    await new Promise((soon) => setTimeout(soon, 200));
}
try {
    for (const [name, page] of Object.entries(PAGES)) {
        for (const [width, language, theme] of [[320, 'en'], [390, 'es'], [390, 'en', 'dark'], [1280, 'en'], [1280, 'es'], [1280, 'en', 'dark'], [320, 'es']]) {
            const shot = `${name}-${language}${theme ? `-${theme}` : ''}-${width}`;
            if (wanted.test(shot)) {
                await look(shot, page, width, language, theme ?? 'light');
            }
        }
    }
} finally {
    await browser.close();
    server.kill();
}
console.log(faults === 0 ? 'no faults' : `${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;

async function look(shot, { path, out, as = 'demo', away, seen, table, act }, width, language, colorScheme) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
    await context.addCookies([{ name: 'language', value: language, url: BASE }, ...(out ? [] : [{ name: 'session', value: as, url: BASE }])]);
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    page.on('console', (message) => message.type() === 'error' && !away && !seen && !(act && /status of 4/.test(message.text())) && !path.endsWith('/99') && !(path.endsWith('/1/autopay') && /404/.test(message.text())) && fault(shot, message.text()));
    page.on('pageerror', (error) => fault(shot, String(error)));
    if (away) {
        await context.request.post(`${BASE}/dev/fail`);
    }
    await page.goto(BASE + path);
    if (seen) {
        await page.waitForFunction(() => navigator.serviceWorker.controller);
        await page.reload();
        await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('[aria-busy=true]'));
        await page.waitForTimeout(500);
        await context.request.post(`${BASE}/dev/fail`);
        await page.reload();
        await page.waitForSelector('.last-seen .notice');
        await context.request.post(`${BASE}/dev/heal`);
    }
    await page.waitForFunction(() => document.querySelector('h1') && (!document.querySelector('[aria-busy=true]') || document.querySelector('.notice')));
    if (away) {
        await page.waitForSelector('.notice');
        await context.request.post(`${BASE}/dev/heal`);
    }
    if (act) {
        await act(page);
    }
    if (table) {
        await page.click('[aria-controls=usage-table]');
    }
    await page.waitForTimeout(150);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) {
        fault(shot, `scrolls sideways by ${wide} px`);
    }
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    violations.forEach((violation) => fault(shot, `${violation.id}: ${violation.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`));
    await page.screenshot({ path: join(OUT, `${shot}.png`), fullPage: true });
    await context.close();
}

function fault(shot, text) {
    faults++;
    console.log(`${shot}: ${text}`);
}
