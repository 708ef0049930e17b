/** What was sent and why, a script of its own. */
export { NoticesPage } from './notices-page';
export { WhyPage } from './why-page';
