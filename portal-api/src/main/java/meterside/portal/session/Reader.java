package meterside.portal.session;

/**
 * Whoever may read usage: somebody signed in, or a program with their personal token. What changes anything takes {@link
 * SignedIn}, which no token makes.
 */
public interface Reader {

    /** {@return our id of the login whose usage it is} */
    long login();

    /** {@return whether the account is within what may be read, as far as the reader limits it} The login must see it too. */
    boolean reaches(long account);
}
