package meterside.portal.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Counts what is tried, by subjects such as {@code email someone@city.example} or {@code network 192.0.2.7}. Outside the
 * caller's transaction, or a try that fails would not count: call it before one is begun.
 */
@Service
public class Attempts {

    /** Longer than any of the waits and allowances looks back: what is older is as if it had never been. */
    private static final Duration KEPT = Duration.ofDays(2);

    private static final int MOST_AT_ONCE = 5_000;

    private final AttemptRepository attempts;
    private final Sweep sweep;
    private final Clock clock;

    Attempts(AttemptRepository attempts, Clock clock) {
        this.attempts = attempts;
        this.sweep = new Sweep(KEPT, clock, old -> attempts.removeBefore(old, MOST_AT_ONCE));
        this.clock = clock;
    }

    /**
     * Counts a try as failed until it is forgiven.
     *
     * @throws TooManyAttempts if the subject has to wait
     */
    public Mono<Void> claim(String subject, Waits waits) {
        return Mono.defer(() -> {
            var key = sha256(subject);
            var now = clock.instant();
            return sweep.ifDue()
                    .then(attempts.claim(key, waits, now))
                    .filter(claimed -> !claimed)
                    .flatMap(refused -> attempts.find(key))
                    .flatMap(known ->
                            Mono.error(() -> new TooManyAttempts(waits.left(known.failures(), known.failedAt(), now))));
        });
    }

    /** The try succeeded: it was not a failure after all. Earlier ones stay. */
    public Mono<Void> forgive(String subject) {
        return attempts.forgive(sha256(subject));
    }

    /** Forgets the subject's failures. */
    public Mono<Void> forget(String subject) {
        return attempts.forget(sha256(subject));
    }

    /**
     * Takes one from an allowance, for good, whatever comes of it.
     *
     * @throws TooManyAttempts if there is none left
     */
    public Mono<Void> take(String subject, Allowance allowance) {
        return Mono.defer(() -> {
            var now = clock.instant();
            var key = sha256("%s, %s %d".formatted(subject, allowance.stretch(), allowance.number(now)));
            return sweep.ifDue()
                    .then(attempts.take(key, allowance.most(), now))
                    .filter(taken -> !taken)
                    .flatMap(refused -> Mono.error(() -> new TooManyAttempts(allowance.left(now))));
        });
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
