package meterside.journeys.year;

import java.time.Instant;
import meterside.metering.Unit;
import org.jspecify.annotations.Nullable;

/** A version of an alert, and when it was made, replaced and ended. */
final class Wish {

    static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");

    final String account;
    final String watched;
    final String threshold;
    final Unit unit;
    final boolean estimates;
    final int contacts;
    final int madeOnDay;
    final @Nullable Wish before;
    final @Nullable Integer endsOnDay;
    Instant made = NEVER;
    Instant replaced = NEVER;
    Instant ended = NEVER;
    long alert;
    long version;

    Wish(
            String account,
            String watched,
            String threshold,
            Unit unit,
            boolean estimates,
            int contacts,
            int madeOnDay,
            @Nullable Wish before,
            @Nullable Integer endsOnDay) {
        this.account = account;
        this.watched = watched;
        this.threshold = threshold;
        this.unit = unit;
        this.estimates = estimates;
        this.contacts = contacts;
        this.madeOnDay = madeOnDay;
        this.before = before;
        this.endsOnDay = endsOnDay;
    }
}
