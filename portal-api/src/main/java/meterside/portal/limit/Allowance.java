package meterside.portal.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * So many of something in each stretch of time. Stretches follow one another from the epoch on, so twice as many may come
 * around the end of one: what is limited so must bear that.
 *
 * @param most how many in one stretch
 * @param stretch how long one lasts
 */
public record Allowance(int most, Duration stretch) {

    public static Allowance anHour(int most) {
        return new Allowance(most, Duration.ofHours(1));
    }

    public static Allowance aDay(int most) {
        return new Allowance(most, Duration.ofDays(1));
    }

    long number(Instant at) {
        return at.getEpochSecond() / stretch.toSeconds();
    }

    Duration left(Instant at) {
        return Duration.between(at, Instant.ofEpochSecond((number(at) + 1) * stretch.toSeconds()));
    }
}
