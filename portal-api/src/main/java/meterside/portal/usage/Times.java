package meterside.portal.usage;

import java.time.Instant;
import meterside.metering.LocalDays;

/**
 * Writes instants with the offset then in force, such as {@code 2026-11-01T01:00-05:00}, as {@link java.time.OffsetDateTime} does.
 * Those of an answer follow one another, so that day and offset are looked up once for each stretch that has the same. For one thread
 * at a time.
 */
public final class Times {

    private static final long DAY = 86_400;

    private final LocalDays days;
    private String day = "";
    private String offset = "";

    /** Epoch seconds of the local midnight of {@code day} by {@code offset}. */
    private long midnight;

    /** Epoch seconds between which {@code day} and {@code offset} hold. */
    private long since = Long.MAX_VALUE;

    private long until = Long.MIN_VALUE;

    public Times(LocalDays days) {
        this.days = days;
    }

    /** {@return the instant's local time, with seconds and their fraction only where it has any} */
    public String of(Instant instant) {
        var text = new StringBuilder();
        append(text, instant);
        return text.toString();
    }

    /** As {@link #of}. */
    public void append(StringBuilder text, Instant instant) {
        if (instant.getNano() == 0) {
            append(text, instant.getEpochSecond());
        } else {
            text.append(instant.atOffset(days.offsetAt(instant)));
        }
    }

    /** As {@link #of}, at so many seconds of the epoch. */
    public void append(StringBuilder text, long second) {
        if (second < since || second >= until) {
            look(second);
        }
        var clock = (int) (second - midnight);
        text.append(day);
        twoDigits(text, clock / 3600);
        text.append(':');
        twoDigits(text, clock / 60 % 60);
        if (clock % 60 > 0) {
            text.append(':');
            twoDigits(text, clock % 60);
        }
        text.append(offset);
    }

    private void look(long second) {
        var instant = Instant.ofEpochSecond(second);
        var found = days.offsetAt(instant);
        var date = instant.atOffset(found).toLocalDate();
        var change = days.zone().getRules().nextTransition(instant);
        day = date + "T";
        offset = found.getId();
        midnight = date.atStartOfDay().toEpochSecond(found);
        since = second;
        until = change == null ? midnight + DAY : Math.min(midnight + DAY, change.toEpochSecond());
    }

    private static void twoDigits(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
