package meterside.portal.limit;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Answers that come no sooner than others. What may not be told, whether somebody has a login or an account such a meter,
 * must not be told by how long the answer takes either; the work is nearly the same, and this hides the rest.
 */
public final class Evenly {

    private static final Duration AT_LEAST = Duration.ofMillis(100);

    private Evenly() {}

    /** {@return the answer or refusal of the work, after a tenth of a second or when it is done, whichever is later} */
    public static <T> Mono<T> answered(Mono<T> work) {
        return Mono.zip(work.materialize(), Mono.delay(AT_LEAST), (answer, late) -> answer)
                .dematerialize();
    }
}
