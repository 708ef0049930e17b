package meterside.portal.staff;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import meterside.db.Settings;

/** Writes roles. Blocking: for the command only. */
class AddStaffRepository {

    private final Settings settings;

    AddStaffRepository(Settings settings) {
        this.settings = settings;
    }

    boolean seesAccounts(String email) {
        try (var db = connect();
                var query = db.prepareStatement("""
                        select exists (select from account_access x join login l on l.id = x.login
                                       where l.email = ? and x.ended_at is null)
                        """)) {
            query.setString(1, email);
            try (var found = query.executeQuery()) {
                return found.next() && found.getBoolean(1);
            }
        } catch (SQLException failure) {
            throw refused(failure);
        }
    }

    void put(long login, String role, Instant at) {
        try (var db = connect();
                var put = db.prepareStatement("""
                        insert into staff (login, role, granted_at) values (?, ?, ?)
                        on conflict (login) do update set role = excluded.role, ended_at = null
                        """)) {
            OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
            put.setLong(1, login);
            put.setString(2, role);
            put.setObject(3, time);
            put.executeUpdate();
        } catch (SQLException failure) {
            throw refused(failure);
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

    private static IllegalArgumentException refused(SQLException failure) {
        return new IllegalArgumentException("The database refused: " + failure.getMessage(), failure);
    }
}
