// What customers say of themselves in the made-up town, and what they are told: kept in memory, the same at each start.
// The password is meterside-demo, every code is 123456; 000000 is a wrong one.
import { accounts, usage } from './town.mjs';

const contacts = [
    { id: '1', medium: 'sms', address: '+12025550142', language: 'en', zone: 'America/New_York', verified: true, quietFrom: '21:00', quietTo: '08:00', urgentAtNight: false, alerts: true, trouble: null },
    { id: '2', medium: 'email', address: 'demo@meterside.example', language: 'en', zone: 'America/New_York', verified: true, quietFrom: '21:00', quietTo: '08:00', urgentAtNight: true, alerts: true, trouble: null },
    { id: '3', medium: 'sms', address: '+12025550188', language: 'es', zone: 'America/New_York', verified: true, quietFrom: '21:00', quietTo: '08:00', urgentAtNight: false, alerts: false, trouble: 'opted-out' },
    { id: '4', medium: 'email', address: 'a.very.long.address.of.someone@mail.of.a.company.example', language: 'en', zone: 'America/New_York', verified: false, quietFrom: '22:00', quietTo: '07:00', urgentAtNight: false, alerts: false, trouble: null },
];
const alerts = new Map([
    [
        '1',
        [
            { id: '1', channel: '11', commodity: 'water', kind: 'daily', threshold: '400', unit: 'gal', countEstimates: false, contacts: ['1', '2'], since: '2026-06-01T10:00-04:00', changed: null, told: 3, lastTold: '2026-10-24' },
            { id: '2', channel: '12', commodity: 'electricity', kind: 'daily', threshold: '32.5', unit: 'kWh', countEstimates: true, contacts: ['3'], since: '2026-08-01T10:00-04:00', changed: null, told: 0, lastTold: null },
        ],
    ],
]);
const profile = { email: 'demo@meterside.example', language: 'en', zone: 'America/New_York', paperless: false, secondFactor: false, recoveryCodesLeft: 0, role: null };
let sessions = [
    { id: '1', current: true, signedInAt: '2026-11-21T09:40-05:00', lastSeenAt: '2026-11-21T10:05-05:00', browser: 'Firefox on Windows' },
    { id: '2', current: false, signedInAt: '2026-11-20T19:12-05:00', lastSeenAt: '2026-11-20T19:40-05:00', browser: 'Safari on iPhone' },
    { id: '3', current: false, signedInAt: '2026-11-18T07:02-05:00', lastSeenAt: '2026-11-18T07:09-05:00', browser: null },
];
let proved = false;
let next = 100;

const BODY = 'Riverton Utilities: water at 14 Alder St passed 400 gallons today (404 by 5 pm). Details: my.riverton.example/e/7 Reply STOP to end.';

/** Answers [status, body], or null where the address is not the desk's. Refusals are [status, code]. */
export function desk(method, path, body, query, now) {
    const at = `${method} /${path.join('/')}`;
    const refuse = (status, code) => ({ status, code });
    const sensitive = (answer) => (proved ? answer() : refuse(401, 'proof-needed'));
    if (at === 'POST /proof') {
        if (body.password !== 'meterside-demo') {
            return refuse(401, 'sign-in-refused');
        }
        proved = true;
        return { status: 204 };
    }
    if (path[0] === 'profile') {
        return { status: 200, body: method === 'PATCH' ? Object.assign(profile, body) : profile };
    }
    if (at === 'PUT /password') {
        return body.current === 'meterside-demo' ? { status: 204 } : refuse(401, 'sign-in-refused');
    }
    if (path[0] === 'sessions') {
        if (method === 'GET') {
            return { status: 200, body: { sessions } };
        }
        sessions = sessions.filter((one) => one.current || (path[1] && one.id !== path[1]));
        return { status: 204 };
    }
    if (at === 'POST /second-factor') {
        return sensitive(() => ({ status: 200, body: { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', uri: 'otpauth://totp/Riverton%20Utilities:demo%40meterside.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Riverton%20Utilities' } }));
    }
    if (at === 'POST /second-factor/confirmation' || at === 'POST /recovery-codes') {
        if (body?.code === '000000') {
            return refuse(422, 'code-refused');
        }
        return sensitive(() => {
            Object.assign(profile, { secondFactor: true, recoveryCodesLeft: 10 });
            return { status: 200, body: { recoveryCodes: Array.from({ length: 10 }, (_, i) => `k7qd-${i}m2x-p4ws-9hvt`) } };
        });
    }
    if (at === 'DELETE /second-factor') {
        return sensitive(() => {
            Object.assign(profile, { secondFactor: false, recoveryCodesLeft: 0 });
            return { status: 204 };
        });
    }
    if (at === 'POST /messages') {
        return { status: 202 };
    }
    if (path[0] === 'contacts') {
        const contact = contacts.find((one) => one.id === path[1]);
        if (at === 'GET /contacts') {
            return { status: 200, body: { contacts } };
        }
        if (at === 'POST /contacts') {
            return sensitive(() => {
                if (/\+1900|txt\.att/.test(body.address)) {
                    return refuse(422, 'contact-refused');
                }
                const added = { id: String(next++), quietFrom: '21:00', quietTo: '08:00', urgentAtNight: false, verified: false, trouble: null, ...body };
                contacts.push(added);
                return { status: 201, body: added };
            });
        }
        if (!contact) {
            return refuse(404, 'contact-not-found');
        }
        if (path[2] === 'verification') {
            return body.code === '123456' ? { status: 200, body: Object.assign(contact, { verified: true }) } : refuse(422, 'code-refused');
        }
        if (path[2] === 'code') {
            return { status: 202 };
        }
        if (method === 'PATCH') {
            return { status: 200, body: Object.assign(contact, body) };
        }
        return sensitive(() => {
            contacts.splice(contacts.indexOf(contact), 1);
            return { status: 204 };
        });
    }
    const account = path[0] === 'accounts' ? accounts.find((one) => one.id === path[1]) : undefined;
    if (!account) {
        return null;
    }
    const own = alerts.get(account.id) ?? [];
    alerts.set(account.id, own);
    if (path[2] === 'alert-trial') {
        return { status: 200, body: trial(account, query, now) };
    }
    if (path[2] === 'notices') {
        return { status: 200, body: { notices: account.id === '1' ? notices : [], more: false } };
    }
    if (path[2] === 'evaluations') {
        return path[3] === '7' ? { status: 200, body: evaluation(account) } : refuse(404, 'not-found');
    }
    if (path[2] !== 'alerts') {
        return null;
    }
    const alert = own.find((one) => one.id === path[3]);
    if (method === 'GET') {
        return { status: 200, body: { alerts: own } };
    }
    if (path[3] && !alert) {
        return refuse(404, 'alert-not-found');
    }
    if (method === 'DELETE') {
        own.splice(own.indexOf(alert), 1);
        return { status: 204 };
    }
    const commodity = body.commodity ?? account.channels.find((one) => one.id === body.channel)?.commodity;
    if (method === 'PUT') {
        return { status: 200, body: Object.assign(alert, body, { commodity }) };
    }
    const added = { id: String(next++), kind: 'daily', channel: null, commodity, since: new Date(now).toISOString(), changed: null, told: 0, lastTold: null, countEstimates: false, ...body };
    own.push(added);
    return { status: 201, body: added };
}

function trial(account, query, now) {
    const channel = account.channels.find((one) => one.id === query.channel) ?? account.channels[0];
    const to = new Date(now).toISOString().slice(0, 10);
    const from = `${Number(to.slice(0, 4)) - 1}${to.slice(4)}`;
    const { buckets } = usage(channel, { from, to, by: 'day' }, now, 0);
    const days = buckets.filter(({ value, quality }) => value !== null && Number(value) > Number(query.threshold) && (query.countEstimates === 'true' || quality !== 'estimated'));
    return { from, to, times: days.length, days: days.reverse().map(({ start, value }) => ({ day: start.slice(0, 10), value, unit: channel.unit })), daysWithReads: buckets.filter(({ value }) => value !== null).length };
}

const passed = { evaluation: '7', alert: '1', subject: { commodity: 'water', channel: '11' }, day: '2026-10-24', value: '404.1', threshold: '400', unit: 'gal', kind: 'usage-threshold', reason: null };
const notices = [
    { id: '9', ...passed, evaluation: '7', day: '2026-11-20', madeAt: '2026-11-21T00:12-05:00', medium: 'sms', address: '(•••) •••-0142', state: 'pending', reason: 'quiet-hours', sentAt: null, settledAt: null },
    { id: '8', ...passed, madeAt: '2026-10-24T18:12:06-04:00', medium: 'sms', address: '(•••) •••-0142', state: 'delivered', sentAt: '2026-10-24T18:12:07-04:00', settledAt: '2026-10-24T18:12:11-04:00' },
    { id: '7', ...passed, madeAt: '2026-10-24T18:12:06-04:00', medium: 'email', address: 'd•••@meterside.example', state: 'delivered', sentAt: '2026-10-24T18:12:07-04:00', settledAt: '2026-10-24T18:12:09-04:00' },
    { id: '6', ...passed, evaluation: '7', day: '2026-10-10', madeAt: '2026-10-10T20:12:06-04:00', medium: 'sms', address: '(•••) •••-0188', state: 'failed', reason: 'opted-out', sentAt: null, settledAt: '2026-10-10T20:12:06-04:00' },
    { id: '5', ...passed, evaluation: null, subject: null, kind: 'contact-added', madeAt: '2026-09-10T20:12:06-04:00', medium: 'email', address: 'd•••@meterside.example', state: 'unknown', reason: null, sentAt: '2026-09-10T20:12:06-04:00', settledAt: null },
];

function evaluation() {
    const used = [10.2, 9.1, 8.4, 8, 9.9, 21.7, 30.2, 33.4, 28.8, 19.7, 16.3, 16.2, 38.2, 52, 48.7, 30.9, 22.4];
    let running = 0;
    const reads = used.map((value, hour) => {
        running = Math.round((running + value) * 10) / 10;
        const arrived = hour < 12 ? '2026-10-24T12:11-04:00' : hour < 13 ? '2026-10-24T14:11-04:00' : hour < 15 ? '2026-10-24T16:10-04:00' : '2026-10-24T18:12:04-04:00';
        return { channel: '11', start: `2026-10-24T${String(hour).padStart(2, '0')}:00-04:00`, seconds: 3600, value: String(value), unit: 'gal', quality: 'raw', arrivedAt: arrived, running: String(running), counts: true, decided: hour === 16 };
    });
    const sent = (id, medium, address, subject, body, answer) => ({ id, kind: 'usage-threshold', medium, address, state: 'delivered', reason: null, madeAt: '2026-10-24T18:12:06-04:00', attempts: [{ at: '2026-10-24T18:12:07-04:00', outcome: 'accepted', answer, subject, body }] });
    return {
        id: '7', alert: '1', kind: 'daily', commodity: 'water', channel: '11', day: '2026-10-24', from: '2026-10-24T00:00-04:00', to: '2026-10-25T00:00-04:00', value: '404.1', unit: 'gal', threshold: '400', quality: 'raw',
        coveredSeconds: 17 * 3600, expectedSeconds: 86400, arrivedAt: '2026-10-24T18:12:04-04:00', decidedAt: '2026-10-24T18:12:06-04:00', zone: 'America/New_York', reads,
        turns: [{ at: '2026-10-25T09:40:11-04:00', beyond: false, value: '366.4' }],
        notices: [
            sent('8', 'sms', '(•••) •••-0142', null, BODY, '201 queued SM0123456789abcdef0123456789abcdef'),
            sent('7', 'email', 'd•••@meterside.example', 'Water passed 400 gallons on October 24', `Hello,\n\nBy 5 pm on Saturday, October 24, your meter had counted 404 gallons. That is above your line of 400.\n\nWhy you got this: https://my.riverton.example/accounts/1/evaluations/7\n\nCity of Riverton Utilities`, '250 2.0.0 Ok: queued as 4F2A'),
        ],
    };
}
