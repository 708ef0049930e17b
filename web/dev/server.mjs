// Serves the built pages over a made-up town, to look at them without a portal:
//   npm run build && npm run dev            http://127.0.0.1:8090
// NOW=2026-11-01T15:00-05:00 sets the server's clock. POST /dev/fail and /dev/heal take the database away and
// back, /dev/bump lets an hour of reads arrive.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { beside } from './beside.mjs';
import { clerk, roleOf } from './clerk.mjs';
import { desk } from './desk.mjs';
import { paymentPage } from './hosted.mjs';
import { guest, till } from './till.mjs';
import { accounts, completeThrough, local, similar, unusual, usage, weather } from './town.mjs';

const STATIC = join(import.meta.dirname, '../target/classes/static');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json' };
const CSP =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

const begun = Date.now();
const told = Date.parse(process.env.NOW ?? '2026-11-21T10:05-05:00');
const now = () => told + (Date.now() - begun);
const streams = new Set();
let failing = false;
let bumped = 0;
let events = 0;

const problem = (response, status, code) => json(response, status, { type: `/problems/${code}`, title: code, status, detail: code, code }, 'application/problem+json');

function json(response, status, body, type = 'application/json') {
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
    response.end(JSON.stringify(body));
}

function tell(response, { status, code, body }) {
    if (code) {
        return problem(response, status, code);
    }
    if (body === undefined) {
        response.writeHead(status);
        return response.end();
    }
    return json(response, status, body);
}

async function api(request, response, url) {
    const path = url.pathname.split('/').slice(2);
    const who = /session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    const signedIn = who !== undefined;
    if (url.pathname === '/api/site') {
        return json(response, 200, { demo: true });
    }
    if (url.pathname === '/api/session' && request.method === 'POST') {
        const { email, password, secondFactor } = JSON.parse(Buffer.concat(await request.toArray()).toString());
        if (password !== 'meterside-demo') {
            return problem(response, 401, 'sign-in-refused');
        }
        if (email.startsWith('factor') && secondFactor !== '123456') {
            return problem(response, 401, secondFactor ? 'second-factor-refused' : 'second-factor-needed');
        }
        response.setHeader('Set-Cookie', `session=${email.split('@')[0]}; Path=/; HttpOnly`);
        return json(response, 200, { email, now: new Date(now()).toISOString() });
    }
    if (url.pathname === '/api/session' && request.method === 'DELETE') {
        response.writeHead(204, { 'Set-Cookie': 'session=; Path=/; Max-Age=0' });
        return response.end();
    }
    if (['claims', 'password-resets'].includes(path[0])) {
        const { code, password, email } = JSON.parse(Buffer.concat(await request.toArray()).toString());
        if (!path[1]) {
            return json(response, 202, { claim: email, reset: email });
        }
        if (code !== '123456' || password.includes('password')) {
            return problem(response, 422, code === '123456' ? 'password-too-weak' : 'code-refused');
        }
        response.setHeader('Set-Cookie', path[0] === 'claims' ? 'session=demo; Path=/; HttpOnly' : []);
        response.writeHead(path[0] === 'claims' ? 201 : 204);
        return response.end(path[0] === 'claims' ? '{}' : undefined);
    }
    if (path[0] === 'guest') {
        const text = Buffer.concat(await request.toArray()).toString();
        return tell(response, guest(request.method, path, text ? JSON.parse(text) : null, Object.fromEntries(url.searchParams), now(), request.headers));
    }
    if (!signedIn) {
        return problem(response, 401, 'signed-out');
    }
    if (failing) {
        return problem(response, 503, 'unavailable');
    }
    if (url.pathname === '/api/session') {
        return json(response, 200, { email: `${who}@meterside.example`, now: new Date(now()).toISOString() });
    }
    if (url.pathname === '/api/accounts') {
        return json(response, 200, { accounts: roleOf(who) ? [] : accounts.map(({ channels, ...account }) => account) });
    }
    const body = request.method === 'GET' ? null : Buffer.concat(await request.toArray()).toString();
    const asked = [request.method, path, body ? JSON.parse(body) : null, Object.fromEntries(url.searchParams), now()];
    const said = clerk(...asked, request.headers, who) ?? desk(...asked) ?? till(...asked, request.headers);
    if (said) {
        return tell(response, said);
    }
    const account = accounts.find((one) => one.id === path[1]);
    if (path[2] === 'usage-points' && path[4] === 'weather') {
        return json(response, 200, weather(path[3], Object.fromEntries(url.searchParams), now()));
    }
    const channel = account?.channels.find((one) => one.id === path[3]);
    if (!account || (path[3] && !channel)) {
        return problem(response, 404, account ? 'channel-not-found' : 'account-not-found');
    }
    if (path[2] === 'channels' && !channel) {
        return json(response, 200, {
            channels: account.channels.map(({ shape, behind, scale, ...one }) => {
                const arrived = completeThrough({ ...one, shape, behind }, now(), bumped);
                return { ...one, completeThrough: arrived === null ? null : local(arrived) };
            }),
        });
    }
    if (path[2] === 'unusual') {
        return json(response, 200, { findings: unusual(account, now()) });
    }
    if (path[5] === 'similar') {
        return json(response, 200, similar(channel, url.searchParams.get('month'), now()));
    }
    if (path[4] === 'usage') {
        return json(response, 200, usage(channel, Object.fromEntries(url.searchParams), now(), bumped));
    }
    const written = beside(...asked.slice(0, 4), channel, now(), bumped);
    if (written) {
        return tell(response, written);
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(': hello\n\n');
    const stream = { response, account };
    streams.add(stream);
    request.on('close', () => streams.delete(stream));
}

function dev(response, what) {
    failing = what === 'fail' ? true : what === 'heal' ? false : failing;
    if (what === 'fail') {
        streams.forEach(({ response: open }) => open.destroy());
    }
    if (what === 'bump') {
        bumped += 3_600_000;
        for (const { response: open, account } of streams) {
            for (const { usagePoint } of account.channels) {
                open.write(`id: 0-${++events}\nevent: usage-changed\ndata: ${JSON.stringify({ usagePoint, from: local(now()), to: local(now()) })}\n\n`);
            }
        }
    }
    json(response, 200, { failing, bumped });
}

async function page(request, response, url) {
    const language = /language=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    const file = url.pathname.startsWith('/assets/') || url.pathname === '/sw.js'
        ? normalize(url.pathname)
        : url.pathname === '/site.webmanifest'
          ? `/site${language === 'es' ? '.es' : ''}.webmanifest`
          : /^\/(sign-in|claim|reset|pay)(\/|$)/.test(url.pathname)
            ? `/${url.pathname.split('/')[1]}${language === 'es' ? '.es' : ''}.html`
            : '/app.html';
    try {
        const body = await readFile(join(STATIC, file));
        response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': CSP });
        response.end(body);
    } catch {
        problem(response, 404, 'not-found');
    }
}

const log = process.env.LOG ? (line) => console.log(line) : () => undefined;

createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    log(`${request.method} ${request.url}`);
    if (/^\/dev\/(pay|keep)\//.test(url.pathname)) {
        paymentPage(response, url, now());
    } else if (url.pathname.startsWith('/dev/')) {
        dev(response, url.pathname.slice(5));
    } else {
        void (url.pathname.startsWith('/api/') ? api(request, response, url) : page(request, response, url));
    }
}).listen(Number(process.env.PORT ?? 8090), '127.0.0.1');
