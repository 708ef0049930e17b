package meterside.portal.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How long a guesser has to wait: not at all for the first few failures in a row, then a second, two, four … up to a
 * quarter of an hour. So an owner who mistypes waits seconds, and a thief gets some hundred guesses a day.
 *
 * @param free failures in a row that cost nothing
 * @param forgotten after so long without a failure, counting starts anew
 */
public record Waits(int free, Duration forgotten) {

    /** For one e-mail address, or one login. */
    public static final Waits FOR_EMAIL = new Waits(4, Duration.ofHours(24));

    /** For one network address, which a household or an office may share. */
    public static final Waits FOR_NETWORK = new Waits(20, Duration.ofHours(24));

    private static final int LONGEST_SECONDS = 900;

    /** {@return seconds to wait after one failure, two … and so on; the last holds for all that follow} */
    Integer[] seconds() {
        var doublings = Integer.SIZE - Integer.numberOfLeadingZeros(LONGEST_SECONDS);
        var waits = new Integer[free + doublings + 1];
        for (var failures = 1; failures <= waits.length; failures++) {
            waits[failures - 1] = failures <= free ? 0 : Math.min(LONGEST_SECONDS, 1 << (failures - free - 1));
        }
        return waits;
    }

    /** {@return how long to wait from {@code now}; at least a second} */
    Duration left(int failures, Instant failedAt, Instant now) {
        var seconds = seconds();
        var until = failedAt.plusSeconds(seconds[Math.min(failures, seconds.length) - 1]);
        var left = Duration.between(now, until).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
        return left.isPositive() ? left : Duration.ofSeconds(1);
    }
}
