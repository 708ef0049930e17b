package meterside.portal.guest;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import meterside.portal.secret.SecretKey;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Stands for an account towards a guest who proved to know it: sealed, so that it tells nothing and nobody can make one. */
@Component
class Tokens {

    private static final String PURPOSE = "guest token";
    private static final String OWNER = "a guest";
    private static final int LONGEST = 400;

    /** Long enough to pay on a page that is open for forty minutes, and to come back. */
    private static final Duration GOOD_FOR = Duration.ofHours(3);

    private final SecretKey secret;
    private final Clock clock;

    Tokens(SecretKey secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    Mono<String> make(long account) {
        return Mono.fromSupplier(() -> {
                    var text = "%d %d"
                            .formatted(account, clock.instant().plus(GOOD_FOR).getEpochSecond());
                    return secret.seal(PURPOSE, OWNER, text.getBytes(StandardCharsets.UTF_8));
                })
                .subscribeOn(Schedulers.boundedElastic()); // it waits for randomness
    }

    /** {@return the account, unless we did not make the token or it is too old} */
    Optional<Long> account(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var words = new String(secret.open(PURPOSE, OWNER, token), StandardCharsets.UTF_8).split(" ", 2);
            var good = clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(words[1])));
            return good ? Optional.of(Long.parseLong(words[0])) : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException notOurs) {
            return Optional.empty();
        }
    }
}
