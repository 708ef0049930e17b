package meterside.ingest.row;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import meterside.ingest.row.CsvRows.Row;
import meterside.metering.LocalDays;
import meterside.metering.ReadLength;
import meterside.metering.Unit;
import org.jspecify.annotations.Nullable;

/** The fields of a row, checked one by one. An empty field is an absent one. */
public final class Fields {

    private static final BigDecimal MOST = new BigDecimal("1e15");

    private final Row row;

    private Fields(Row row) {
        this.row = row;
    }

    /** {@return the row's fields} */
    public static Fields of(Row row) throws BadRow {
        if (!row.complete()) {
            throw new BadRow("wrong-field-count", "The line has more or fewer fields than there are columns.");
        }
        return new Fields(row);
    }

    public String text(String column) throws BadRow {
        return optional(column)
                .orElseThrow(
                        () -> new BadRow("missing-" + dashed(column), "The column %s is empty.".formatted(column)));
    }

    /** {@return the text, or null when it is absent} */
    public @Nullable String textOrNull(String column) throws BadRow {
        return optional(column).orElse(null);
    }

    public String oneOf(String column, String... words) throws BadRow {
        var text = text(column);
        if (!Set.of(words).contains(text)) {
            throw wrong(column, text, String.join(", ", words));
        }
        return text;
    }

    /** {@return the number as it is, or null when it is absent} */
    public @Nullable String numberOrNull(String column) throws BadRow {
        var text = textOrNull(column);
        try {
            if (text != null && new BigDecimal(text).abs().compareTo(MOST) > 0) {
                throw wrong(column, text, "a number below 1e15");
            }
            return text == null ? null : new BigDecimal(text).toPlainString();
        } catch (NumberFormatException malformed) {
            throw wrong(column, String.valueOf(text), "a decimal number");
        }
    }

    /** {@return a number above nought, or null when it is absent} */
    public @Nullable String positiveOrNull(String column) throws BadRow {
        var number = numberOrNull(column);
        if (number != null && new BigDecimal(number).signum() <= 0) {
            throw wrong(column, number, "a number above 0");
        }
        return number;
    }

    /** {@return 1 to 18, or null when it is absent} */
    public @Nullable String dialsOrNull(String column) throws BadRow {
        var text = textOrNull(column);
        if (text != null && !text.matches("[1-9]|1[0-8]")) {
            throw wrong(column, text, "a whole number from 1 to 18");
        }
        return text;
    }

    /** {@return an instant, to the second} */
    public Instant instant(String column) throws BadRow {
        var text = text(column);
        try {
            var instant = OffsetDateTime.parse(text).toInstant();
            var years = instant.atOffset(java.time.ZoneOffset.UTC).getYear();
            if (instant.equals(instant.truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                    && years >= 1900
                    && years <= 9999) {
                return instant;
            }
        } catch (DateTimeException malformed) {
            throw wrong(column, text, "a time with its offset, such as 2026-10-20T00:00:00-04:00");
        }
        throw wrong(column, text, "a time to the second between 1900 and 9999");
    }

    /** {@return the end of the span, or null when it is open} */
    public @Nullable Instant endAfter(Instant start) throws BadRow {
        if (textOrNull("to") == null) {
            return null;
        }
        var end = instant("to");
        if (!end.isAfter(start)) {
            throw new BadRow("ends-before-it-begins", "The span ends at %s and begins at %s.".formatted(end, start));
        }
        return end;
    }

    public String zone(String column) throws BadRow {
        var text = text(column);
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw wrong(column, text, "an IANA time zone, such as America/New_York");
        }
        return text;
    }

    public String unit(String column) throws BadRow {
        var text = text(column);
        return Unit.ofSymbol(text)
                .orElseThrow(() -> wrong(column, text, "kWh, gal, ft3, m3, L, therm …"))
                .symbol();
    }

    /** {@return the length of a channel's intervals; a register has none, and every other has one} */
    public String length(String column, boolean register) throws BadRow {
        var text = text(column);
        if (register != text.equals("irregular")) {
            throw wrong(column, text, register ? "irregular, for a register" : "PT15M, PT30M, PT1H or P1D");
        }
        try {
            return register ? text : ReadLength.parse(text).toString();
        } catch (IllegalArgumentException malformed) {
            throw wrong(column, text, "PT15M, PT30M, PT1H or P1D");
        }
    }

    /** Refuses an instant within a local day: no day belongs to two tenants. */
    public static void requireMidnight(Instant instant, String zone, String column) throws BadRow {
        var days = new LocalDays(ZoneId.of(zone));
        if (!days.startOf(days.dayOf(instant)).equals(instant)) {
            throw new BadRow(
                    "not-at-midnight",
                    "An agreement begins and ends at midnight of %s; %s is %s."
                            .formatted(
                                    zone,
                                    column,
                                    instant.atZone(ZoneId.of(zone)).toOffsetDateTime()));
        }
    }

    private Optional<String> optional(String column) throws BadRow {
        var text = row.fields().get(column);
        if (text != null && text.indexOf('\0') >= 0) {
            throw new BadRow("malformed-" + dashed(column), "The column %s holds a NUL.".formatted(column));
        }
        return Optional.ofNullable(text);
    }

    private static BadRow wrong(String column, String text, String expected) {
        return new BadRow(
                "malformed-" + dashed(column),
                "The column %s is '%s'; expected is %s.".formatted(column, text, expected));
    }

    private static String dashed(String column) {
        return column.replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
