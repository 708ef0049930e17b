package meterside.portal.token;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meterside.portal.account.Accounts;
import meterside.portal.audit.Audit;
import meterside.portal.letter.Letters;
import meterside.portal.limit.Attempts;
import meterside.portal.limit.Network;
import meterside.portal.limit.Waits;
import meterside.portal.session.SignedIn;
import meterside.portal.token.PersonalTokenRepository.Good;
import meterside.portal.token.PersonalTokenRepository.Stored;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Makes, checks and revokes tokens. A token is looked up each time it is shown, so that one that was revoked is refused from
 * the next request on, by every portal.
 */
@Service
public class PersonalTokens {

    static final int MOST = 20;
    private static final Duration LISTED_AFTER_EXPIRY = Duration.ofDays(30);

    private final PersonalTokenRepository tokens;
    private final Accounts accounts;
    private final Attempts attempts;
    private final Letters letters;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PersonalTokens(
            PersonalTokenRepository tokens,
            Accounts accounts,
            Attempts attempts,
            Letters letters,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.attempts = attempts;
        this.letters = letters;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A token that was just made: the only time that its secret is seen. */
    record Made(Stored token, Secret secret) {}

    /**
     * {@return whom the token stands for}
     *
     * <p>Refusals count against the network, as other guesses do: after twenty in a row it has to wait.
     *
     * @throws TokenRefused if it is not good
     * @throws meterside.portal.limit.TooManyAttempts if too many from this network were not
     */
    public Mono<Bearer> bearer(String shown, Network from) {
        return Mono.justOrEmpty(Secret.of(shown))
                .flatMap(secret -> tokens.good(secret.hash(), clock.instant()))
                .delayUntil(this::noteUse)
                .map(PersonalTokens::bearer)
                .switchIfEmpty(attempts.claim("token from " + from.subject(), Waits.FOR_NETWORK)
                        .then(Mono.error(TokenRefused::new)));
    }

    /** {@return whether the token is still good, and may still read the account} Looks each time. */
    public Mono<Boolean> isGood(Bearer bearer, long account) {
        return tokens.good(bearer.token(), clock.instant())
                .flatMap(good -> accounts.sees(bearer(good), account))
                .defaultIfEmpty(false);
    }

    Flux<Stored> all(SignedIn who) {
        return Flux.defer(() -> tokens.all(who.login(), clock.instant().minus(LISTED_AFTER_EXPIRY)));
    }

    /**
     * {@return a new token} The login's own address is told.
     *
     * @param wanted the accounts it may read; none for all. Each must be one of the customer's own
     */
    Mono<Made> make(SignedIn who, String name, List<String> wanted, int days, Network from) {
        return tokens.all(who.login(), clock.instant())
                .count()
                .filter(count -> count < MOST)
                .switchIfEmpty(Mono.error(TooManyTokens::new))
                .thenMany(Flux.fromIterable(wanted))
                .concatMap(account -> accounts.own(who, account))
                .map(Accounts.Own::id)
                .distinct()
                .collectList()
                .flatMap(ids -> Mono.fromSupplier(() -> Secret.random(random))
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(secret -> store(who, name, ids, days, secret, from)));
    }

    private Mono<Made> store(SignedIn who, String name, List<Long> ids, int days, Secret secret, Network from) {
        var now = clock.instant();
        var expiresAt = now.plus(Duration.ofDays(days));
        return tokens.insert(who.login(), name, secret.hash(), ids, now, expiresAt)
                .delayUntil(id -> note(who, "token-made", id, Map.of("days", days, "accounts", ids), from))
                .delayUntil(id -> letters.tell(who.login(), who.email(), "token-made", Map.of("name", name)))
                .as(transaction::transactional)
                .map(id -> new Made(new Stored(id, name, text(ids), now, expiresAt, null), secret));
    }

    /** Takes it back: streams that it has open end within seconds. */
    Mono<Void> revoke(SignedIn who, long id, Network from) {
        return tokens.revoke(who.login(), id, clock.instant())
                .filter(revoked -> revoked)
                .switchIfEmpty(Mono.error(TokenNotFound::new))
                .flatMap(revoked -> note(who, "token-revoked", id, Map.of(), from))
                .as(transaction::transactional);
    }

    private Mono<Void> note(SignedIn who, String action, long id, Map<String, Object> detail, Network from) {
        return audit.note(Audit.login(who.login()), action, "token:" + id, detail, from.address());
    }

    private Mono<Void> noteUse(Good good) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return today.equals(good.lastUsedOn()) ? Mono.empty() : tokens.used(good.id(), today);
    }

    private static Bearer bearer(Good good) {
        return new Bearer(good.id(), good.login(), ids(good.accounts()));
    }

    private static @Nullable String text(List<Long> ids) {
        return ids.isEmpty() ? null : ids.stream().map(id -> Long.toString(id)).collect(Collectors.joining(","));
    }

    private static Set<Long> ids(@Nullable String accounts) {
        var ids = new HashSet<Long>();
        Stream.ofNullable(accounts)
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(Long::valueOf)
                .forEach(ids::add);
        return ids;
    }

    boolean hasExpired(Stored token) {
        return !token.expiresAt().isAfter(clock.instant());
    }
}
