// Takes pictures of every page into target/screens, asks axe about each, and complains of scroll bars:
//   npm i --prefix target/tools playwright-core axe-core && npm run build && node dev/screens.mjs [part of a name]
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
const wanted = process.argv[2] ?? '';

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
};

mkdirSync(OUT, { recursive: true });
const server = spawn(process.execPath, [join(ROOT, 'dev/server.mjs')], { env: { ...process.env, PORT }, stdio: 'inherit' });
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let faults = 0;
try {
    for (const [name, page] of Object.entries(PAGES)) {
        for (const [width, language, theme] of [[320, 'en'], [390, 'es'], [390, 'en', 'dark'], [1280, 'en'], [1280, 'es'], [1280, 'en', 'dark'], [320, 'es']]) {
            const shot = `${name}-${language}${theme ? `-${theme}` : ''}-${width}`;
            if (shot.includes(wanted)) {
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

async function look(shot, { path, out, away, table, act }, width, language, colorScheme) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
    await context.addCookies([{ name: 'language', value: language, url: BASE }, ...(out ? [] : [{ name: 'session', value: 'demo', url: BASE }])]);
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && !away && !(act && /status of 4/.test(message.text())) && !path.endsWith('/99') && fault(shot, message.text()));
    page.on('pageerror', (error) => fault(shot, String(error)));
    if (away) {
        await context.request.post(`${BASE}/dev/fail`);
    }
    await page.goto(BASE + path);
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
