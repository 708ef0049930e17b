package meterside.portal.factor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import meterside.portal.audit.Audit;
import meterside.portal.code.CodeRefused;
import meterside.portal.limit.Attempts;
import meterside.portal.limit.Network;
import meterside.portal.limit.Waits;
import meterside.portal.secret.SecretKey;
import meterside.portal.session.SignedIn;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Setting a second factor, and taking it away again. The owner is told of each change. */
@Service
class FactorService {

    private final FactorRepository repository;
    private final Factors factors;
    private final SecretKey key;
    private final Attempts attempts;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final String issuer;
    private final SecureRandom random = new SecureRandom();

    FactorService(
            FactorRepository repository,
            Factors factors,
            SecretKey key,
            Attempts attempts,
            TransactionalOperator transaction,
            Clock clock,
            @Value("${METERSIDE_CITY_NAME:Meterside}") String issuer) {
        this.repository = repository;
        this.factors = factors;
        this.key = key;
        this.attempts = attempts;
        this.transaction = transaction;
        this.clock = clock;
        this.issuer = issuer;
    }

    /** A secret for the app, and the address behind the picture that it can read instead. */
    record Secret(String secret, String uri) {

        @Override
        public String toString() {
            return "Secret";
        }
    }

    /** A box with a secret, and what the customer is shown of it. */
    private record Boxed(String box, Secret shown) {}

    /** {@return a secret that counts for nothing until it is confirmed} */
    Mono<Secret> make(SignedIn who) {
        return Mono.fromSupplier(() -> boxed(who))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(boxed -> repository
                        .put(who.login(), boxed.box(), clock.instant())
                        .filter(put -> put)
                        .switchIfEmpty(Mono.error(SecondFactorThere::new))
                        .thenReturn(boxed.shown()));
    }

    /**
     * {@return recovery codes, now that the app has shown that it knows the secret}
     *
     * @throws CodeRefused if it has not
     */
    Mono<List<String>> confirm(SignedIn who, String typed, Network from) {
        var subject = Factors.subject(who.login());
        return attempts.claim(subject, Waits.FOR_EMAIL)
                .then(repository.find(who.login()))
                .filter(factor -> factor.confirmedAt() == null)
                .filterWhen(factor -> factors.used(who.login(), Base32.plain(typed), factor))
                .switchIfEmpty(Mono.error(CodeRefused::new))
                .flatMap(factor -> attempts.forget(subject))
                .then(randomCodes())
                .flatMap(codes -> repository
                        .confirm(who.login(), clock.instant())
                        .filter(confirmed -> confirmed)
                        .switchIfEmpty(Mono.error(CodeRefused::new))
                        .flatMap(confirmed -> replace(who, codes))
                        .then(factors.changed(who, "second-factor-added", "added", from))
                        .thenReturn(codes.written())
                        .as(transaction::transactional));
    }

    /** Removes the second factor, unless the password is too short to stand alone. Without one there is nothing to do. */
    Mono<Void> remove(SignedIn who, Network from) {
        return repository
                .passwordStandsAlone(who.login())
                .zipWith(factors.isSet(who.login()))
                .filter(known -> known.getT2())
                .flatMap(known -> known.getT1() ? Mono.just(true) : Mono.error(PasswordTooShortAlone::new))
                .flatMap(allowed -> repository.remove(who.login()))
                .filter(removed -> removed)
                .flatMap(removed -> repository
                        .replaceRecoveryCodes(who.login(), List.of(), clock.instant())
                        .then(factors.changed(who, "second-factor-removed", "removed", from)))
                .as(transaction::transactional);
    }

    /**
     * {@return new recovery codes; the ones before are worth nothing}
     *
     * @throws NoSecondFactor if there is nothing to recover
     */
    Mono<List<String>> renew(SignedIn who, Network from) {
        return factors.isSet(who.login())
                .filter(set -> set)
                .switchIfEmpty(Mono.error(NoSecondFactor::new))
                .then(randomCodes())
                .flatMap(codes -> replace(who, codes)
                        .then(factors.changed(who, "recovery-codes-made", "codes", from))
                        .thenReturn(codes.written())
                        .as(transaction::transactional));
    }

    private Mono<RecoveryCodes> randomCodes() {
        return Mono.fromSupplier(() -> RecoveryCodes.random(random)).subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Void> replace(SignedIn who, RecoveryCodes codes) {
        return Mono.defer(() -> repository.replaceRecoveryCodes(who.login(), codes.hashes(), clock.instant()));
    }

    private Boxed boxed(SignedIn who) {
        var bytes = new byte[AppCodes.SECRET_BYTES];
        random.nextBytes(bytes);
        var base32 = Base32.of(bytes);
        var uri = "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                .formatted(escaped(issuer), escaped(who.email()), base32, escaped(issuer));
        return new Boxed(key.seal(Factors.PURPOSE, Audit.login(who.login()), bytes), new Secret(base32, uri));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
