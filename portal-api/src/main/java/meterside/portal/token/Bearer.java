package meterside.portal.token;

import java.util.Set;
import meterside.portal.session.Reader;

/** A program that showed a token which was good. Only {@link PersonalTokens} makes one. */
public final class Bearer implements Reader {

    private final long token;
    private final long login;
    private final Set<Long> accounts;

    /** @param accounts those the token names; empty for all that the login may see */
    Bearer(long token, long login, Set<Long> accounts) {
        this.token = token;
        this.login = login;
        this.accounts = Set.copyOf(accounts);
    }

    /** {@return our id of the token} */
    public long token() {
        return token;
    }

    @Override
    public long login() {
        return login;
    }

    @Override
    public boolean reaches(long account) {
        return accounts.isEmpty() || accounts.contains(account);
    }
}
