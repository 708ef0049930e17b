package meterside.portal.identity;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import meterside.db.Settings;

/** Writes a login and what it may see in one transaction. Blocking: for the command only. */
class AddLoginRepository {

    private final Settings settings;

    AddLoginRepository(Settings settings) {
        this.settings = settings;
    }

    /** A login that was put. */
    record Put(long login, boolean isNew) {}

    /**
     * {@return the login, and whether it is new}
     *
     * @throws AddLogin.Refusal if an account is unknown, or the database does not answer; nothing is then changed
     */
    Put put(String email, String passwordHash, boolean standsAlone, List<String> accounts, Instant at) {
        try (var db = connect()) {
            db.setAutoCommit(false);
            var isNew = number(db, "select count(*) from login where email = ?", email) == 0;
            var login = number(db, """
                    insert into login (email, password_hash, password_stands_alone, created_at) values (?, ?, ?, ?)
                    on conflict (email) do update
                    set password_hash = excluded.password_hash, password_stands_alone = excluded.password_stands_alone,
                        password_changed_at = excluded.created_at
                    returning id
                    """, email, passwordHash, standsAlone, at.atOffset(ZoneOffset.UTC));
            if (!accounts.isEmpty()
                    && number(db, "select count(*) from staff where login = ? and ended_at is null", login) > 0) {
                throw new AddLogin.Refusal(
                        "%s is of the utility's own people, who see no accounts: use another address."
                                .formatted(email));
            }
            for (var account : accounts) {
                grant(db, login, account, at.atOffset(ZoneOffset.UTC));
            }
            db.commit();
            return new Put(login, isNew);
        } catch (SQLException failure) {
            throw new AddLogin.Refusal("The database refused: " + failure.getMessage());
        }
    }

    private static void grant(Connection db, long login, String number, OffsetDateTime at) throws SQLException {
        var account = number(db, "select coalesce((select id from account where number = ?), 0)", number);
        if (account == 0) {
            throw new AddLogin.Refusal(
                    "There is no account %s: load the registry first, or look at the number.".formatted(number));
        }
        number(db, """
                insert into account_access (login, account, granted_at) values (?, ?, ?)
                on conflict (login, account) do update set ended_at = null
                returning account
                """, login, account, at);
    }

    private static long number(Connection db, String sql, Object... parameters) throws SQLException {
        try (var statement = db.prepareStatement(sql)) {
            for (var place = 0; place < parameters.length; place++) {
                statement.setObject(place + 1, parameters[place]);
            }
            try (var found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    private Connection connect() throws SQLException {
        var url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        settings.required("METERSIDE_DB_HOST", "127.0.0.1"),
                        settings.required("METERSIDE_DB_PORT", "5432"),
                        settings.required("METERSIDE_DB_NAME", "meterside"));
        return DriverManager.getConnection(
                url, "meterside_portal", settings.required("METERSIDE_DB_PASSWORD", "a long random word"));
    }
}
