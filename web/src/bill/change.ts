import type { Bill } from '../api/money';
import { quantityOf, sumOf } from '../money/quantity';
import { decimal, parse } from '../words/amounts';
import type { Words } from '../words/words';

/** What one service cost and how much of it was used, on one bill. */
interface Cost {
    cents: number;
    /** null: flat, or in units that do not add up */
    quantity: bigint | null;
    unit: string | null;
}

interface Mover {
    services: string[];
    /** now less then */
    cents: number;
    /** what was used now less then; null where that cannot be said */
    used: bigint | null;
    unit: string | null;
    first: boolean;
    gone: boolean;
}

/** A second service is named when it made at least this part of the difference. */
const WORTH_NAMING = 4;

/** {@return why this bill is not the last one: how much, what moved it, and the rest; from the two bills alone} */
export function change(bill: Bill, words: Words): { lead: string; text: string } {
    const { previous } = bill;
    if (previous === null) {
        return { lead: words.t('bill.changeFirst'), text: words.t('bill.changeFirstText') };
    }
    const difference = bill.totalCents - previous.totalCents;
    const movers = moved(bill);
    if (difference === 0) {
        return { lead: words.t('bill.changeNone'), text: words.t(movers.length === 0 ? 'bill.changeNoneText' : 'bill.changeEven') };
    }
    const sum = (cents: number) => sumOf(cents, words, bill.currency);
    const up = difference > 0;
    const along = movers.filter((mover) => mover.cents > 0 === up);
    const named = along.slice(0, 2).filter((mover, at) => at === 0 || Math.abs(mover.cents) * WORTH_NAMING >= Math.abs(difference));
    const rest = difference - named.reduce((total, mover) => total + mover.cents, 0);
    const others = new Set([...bill.charges, ...previous.charges].map((charge) => charge.service)).size > named.flatMap((mover) => mover.services).length;
    return {
        lead: words.t(up ? 'bill.changeMore' : 'bill.changeLess', { amount: sum(difference) }),
        text: [...named.map((mover) => said(mover, bill, words)), others && words.t(rest === 0 ? 'bill.restSame' : rest > 0 ? 'bill.restUp' : 'bill.restDown', { amount: sum(rest) })]
            .filter(Boolean)
            .join(' '),
    };
}

/** {@return the services whose cost moved, those that moved most first} */
function moved(bill: Bill): Mover[] {
    const now = costs(bill.charges.map((charge) => ({ ...charge, amountCents: charge.kind === 'credit' ? -Math.abs(charge.amountCents) : charge.amountCents })));
    const then = costs(bill.previous!.charges);
    const movers = [...new Set([...now.keys(), ...then.keys()])].map((service): Mover => {
        const [to, from] = [now.get(service), then.get(service)];
        const comparable = to?.quantity != null && from?.quantity != null && to.unit === from.unit && to.unit !== 'count';
        return {
            services: [service],
            cents: (to?.cents ?? 0) - (from?.cents ?? 0),
            used: comparable ? to.quantity! - from.quantity! : null,
            unit: to?.unit ?? null,
            first: !from,
            gone: !to,
        };
    });
    return together(movers, now, then)
        .filter((mover) => mover.cents !== 0)
        .toSorted((one, other) => Math.abs(other.cents) - Math.abs(one.cents));
}

/** Sewer that is billed by the water used moves with it, for the same reason, and is named with it. */
function together(movers: Mover[], now: Map<string, Cost>, then: Map<string, Cost>): Mover[] {
    const [water, sewer] = ['water', 'sewer'].map((service) => movers.find((mover) => mover.services[0] === service));
    const same = (of: Map<string, Cost>) => of.get('water')?.quantity === of.get('sewer')?.quantity && of.get('water')?.unit === of.get('sewer')?.unit;
    if (!water || !sewer || water.used === null || !same(now) || !same(then) || water.cents * sewer.cents <= 0) {
        return movers;
    }
    return [{ ...water, services: ['water', 'sewer'], cents: water.cents + sewer.cents }, ...movers.filter((mover) => mover !== water && mover !== sewer)];
}

function costs(charges: readonly { service: string; quantity: string | null; unit: string | null; amountCents: number }[]): Map<string, Cost> {
    const all = new Map<string, Cost>();
    for (const { service, quantity, unit, amountCents } of charges) {
        const before = all.get(service);
        const own = quantity === null ? null : parse(quantity);
        all.set(service, {
            cents: (before?.cents ?? 0) + amountCents,
            quantity: before === undefined ? own : own === null ? before.quantity : before.quantity === null ? own : before.unit === unit ? before.quantity + own : null,
            unit: unit ?? before?.unit ?? null,
        });
    }
    return all;
}

function said(mover: Mover, bill: Bill, words: Words): string {
    const values = { services: words.list(mover.services.map((service) => serviceName(service, words, true))), amount: sumOf(mover.cents, words, bill.currency) };
    if (mover.first || mover.gone) {
        return words.t(mover.first ? 'bill.moverNew' : 'bill.moverGone', values);
    }
    const up = mover.cents > 0;
    const used = mover.used === null || mover.used === 0n ? null : quantityOf(decimal(mover.used < 0n ? -mover.used : mover.used), mover.unit, words);
    const more = mover.used !== null && mover.used > 0n;
    const key = used === null ? (mover.used === 0n ? 'Same' : '') : more === up ? 'Because' : 'Though';
    const estimated = bill.charges.some((charge) => mover.services.includes(charge.service) && charge.basis === 'estimated');
    const why = words.capital(words.t(`bill.mover${up ? 'Up' : 'Down'}${key}`, { ...values, quantity: used ?? '' }));
    return estimated && used !== null ? `${why} ${words.t('bill.moverEstimated')}` : why;
}

/** {@return "Solid waste"; a service the page has no word for by the portal's own} */
export function serviceName(service: string, words: Words, within = false): string {
    const key = `charge.${service}`;
    const name = words.has(key) ? words.t(key) : service;
    return within ? words.small(name) : name;
}
