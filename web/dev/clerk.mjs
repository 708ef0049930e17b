// The counter of the made-up town: the session of clerk@… is a clerk, approver@… an approver.
import { balance, move, openOf, pay, paymentOf, paymentsOf } from './till.mjs';
import { accounts, local } from './town.mjs';

const refuse = (status, code) => ({ status, code });
const at = (now, days) => local(now - days * 86_400_000);
let next = 3;
let refunds;
let differences = [
    { id: '1', kind: 'missing-there', concerns: 'charge', providerPayment: 'pi_3QxA7c2eZvKYlo2C1mN8', payment: 'settled', day: '2026-11-17', oursCents: 8559, theirsCents: null, ageDays: 4 },
    { id: '2', kind: 'amount', concerns: 'refund', providerPayment: 'pi_3QxB9d2eZvKYlo2C0kP3', payment: null, day: '2026-11-20', oursCents: 12000, theirsCents: 11000, ageDays: 1 },
];

const owed = (account, now) => (({ owedCents, pastDueCents, creditCents, dueOn }) => ({ owedCents, pastDueCents, creditCents, dueOn }))(balance(account, now));

export const roleOf = (who) => (who === 'approver' || who === 'clerk' ? who : null);

export function clerk(method, path, body, query, now, headers, who) {
    const role = roleOf(who);
    if (path[0] === 'staff') {
        return role ? { status: 200, body: { role } } : refuse(404, 'not-found');
    }
    if (path[0] !== 'counter') {
        return null;
    }
    if (!role) {
        return refuse(404, 'not-found');
    }
    const more = { receipt: '100117', accountNumber: '4000-1', currency: 'USD', kind: 'card', note: null };
    refunds ??= [
        { ...more, id: '1', payment: 'settled', account: '1', cents: 8314, reason: 'Paid twice by mistake', state: 'asked', askedBy: 'clerk@meterside.example', askedAt: at(now, 2), decidedBy: null, decidedAt: null },
        { ...more, id: '2', payment: 'refunded', account: '1', cents: 8559, reason: 'The house was sold', state: 'done', askedBy: 'clerk@meterside.example', askedAt: at(now, 9), decidedBy: 'approver@meterside.example', decidedAt: at(now, 8) },
        { ...more, id: '3', payment: 'settled', account: '2', cents: 1250, reason: 'Wrong account', state: 'asked', askedBy: 'approver@meterside.example', askedAt: at(now, 0), decidedBy: null, decidedAt: null },
    ];
    switch (path[1]) {
        case 'accounts': {
            if (!path[2]) {
                const q = query.q.toLowerCase();
                const found = accounts.filter((one) => [one.number, one.name, one.address].some((text) => text?.toLowerCase().includes(q)));
                return { status: 200, body: { accounts: found.map(({ id, number, name, address }) => ({ id, number, name, address, owedCents: balance(id, now).owedCents })) } };
            }
            const account = accounts.find((one) => one.id === path[2]);
            return account
                ? {
                      status: 200,
                      body: {
                          id: account.id, number: account.number, name: account.name, addresses: account.address ? [account.address] : [], currency: 'USD', ...owed(account.id, now),
                          openCharges: openOf(account.id).map(({ bill, charge, cents }) => ({ charge: charge.id, bill: bill.id, billNumber: bill.number, service: charge.service, kind: charge.kind, dueOn: bill.dueOn, amountCents: charge.amountCents, openCents: cents })),
                          payments: paymentsOf(account.id), refunds: refunds.filter((one) => one.account === account.id),
                      },
                  }
                : refuse(404, 'account-not-found');
        }
        case 'payments': {
            if (path[3] === 'void') {
                move(paymentOf(path[2]), 'voided', now);
                return { status: 200, body: paymentOf(path[2]) };
            }
            if (body.cents > 500_000) {
                return refuse(422, 'amount-refused');
            }
            const known = paymentOf(headers['idempotency-key']);
            const payment = known ?? pay(headers['idempotency-key'], { parts: [{ account: body.account, cents: body.cents }], kind: body.kind, method: null, on: null }, now, { origin: 'counter', feeCents: 0, totalCents: body.cents, pageUrl: null });
            if (!known) {
                move(payment, 'settled', now);
            }
            return { status: 201, body: payment };
        }
        case 'refunds': {
            if (path[3] === 'decision') {
                const refund = refunds.find((one) => one.id === path[2]);
                Object.assign(refund, { state: body.release ? 'sent' : 'refused', decidedBy: `${who}@meterside.example`, decidedAt: local(now), note: body.reason });
                return { status: 200, body: refund };
            }
            if (method === 'POST') {
                const asked = { ...more, id: String(++next), ...body, state: body.cents > 5000 ? 'asked' : 'sent', askedBy: `${who}@meterside.example`, askedAt: local(now), decidedBy: null, decidedAt: null };
                refunds.push(asked);
                return { status: 201, body: asked };
            }
            return { status: 200, body: { refunds } };
        }
        case 'settlement': {
            if (path[3] === 'closing') {
                differences = differences.filter((one) => one.id !== path[2]);
                return { status: 204 };
            }
            const files = [0, 1, 2].map((days) => ({ name: `settlement-${days}.csv`, day: at(now, days + 1).slice(0, 10), lines: 41 - days, grossCents: 512_344 - days * 31_050, takenAt: at(now, days) }));
            return { status: 200, body: { differences, files } };
        }
        default:
            return refuse(404, 'not-found');
    }
}
