/** Paying, and what was paid: a script of their own. */
export { AutopayPage } from '../autopay/autopay-page';
export { MethodsPage } from '../method/methods-page';
export { PaymentPage } from '../payment/payment-page';
export { PaymentsPage } from '../payment/payments-page';
export { StatementPage } from '../payment/statement-page';
export { PayPage } from './pay-page';
