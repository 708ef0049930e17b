package meterside.portal.span;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import meterside.metering.LocalDays;
import meterside.portal.problem.MalformedRequest;
import org.jspecify.annotations.Nullable;

/** As known on when: an instant, or the end of a local day of the usage point. */
public final class KnownOn {

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})");

    private final @Nullable LocalDate day;
    private final Instant instant;

    private KnownOn(@Nullable LocalDate day, Instant instant) {
        this.day = day;
        this.instant = instant;
    }

    /** {@return what the parameter says} An instant is a time with its offset, as on every answer and in every file. */
    public static KnownOn parse(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return new KnownOn(LocalDate.parse(text), Instant.EPOCH);
            }
            if (TIME.matcher(text).matches()) {
                return new KnownOn(null, OffsetDateTime.parse(text).toInstant());
            }
        } catch (DateTimeException noSuchTime) {
            // such as February 30: refused like any other text that is not a time
        }
        throw new MalformedRequest(
                "The parameter as-known-on is neither a day such as 2026-10-31 nor a time such as 2026-10-31T14:00-04:00.");
    }

    /** {@return the instant, of which everything stored until then is known} The day's last, which is a microsecond before the next. */
    public Instant at(LocalDays days) {
        return day == null ? instant : days.startOf(day.plusDays(1)).minus(1, ChronoUnit.MICROS);
    }
}
