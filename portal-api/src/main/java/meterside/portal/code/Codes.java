package meterside.portal.code;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import meterside.portal.limit.Sweep;
import meterside.portal.secret.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes codes and knows them again. What is stored tells nobody the code. */
@Service
public class Codes {

    public static final Duration GOOD_FOR = Duration.ofMinutes(10);

    /** Long after they are good for nothing. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final int MOST_AT_ONCE = 5_000;

    private static final int CODES = 1_000_000;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern FORM = Pattern.compile("[0-9]{6}");
    private static final UUID NOBODYS = new UUID(0, 0);

    private final CodeRepository codes;
    private final Sweep sweep;
    private final SecretKey key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Codes(CodeRepository codes, SecretKey key, Clock clock) {
        this.codes = codes;
        this.sweep = new Sweep(KEPT, clock, old -> codes.removeBefore(old, MOST_AT_ONCE));
        this.key = key;
        this.clock = clock;
    }

    /** What a code is for. */
    public enum Purpose {
        CLAIM,
        CONTACT,
        RESET;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a code shall prove. One with neither login nor account proves nothing, and is never right; it is made all the
     * same, so that nobody can tell.
     *
     * @param email where it goes, for a claim or a reset
     */
    public record Wanted(
            Purpose purpose,
            @Nullable Long login,
            @Nullable Long contact,
            @Nullable Long account,
            @Nullable String email,
            String language) {}

    /** A code that was made. */
    public record Made(UUID id, String code) {

        @Override
        public String toString() {
            return "Made[" + id + "]"; // a code is never logged
        }
    }

    /** {@return a new code} In the caller's transaction, if there is one. */
    public Mono<Made> make(Wanted wanted) {
        return Mono.fromSupplier(() -> new Made(
                        new UUID(random.nextLong(), random.nextLong()), "%06d".formatted(random.nextInt(CODES))))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(made -> codes.insert(made.id(), wanted, hash(made.id(), made.code()), clock.instant())
                        .thenReturn(made));
    }

    /**
     * {@return what the code proves; it can still be used}
     *
     * <p>A wrong one counts as a try. Not within a transaction that may fail, or it would not.
     *
     * @throws CodeRefused if it is not right
     */
    public Mono<Wanted> check(String id, Purpose purpose, @Nullable String typed) {
        return Mono.defer(() -> {
            var code = uuid(id);
            return sweep.ifDue()
                    .then(codes.check(code, purpose, hash(code, plain(typed)), clock.instant(), GOOD_FOR))
                    .filter(CodeRepository.Checked::isRight)
                    .map(CodeRepository.Checked::wanted)
                    .switchIfEmpty(Mono.error(CodeRefused::new));
        });
    }

    /**
     * Uses up a code that was checked. Of many at once, one succeeds.
     *
     * @throws CodeRefused if it was used, or has become too old
     */
    public Mono<Void> use(String id, Purpose purpose) {
        return Mono.defer(() -> codes.use(uuid(id), purpose, clock.instant(), GOOD_FOR))
                .filter(used -> used)
                .switchIfEmpty(Mono.error(CodeRefused::new))
                .then();
    }

    /** {@return the id of the one code that a contact has open} */
    public Mono<String> openOf(long contact) {
        return codes.openOf(contact).map(UUID::toString);
    }

    /** Ends a contact's codes, before a new one is made. */
    public Mono<Void> retire(long contact) {
        return Mono.defer(() -> codes.retire(contact, clock.instant()));
    }

    private byte[] hash(UUID id, String code) {
        return key.hmac("one-time codes", id + " " + code);
    }

    /** Spaces and hyphens are how people read digits, and no part of a code. */
    private static String plain(@Nullable String typed) {
        var code = typed == null ? "" : typed.replaceAll("[\\s-]", "");
        return FORM.matcher(code).matches() ? code : "";
    }

    private static UUID uuid(String id) {
        return ID.matcher(id).matches() ? UUID.fromString(id) : NOBODYS;
    }
}
