package meterside.alerts.delivery;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** When to try again: after 1, 5, 15 and 60 minutes and then hourly, each a fifth earlier or later by chance. */
final class Backoff {

    /** After this a notice is given up: what it tells is a day old. */
    static final Duration LONGEST = Duration.ofHours(24);

    private static final List<Duration> WAITS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(60));

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * {@return how long to wait}
     *
     * @param tries how often it was tried, at least once
     * @param asked what the provider asked for; never less than that
     */
    Duration after(int tries, Duration asked) {
        var wait = WAITS.get(Math.min(Math.max(tries, 1), WAITS.size()) - 1);
        var fifth = wait.toMillis() / 5;
        var chosen = wait.plusMillis(random.nextLong(-fifth, fifth + 1));
        return chosen.compareTo(asked) < 0 ? asked.plusMillis(random.nextLong(fifth + 1)) : chosen;
    }
}
