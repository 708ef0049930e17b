// Bills and money of the made-up town: kept in memory, the same at each start. A payment's page stands at /dev/pay/ID; there
// one chooses what the payment company would say. Account 2 is past due, 3 has a credit, 5 pays by autopay.
import { accounts, local } from './town.mjs';

const ORDER = ['stormwater', 'fire', 'solid-waste', 'sewer', 'water', 'gas', 'electricity', 'other'];
const refuse = (status, code) => ({ status, code });
const day = (now, days = 0) => local(now + days * 86_400_000).slice(0, 10);
const sum = (list, of) => list.reduce((total, one) => total + of(one), 0);

const metered = (service, channel, unit, quantity, amountCents, more = {}) => ({ service, kind: 'service', channel, unit, quantity, amountCents, basis: 'measured', startRegister: null, endRegister: null, note: null, read: null, lines: [], ...more });
const flat = (service, text, es, amountCents) => ({ ...metered(service, null, 'count', '1', amountCents), basis: 'flat', lines: [[text, es, null, null, null, amountCents]] });

function october() {
    return [
        metered('electricity', '12', 'kWh', '412', 5872, {
            read: { quantity: '412.0', unit: 'kWh', coveredSeconds: 744 * 3600, expectedSeconds: 744 * 3600 },
            lines: [['Energy', 'Energía', '412', 'kWh', '0.12335', 5082], ['Monthly service charge', 'Cargo mensual', null, null, null, 790]],
        }),
        metered('water', '11', 'gal', '7784', 4948, {
            startRegister: '128410', endRegister: '136194', read: { quantity: '7549', unit: 'gal', coveredSeconds: 720 * 3600, expectedSeconds: 744 * 3600 },
            lines: [['First 3,000 gallons', 'Primeros 3,000 galones', '3000', 'gal', '0.0041', 1230], ['Next 4,784 gallons', 'Siguientes 4,784 galones', '4784', 'gal', '0.0059', 2823], ['Monthly service charge', 'Cargo mensual', null, null, null, 895]],
        }),
        metered('sewer', null, 'gal', '7784', 3114, { lines: [['By the water you used', 'Según el agua consumida', '7784', 'gal', '0.004', 3114]] }),
        metered('gas', '13', 'therm', '14.6', 2135, {
            read: { quantity: '14.6', unit: 'therm', coveredSeconds: 744 * 3600, expectedSeconds: 744 * 3600 },
            lines: [['Gas', 'Gas', '14.6', 'therm', '0.9144', 1335], ['Monthly service charge', 'Cargo mensual', null, null, null, 800]],
        }),
        flat('solid-waste', '64-gallon cart', 'Carrito de 64 galones', 1450),
        flat('stormwater', '1 home', '1 hogar', 539),
        flat('fire', '1 home', '1 hogar', 256),
    ];
}

/** The same month after month, but for what was used. */
function earlier(index) {
    const charges = october();
    const of = (service) => charges.find((one) => one.service === service);
    const used = (service, quantity, amountCents) => Object.assign(of(service), { quantity, amountCents, read: null, startRegister: null, endRegister: null, lines: [[of(service).service === 'sewer' ? 'By the water you used' : 'Used', of(service).service === 'sewer' ? 'Según el agua consumida' : 'Consumo', null, null, null, amountCents]] });
    const gallons = 6594 - (index - 1) * 37;
    used('electricity', String(408 + (index - 1) * 11), 5816 + (index - 1) * 140);
    used('water', String(gallons), 4246 - (index - 1) * 30);
    used('sewer', String(gallons), 2638 - (index - 1) * 15);
    if (index === 3) {
        Object.assign(of('gas'), { basis: 'estimated', read: null, quantity: '9.2', amountCents: 1641, lines: [['Gas', 'Gas', '9.2', 'therm', '0.9144', 841], ['Monthly service charge', 'Cargo mensual', null, null, null, 800]] });
    }
    if (index === 5) {
        Object.assign(of('water'), { startRegister: '104210', endRegister: '1873', note: 'The meter was exchanged on May 12: the old one ended at 108,737, the new one began at 0.' });
    }
    return charges;
}

const bills = new Map();
const open = new Map();
let nextId = 1;

function bill(account, from, to, issuedOn, dueOn, charges, more = {}) {
    const id = String(nextId++);
    const own = charges.map((one, i) => ({ from, to, ...one, id: `${id}${i}` }));
    const made = { id, number: `R-26${from.slice(5, 7)}-${account}${id}`, version: 1, issuedOn, dueOn, from, to, currency: 'USD', totalCents: sum(own, (one) => one.amountCents), reason: null, replaces: null, replacedBy: null, charges: own, ...more };
    bills.set(account, [made, ...(bills.get(account) ?? [])]);
    own.forEach((one) => open.set(one.id, 0));
    return made;
}

const month = (index) => new Date(Date.UTC(2026, 9 - index, 1)).toISOString().slice(0, 10);
for (let index = 12; index >= 0; index--) {
    const [from, to] = [month(index), month(index - 1)];
    const made = bill('1', from, to, `${to.slice(0, 8)}09`, `${month(index - 2).slice(0, 8)}07`, index === 0 ? october() : earlier(index));
    if (index === 2) {
        const wrong = { ...made, id: 'old', version: 1, totalCents: made.totalCents + 4100, replacedBy: made.id, charges: made.charges.map((one) => (one.service === 'water' ? { ...one, amountCents: one.amountCents + 4100 } : one)) };
        Object.assign(made, { version: 2, replaces: 'old', reason: 'The counter was read wrong: 104,310 was written for 100,410.' });
        bills.get('1').splice(1, 0, wrong);
    }
}
bill('2', '2026-08-27', '2026-09-26', '2026-10-02', '2026-10-23', [metered('electricity', '21', 'kWh', '610', 8250), { ...flat('water', 'Late fee', 'Recargo', 500), kind: 'penalty' }]);
bill('2', '2026-09-26', '2026-10-27', '2026-11-03', '2026-11-24', [metered('electricity', '21', 'kWh', '588', 8010), metered('water', '23', 'ft3', '640', 5120), { ...flat('water', 'Conservation credit', 'Crédito por ahorro', 700), kind: 'credit' }]);
bills.get('2')[0].totalCents -= 1400;
bill('3', '2026-05-01', '2026-06-01', '2026-06-09', '2026-07-07', [metered('water', '31', 'gal', '2100', 2480)]);
bill('5', '2026-10-01', '2026-11-01', '2026-11-09', '2026-12-07', [flat('fire', 'Sprinkler connection', 'Conexión de rociadores', 9610)]);
for (const charge of [...bills.get('1')[0].charges, ...bills.get('2').flatMap((one) => one.charges), ...bills.get('5')[0].charges]) {
    open.set(charge.id, charge.kind === 'credit' ? 0 : charge.amountCents);
}
const credit = new Map([['3', 2000]]);
open.set(bills.get('2')[0].charges[1].id, 5120 - 700);

const methods = [
    { id: '1', kind: 'card', label: 'Visa', last4: '4242', expiresOn: '2028-05-31', addedAt: '2026-03-02T09:12-05:00', usedBy: ['5'] },
    { id: '2', kind: 'bank', label: 'Riverton Credit Union', last4: '6789', expiresOn: null, addedAt: '2026-07-19T18:40-04:00', usedBy: [] },
];
const AUTHORISATIONS = {
    en: {
        card: 'You allow the City of Riverton to charge this card when you ask it to, or when autopay says so, until you remove it.',
        bank: 'You allow the City of Riverton to debit this bank account when you ask it to, or when autopay says so, until you remove it.',
        autopay: 'You allow the City of Riverton to take what you owe on the day you chose, each month, until you turn autopay off here or by phone.',
    },
    es: {
        card: 'Usted permite que la Ciudad de Riverton cobre a esta tarjeta cuando usted lo pida, o cuando lo indique el pago automático, hasta que la quite.',
        bank: 'Usted permite que la Ciudad de Riverton cobre a esta cuenta bancaria cuando usted lo pida, o cuando lo indique el pago automático, hasta que la quite.',
        autopay: 'Usted permite que la Ciudad de Riverton cobre lo que debe el día que eligió, cada mes, hasta que desactive el pago automático aquí o por teléfono.',
    },
};
const autopays = new Map([['5', { method: methods[0], day: null, mostCents: 25000, since: '2026-03-02T09:15-05:00', paused: false, next: { cents: 9610, on: '2026-12-07' }, locked: false }]]);

const payments = new Map();
const STATES = ['scheduled', 'waiting', 'authorised', 'settled', 'failed', 'unknown', 'returned', 'charged-back', 'refunded', 'cancelled', 'voided'];
STATES.forEach((state, i) => {
    const card = !['authorised', 'returned'].includes(state);
    payments.set(state, {
        id: state, kind: state === 'voided' ? 'cheque' : card ? 'card' : 'bank', origin: state === 'returned' ? 'autopay' : state === 'voided' ? 'counter' : 'page', state, reason: state === 'failed' ? 'insufficient-funds' : state === 'returned' ? 'R01' : null, amountCents: 8314, feeCents: card ? 245 : 0,
        totalCents: card ? 8559 : 8314, currency: 'USD', createdAt: `2026-11-${20 - i}T10:05:17-05:00`, effectiveOn: `2026-11-${20 - i}`, scheduledOn: state === 'scheduled' ? '2026-12-04' : null,
        pageUrl: state === 'waiting' ? '/dev/pay/waiting' : null, receipt: ['settled', 'returned', 'charged-back', 'refunded', 'voided'].includes(state) ? String(100120 - i) : null,
        parts: [{ account: '1', cents: 8314, lines: ['settled', 'refunded'].includes(state) ? [['stormwater', 539], ['fire', 256], ['solid-waste', 1450], ['sewer', 3114], ['water', 2955]].map(([service, paysCents]) => ({ service, billNumber: 'R-2610-113', dueOn: '2026-12-07', paysCents })) : [], creditCents: 0 }],
        method: state === 'voided' ? null : card ? methods[0] : methods[1], refundedCents: state === 'refunded' ? 8559 : 0, asked: 0,
    });
});

export const openOf = (account) => (bills.get(account) ?? []).filter((one) => one.replacedBy === null).flatMap((one) => one.charges.map((charge) => ({ bill: one, charge, cents: open.get(charge.id) ?? 0 }))).filter((one) => one.cents > 0);

/** Past due first, then as the city says. */
function laid(account, cents, today) {
    const due = openOf(account).toSorted((a, b) => Number(b.bill.dueOn < today) - Number(a.bill.dueOn < today) || a.bill.dueOn.localeCompare(b.bill.dueOn) || ORDER.indexOf(a.charge.service) - ORDER.indexOf(b.charge.service));
    let left = cents;
    const lines = due.map(({ bill: of, charge, cents: openCents }) => {
        const paysCents = Math.min(left, openCents);
        left -= paysCents;
        return { charge: charge.id, service: charge.service, kind: charge.kind, bill: of.id, billNumber: of.number, dueOn: of.dueOn, openCents, paysCents, leftCents: openCents - paysCents };
    });
    return { lines, creditCents: left };
}

export function balance(account, now) {
    const today = day(now);
    const due = openOf(account);
    const last = bills.get(account)?.[0] ?? null;
    const mine = [...payments.values()].filter((one) => one.parts.some((part) => part.account === account) && !STATES.includes(one.id));
    const late = due.filter((one) => one.bill.dueOn < today);
    const days = (on) => Math.round((Date.parse(today) - Date.parse(on)) / 86_400_000);
    const between = (from, to) => sum(late.filter((one) => days(one.bill.dueOn) >= from && days(one.bill.dueOn) <= to), (one) => one.cents);
    return {
        currency: 'USD', owedCents: sum(due, (one) => one.cents) - (credit.get(account) ?? 0), pastDueCents: sum(late, (one) => one.cents), creditCents: credit.get(account) ?? 0,
        dueOn: due.map((one) => one.bill.dueOn).sort()[0] ?? null, lastBill: last && { id: last.id, number: last.number, issuedOn: last.issuedOn, dueOn: last.dueOn, totalCents: last.totalCents },
        onTheWayCents: (account === '5' ? 2000 : 0) + sum(mine.filter((one) => one.state === 'authorised'), (one) => one.amountCents), scheduled: mine.filter((one) => one.state === 'scheduled').map((one) => ({ payment: one.id, cents: one.amountCents, on: one.scheduledOn })),
        autopay: autopays.get(account)?.next ?? null,
        ageing: [{ from: 0, to: 0, cents: sum(due, (one) => one.cents) - sum(late, (one) => one.cents) }, { from: 1, to: 30, cents: between(1, 30) }, { from: 31, to: 60, cents: between(31, 60) }, { from: 61, to: 90, cents: between(61, 90) }, { from: 91, to: null, cents: between(91, 1e9) }],
    };
}

const openOn = (of) => sum(of.charges, (charge) => open.get(charge.id) ?? 0);
const rowOf = (of, today) => {
    const { charges, currency, reason, replaces, replacedBy, ...row } = of;
    const openCents = replacedBy ? 0 : openOn(of);
    return { ...row, openCents, state: replacedBy ? 'replaced' : openCents === 0 ? 'paid' : of.dueOn < today ? 'past-due' : 'open' };
};

function feeOf(kind) {
    return kind === 'card' ? 245 : 0;
}

function preview({ parts, kind }, now) {
    const shown = parts.map(({ account, cents }) => {
        const { lines, creditCents } = laid(account, cents, day(now));
        const owedCents = Math.max(0, balance(account, now).owedCents);
        return { account, owedCents, paysCents: cents - creditCents, leftCents: sum(lines, (one) => one.leftCents), creditCents, lines };
    });
    const amountCents = sum(parts, (one) => one.cents);
    const collisions = parts.flatMap(({ account }) => {
        const { autopay, scheduled, onTheWayCents } = balance(account, now);
        return [...(autopay ? [{ kind: 'autopay', account, cents: autopay.cents, on: autopay.on }] : []), ...scheduled.map((one) => ({ kind: 'scheduled', account, cents: one.cents, on: one.on })), ...(onTheWayCents > 0 ? [{ kind: 'on-the-way', account, cents: onTheWayCents, on: day(now, -2) }] : [])];
    });
    return { parts: shown, amountCents, feeCents: feeOf(kind), totalCents: amountCents + feeOf(kind), collisions };
}

export function pay(key, wish, now, more = {}) {
    const amountCents = sum(wish.parts, (one) => one.cents);
    const method = methods.find((one) => one.id === wish.method) ?? null;
    const state = wish.on ? 'scheduled' : method ? 'settled' : 'waiting';
    const payment = {
        id: key, kind: wish.kind, origin: 'page', state, reason: null, amountCents, feeCents: feeOf(wish.kind), totalCents: amountCents + feeOf(wish.kind), currency: 'USD', createdAt: local(now), effectiveOn: day(now), scheduledOn: wish.on ?? null,
        pageUrl: state === 'waiting' ? `/dev/pay/${key}` : null, receipt: null, parts: wish.parts.map((part) => ({ ...part, lines: [], creditCents: 0 })), method, refundedCents: 0, ...more,
    };
    payments.set(key, payment);
    if (state === 'settled') {
        move(payment, payment.kind === 'bank' ? 'authorised' : 'settled', now);
    }
    return payment;
}

/** What the payment company says of a payment. */
export function move(payment, state, now, reason = null) {
    Object.assign(payment, { state, reason, pageUrl: null });
    if (state === 'settled') {
        payment.receipt = String(100200 + payments.size);
        for (const part of payment.parts) {
            const { lines, creditCents } = laid(part.account, part.cents, day(now));
            lines.forEach((line) => open.set(line.charge, line.leftCents));
            part.lines = lines.filter((line) => line.paysCents > 0).map(({ service, billNumber, dueOn, paysCents }) => ({ service, billNumber, dueOn, paysCents }));
            part.creditCents = creditCents;
            credit.set(part.account, (credit.get(part.account) ?? 0) + creditCents);
        }
    }
}

/** Paying without a login: the account's number and the amount of its last bill; the token is the account. */
export function guest(method, path, body, query, now, headers) {
    const shown = ({ id, state, amountCents, feeCents, totalCents, pageUrl, receipt }) => ({ id, state, amountCents, feeCents, totalCents, pageUrl, receipt });
    if (path[1] === 'bills') {
        const account = accounts.find((one) => one.number === body.accountNumber);
        const last = account && bills.get(account.id)?.[0];
        if (!last || Number(body.proof) * 100 !== last.totalCents) {
            return refuse(422, 'guest-refused');
        }
        const { owedCents, dueOn } = balance(account.id, now);
        return { status: 200, body: { token: account.id, name: account.name.replace(/(?<=\S)\S+/g, '…'), accountNumber: `•••${account.number.slice(-3)}`, owedCents, dueOn, currency: 'USD' } };
    }
    if (method === 'POST') {
        const known = payments.get(headers['idempotency-key']);
        return body.cents > 500_000 ? refuse(422, 'amount-refused') : { status: 201, body: shown(known ?? pay(headers['idempotency-key'], { parts: [{ account: body.token, cents: body.cents }], kind: body.kind, method: null, on: null }, now, { guest: true, origin: 'guest' })) };
    }
    const payment = payments.get(path[2]);
    return payment ? { status: 200, body: shown(payment) } : refuse(404, 'payment-not-found');
}

export const paymentOf = (id) => payments.get(id);
export const paymentsOf = (account) => [...payments.values()].filter((one) => one.parts.some((part) => part.account === account)).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)).map(shownOf);
const shownOf = ({ asked, guest, ...payment }) => payment;

/** Answers like the desk, or null where the address is not the till's. */
export function till(method, path, body, query, now, headers) {
    const at = `${method} /${path[0]}`;
    const today = day(now);
    if (at === 'POST /payment-previews') {
        return body.parts.some((part) => part.cents > 500_000) ? refuse(422, 'amount-refused') : { status: 200, body: preview(body, now) };
    }
    if (path[0] === 'payments') {
        if (method === 'POST') {
            const known = payments.get(headers['idempotency-key']);
            if (!known && preview(body, now).collisions.length > 0 && !body.despite) {
                return refuse(409, 'payment-collides');
            }
            return { status: 201, body: shownOf(known ?? pay(headers['idempotency-key'], body, now)) };
        }
        const payment = payments.get(path[1]);
        if (!payment) {
            return refuse(404, 'payment-not-found');
        }
        if (method === 'DELETE') {
            move(payment, 'cancelled', now);
            return { status: 204 };
        }
        return { status: 200, body: shownOf(payment) };
    }
    if (path[0] === 'payment-methods') {
        if (method === 'POST') {
            return { status: 201, body: { pageUrl: `/dev/keep/${body.kind}` } };
        }
        if (method === 'DELETE') {
            methods.splice(methods.findIndex((one) => one.id === path[1]), 1);
            return { status: 204 };
        }
        const spanish = headers['accept-language'] === 'es';
        return { status: 200, body: { methods, authorisations: AUTHORISATIONS[spanish ? 'es' : 'en'] } };
    }
    const account = path[0] === 'accounts' ? accounts.find((one) => one.id === path[1])?.id : undefined;
    if (!account) {
        return null;
    }
    switch (path[2]) {
        case 'balance':
            return { status: 200, body: balance(account, now) };
        case 'bills': {
            const own = bills.get(account) ?? [];
            if (!path[3]) {
                const from = query.before ? own.findIndex((one) => one.id === query.before) + 1 : 0;
                return { status: 200, body: { bills: own.slice(from, from + 6).map((one) => rowOf(one, today)), more: own.length > from + 6 } };
            }
            const found = own.find((one) => one.id === path[3]);
            if (!found) {
                return refuse(404, 'bill-not-found');
            }
            const before = own.slice(own.indexOf(found) + 1).find((one) => one.from < found.from && one.replacedBy === null);
            const spanish = headers['accept-language'] === 'es';
            const lines = (charge) => charge.lines.map(([en, es, quantity, unit, price, amountCents]) => ({ text: spanish ? es : en, quantity, unit, price, amountCents }));
            return {
                status: 200,
                body: {
                    ...rowOf(found, today), currency: found.currency, reason: found.reason, replaces: found.replaces, replacedBy: found.replacedBy,
                    charges: found.charges.map((charge) => ({ ...charge, openCents: open.get(charge.id) ?? 0, lines: lines(charge) })),
                    previous: before ? { id: before.id, issuedOn: before.issuedOn, totalCents: before.totalCents, charges: before.charges.map(({ service, quantity, unit, amountCents }) => ({ service, quantity, unit, amountCents })) } : null,
                },
            };
        }
        case 'payments': {
            return { status: 200, body: { payments: paymentsOf(account), more: false } };
        }
        case 'statement': {
            const entries = [];
            for (const one of (bills.get(account) ?? []).toReversed().filter((of) => of.replacedBy === null && of.issuedOn >= query.from && of.issuedOn < query.to)) {
                entries.push({ on: one.issuedOn, kind: 'bill', what: one.number, bill: one.id, payment: null, chargedCents: one.totalCents, paidCents: 0 });
                if (openOn(one) === 0) {
                    entries.push({ on: one.dueOn, kind: 'payment', what: String(100000 + Number(one.id)), bill: null, payment: 'settled', chargedCents: 0, paidCents: one.totalCents });
                }
            }
            let running = 0;
            const shown = entries.toSorted((a, b) => a.on.localeCompare(b.on)).map((entry) => ({ ...entry, balanceCents: (running += entry.chargedCents - entry.paidCents) }));
            return { status: 200, body: { from: query.from, to: query.to, openingCents: 0, closingCents: running, entries: shown } };
        }
        case 'autopay': {
            if (method === 'PUT') {
                const of = methods.find((one) => one.id === body.method);
                autopays.set(account, { method: of, day: body.day, mostCents: body.mostCents, since: local(now), paused: false, next: { cents: Math.max(0, balance(account, now).owedCents), on: '2026-12-07' }, locked: false });
            }
            if (method === 'DELETE') {
                autopays.delete(account);
                return { status: 204 };
            }
            return autopays.has(account) ? { status: 200, body: autopays.get(account) } : refuse(404, 'autopay-not-found');
        }
        default:
            return null;
    }
}
