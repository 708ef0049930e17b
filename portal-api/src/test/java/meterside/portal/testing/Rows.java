package meterside.portal.testing;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import meterside.testing.Backing;

/** Writes rows as the administrator, for a test to arrange what other processes would have written. */
public final class Rows {

    private final Backing.Database database;

    public Rows(Backing.Database database) {
        this.database = database;
    }

    /** {@return the first column of the first row, or 0} */
    public long write(String sql, Object... parameters) {
        try (var db = database.asAdministrator();
                var statement = db.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i] instanceof Instant instant ? at(instant) : parameters[i]);
            }
            if (!statement.execute()) {
                return 0;
            }
            try (var found = statement.getResultSet()) {
                return found.next() ? found.getLong(1) : 0;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** {@return the first column of the first row as text, or nothing} */
    public String text(String sql, Object... parameters) {
        try (var db = database.asAdministrator();
                var statement = db.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i] instanceof Instant instant ? at(instant) : parameters[i]);
            }
            try (var found = statement.executeQuery()) {
                var text = found.next() ? found.getString(1) : null;
                return text == null ? "" : text;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** {@return the local midnight, or whatever begins the day there} */
    public static Instant day(String day, String zone) {
        return LocalDate.parse(day).atStartOfDay(ZoneId.of(zone)).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
