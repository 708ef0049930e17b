package meterside.metering;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of time, half-open: it holds its start and not its end.
 *
 * @param end after {@code start}
 */
public record Interval(Instant start, Instant end) {

    public Interval {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("an interval ends after it starts, not %s/%s".formatted(start, end));
        }
    }

    /** {@return whether the instant lies within; the end does not} */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /** {@return elapsed seconds, which a clock change does not alter} */
    public long seconds() {
        return Duration.between(start, end).toSeconds();
    }

    /** {@return ISO 8601, such as {@code 2026-11-01T04:00:00Z/2026-11-02T05:00:00Z}} */
    @Override
    public String toString() {
        return start + "/" + end;
    }
}
