/** The pages about oneself, a script of their own. */
export { ContactsPage } from './contacts-page';
export { ProfilePage } from './profile-page';
export { SecurityPage } from './security-page';
export { WritePage } from './write-page';
