import type { components } from '#api';
import type { Day } from '../time/days';

/** What the portal says of money: amounts are whole cents, quantities exact decimals. */

type Schemas = components['schemas'];

export type Payment = Schemas['Payment'];
export type PaymentState = Payment['state'];
export type PaidWith = Payment['kind'];
export type Part = Schemas['PaymentPartWish'];
export type Preview = Schemas['PaymentPreview'];
export type Collision = Schemas['PaymentCollision'];
export type PaymentWish = Required<Schemas['PaymentWish']>;
export type BillRow = Schemas['BillInList'];
export type Bill = Schemas['Bill'];
export type Charge = Schemas['BillCharge'];
export type Methods = Schemas['PaymentMethods'];
export type Method = Schemas['PaymentMethod'];
export type Autopay = Schemas['Autopay'];
export type AutopayWish = Required<Schemas['AutopayWish']>;
export type Role = Schemas['StaffRole']['role'];
export type FoundAccount = Schemas['CounterAccounts']['accounts'][number];
export type Customer = Schemas['CounterAccount'];
export type CounterWish = Required<Schemas['Taking']>;
export type Refund = Schemas['Refund'];
export type Difference = Schemas['Settlement']['differences'][number];

export interface Planned {
    cents: number;
    on: Day;
}

export interface Aged {
    /** days past due; 0 to 0 is not yet due */
    from: number;
    to: number | null;
    cents: number;
}

export interface Balance {
    currency: string;
    owedCents: number;
    pastDueCents: number;
    creditCents: number;
    dueOn: Day | null;
    lastBill: { id: string; number: string; issuedOn: Day; dueOn: Day; totalCents: number } | null;
    onTheWayCents: number;
    scheduled: (Planned & { payment: string })[];
    autopay: Planned | null;
    ageing: Aged[];
}

export interface StatementEntry {
    on: Day;
    kind: 'bill' | 'payment' | 'fee' | 'return' | 'refund' | 'correction' | 'credit';
    what: string;
    bill: string | null;
    payment: string | null;
    chargedCents: number;
    paidCents: number;
    balanceCents: number;
}

export interface Statement {
    from: Day;
    to: Day;
    openingCents: number;
    closingCents: number;
    entries: StatementEntry[];
}
