package meterside.portal.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Removes what is too old to matter, beside the work that makes it: at most once in {@value #MINUTES} minutes, and by an
 * action that removes a bounded number. A sweep that fails is left for the next; the work goes on.
 */
public final class Sweep {

    private static final int MINUTES = 10;

    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);
    private final Duration keep;
    private final Clock clock;
    private final Function<Instant, Mono<Void>> removeBefore;

    /**
     * @param keep how long something is kept
     * @param removeBefore removes what is older than an instant, not all at once if it is much
     */
    public Sweep(Duration keep, Clock clock, Function<Instant, Mono<Void>> removeBefore) {
        this.keep = keep;
        this.clock = clock;
        this.removeBefore = removeBefore;
    }

    /** Sweeps if it is time to. Never fails; outside the caller's transaction. */
    public Mono<Void> ifDue() {
        return Mono.defer(() -> {
            var now = clock.instant();
            var due = next.get();
            return now.isBefore(due) || !next.compareAndSet(due, now.plus(Duration.ofMinutes(MINUTES)))
                    ? Mono.empty()
                    : removeBefore.apply(now.minus(keep)).onErrorComplete();
        });
    }
}
