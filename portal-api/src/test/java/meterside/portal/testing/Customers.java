package meterside.portal.testing;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Accounts and the logins that may see them. Everyone's password is {@link Browser#PASSWORD}. */
public final class Customers {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T05:00:00Z");
    private static final AtomicInteger NUMBERS = new AtomicInteger(4000);
    private static final String HASH = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2).encode(Browser.PASSWORD);

    private final Rows rows;

    public Customers(Rows rows) {
        this.rows = rows;
    }

    /** {@return the account's id} */
    public long account(String name) {
        return rows.write(
                "insert into account (number, name) values (?, ?) returning id",
                "A-" + NUMBERS.incrementAndGet(),
                name);
    }

    /** {@return the login's id} */
    public long login(String email, long... accounts) {
        var login = rows.write(
                "insert into login (email, password_hash, created_at) values (?, ?, ?) returning id",
                email,
                HASH,
                LONG_AGO);
        for (var account : accounts) {
            rows.write(
                    "insert into account_access (login, account, granted_at) values (?, ?, ?)",
                    login,
                    account,
                    LONG_AGO);
        }
        return login;
    }

    /** {@return the id of a login of one of the utility's own people} */
    public long staff(String email, String role) {
        var login = login(email);
        rows.write("insert into staff (login, role, granted_at) values (?, ?, ?)", login, role, LONG_AGO);
        return login;
    }
}
