/** The pages of alerts, a script of their own. */
export { AlertPage } from './alert-page';
export { AlertsPage } from './alerts-page';
