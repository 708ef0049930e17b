/** The clerk's pages, a script of their own. */
export { CounterPage } from './counter-page';
export { CustomerPage } from './customer-page';
export { RefundsPage } from './refunds-page';
export { SettlementPage } from './settlement-page';
