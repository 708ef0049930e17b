package meterside.portal.contact;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import meterside.db.Settings;

/** Addresses that the operator vouches for. Blocking: for commands only. */
class VouchedRepository {

    private final Settings settings;

    VouchedRepository(Settings settings) {
        this.settings = settings;
    }

    void add(long login, String email, String zone, Instant at) {
        var sql = """
                insert into contact (login, medium, address, language, zone, quiet_from, quiet_to, urgent_at_night,
                                     added_at, verified_at)
                values (?, 'email', ?, 'en', ?, time '21:00', time '08:00', false, ?, ?)
                on conflict (login, medium, address) where removed_at is null
                do update set verified_at = coalesce(contact.verified_at, excluded.verified_at)
                """;
        var url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        settings.required("METERSIDE_DB_HOST", "127.0.0.1"),
                        settings.required("METERSIDE_DB_PORT", "5432"),
                        settings.required("METERSIDE_DB_NAME", "meterside"));
        try (var db = DriverManager.getConnection(
                        url, "meterside_portal", settings.required("METERSIDE_DB_PASSWORD", "a long random word"));
                var insert = db.prepareStatement(sql)) {
            insert.setLong(1, login);
            insert.setString(2, email);
            insert.setString(3, zone);
            insert.setObject(4, at.atOffset(ZoneOffset.UTC));
            insert.setObject(5, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("the address could not be made a contact", failure);
        }
    }
}
