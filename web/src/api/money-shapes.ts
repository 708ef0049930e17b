import type { components } from '#api';

/** What the portal says of money: amounts are whole cents, quantities exact decimals. */

type Schemas = components['schemas'];

export type Balance = Schemas['Balance'];
export type Statement = Schemas['Statement'];
export type StatementEntry = Schemas['StatementEntry'];
export type GuestBill = Schemas['GuestBill'];
export type GuestPayment = Schemas['GuestPayment'];
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
