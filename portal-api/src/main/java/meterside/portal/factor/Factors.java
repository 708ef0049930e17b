package meterside.portal.factor;

import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import meterside.portal.audit.Audit;
import meterside.portal.factor.FactorRepository.Stored;
import meterside.portal.letter.Letters;
import meterside.portal.limit.Attempts;
import meterside.portal.limit.Network;
import meterside.portal.limit.Waits;
import meterside.portal.secret.SecretKey;
import meterside.portal.session.SignedIn;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Whether a login has a second factor, and whether what was typed is one. */
@Service
public class Factors {

    static final String PURPOSE = "second factors";
    private static final Pattern APP_CODE = Pattern.compile("[0-9]{6}");

    private final FactorRepository factors;
    private final SecretKey key;
    private final Attempts attempts;
    private final Letters letters;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Factors(
            FactorRepository factors,
            SecretKey key,
            Attempts attempts,
            Letters letters,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock) {
        this.factors = factors;
        this.key = key;
        this.attempts = attempts;
        this.letters = letters;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** {@return whether the login has a second factor that is confirmed} */
    public Mono<Boolean> isSet(long login) {
        return factors.find(login).map(Factors::isConfirmed).defaultIfEmpty(false);
    }

    /** {@return how many recovery codes are left} */
    public Mono<Integer> recoveryCodesLeft(long login) {
        return factors.recoveryCodesLeft(login);
    }

    /**
     * Passes where the login has no second factor, or this is it: a code of the app, or a recovery code. Each works once.
     * Not within a transaction, or a wrong one would not count.
     *
     * @param email of the login, where the use of a recovery code is told
     * @param typed empty if nothing was
     * @throws SecondFactorNeeded if nothing was typed and one is set
     * @throws SecondFactorRefused if it is not right
     */
    public Mono<Void> require(long login, String email, String typed, Network from) {
        return factors.find(login)
                .filter(Factors::isConfirmed)
                .flatMap(factor -> typed.isBlank()
                        ? Mono.<Void>error(SecondFactorNeeded::new)
                        : guessed(login, email, Base32.plain(typed), factor, from))
                .then();
    }

    private Mono<Void> guessed(long login, String email, String typed, Stored factor, Network from) {
        var subject = subject(login);
        return attempts.claim(subject, Waits.FOR_EMAIL)
                .then(Mono.defer(() -> APP_CODE.matcher(typed).matches()
                        ? used(login, typed, factor)
                        : recovered(login, email, typed, from)))
                .filter(right -> right)
                .switchIfEmpty(Mono.error(SecondFactorRefused::new))
                .flatMap(right -> attempts.forget(subject));
    }

    /** {@return whether the code is the app's, and newer than any used before} */
    Mono<Boolean> used(long login, String typed, Stored factor) {
        var secret = key.open(PURPOSE, Audit.login(login), factor.secret());
        var step = AppCodes.stepOf(typed, secret, clock.instant());
        return step.isPresent() ? factors.use(login, step.getAsLong()) : Mono.just(false);
    }

    private Mono<Boolean> recovered(long login, String email, String typed, Network from) {
        if (!RecoveryCodes.hasForm(typed)) {
            return Mono.just(false);
        }
        return factors.useRecoveryCode(login, RecoveryCodes.hash(typed), clock.instant())
                .flatMap(right -> right
                        ? noted(login, "recovery-code-used", from)
                                .then(letters.tell(login, email, "recovery-code-used", Map.of()))
                                .thenReturn(true)
                        : Mono.just(false))
                .as(transaction::transactional);
    }

    /**
     * Notes a change and tells the login's address, in the caller's transaction.
     *
     * @param action as it is noted
     * @param change as it is told: added, removed or codes
     */
    Mono<Void> changed(SignedIn who, String action, String change, Network from) {
        return noted(who.login(), action, from)
                .then(letters.tell(who.login(), who.email(), "factor-changed", Map.of("change", change)));
    }

    private Mono<Void> noted(long login, String action, Network from) {
        return audit.note(Audit.login(login), action, Audit.login(login), Map.of(), from.address());
    }

    static String subject(long login) {
        return "second factor of login " + login;
    }

    private static boolean isConfirmed(Stored factor) {
        return factor.confirmedAt() != null;
    }
}
