/** The pages of bills, a script of their own. */
export { BillPage } from './bill-page';
export { BillsPage } from './bills-page';
