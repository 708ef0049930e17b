package meterside.portal.password;

import java.util.Map;
import java.util.UUID;
import meterside.portal.audit.Audit;
import meterside.portal.code.CodeRefused;
import meterside.portal.code.Codes;
import meterside.portal.code.Codes.Purpose;
import meterside.portal.code.Codes.Wanted;
import meterside.portal.factor.Factors;
import meterside.portal.identity.Hashing;
import meterside.portal.identity.Logins;
import meterside.portal.identity.Logins.Login;
import meterside.portal.identity.Passwords;
import meterside.portal.letter.Letters;
import meterside.portal.limit.Allowance;
import meterside.portal.limit.Attempts;
import meterside.portal.limit.Network;
import meterside.portal.limit.Waits;
import meterside.portal.notice.Notice;
import meterside.portal.notice.Notices;
import meterside.portal.notice.Recipient;
import meterside.portal.session.Sessions;
import meterside.portal.session.SignedIn;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Changes passwords, known and forgotten ones. Whoever is signed in elsewhere is signed out, and the owner is told. */
@Service
class PasswordService {

    private static final Allowance ASKED_FROM_A_NETWORK = Allowance.anHour(20);
    private static final Allowance ASKED_FOR_AN_ADDRESS = Allowance.anHour(5);
    private static final Allowance TRIED_FROM_A_NETWORK = Allowance.anHour(100);

    private final Logins logins;
    private final Hashing hashing;
    private final PasswordRules rules;
    private final Factors factors;
    private final Codes codes;
    private final Sessions sessions;
    private final Notices notices;
    private final Letters letters;
    private final Attempts attempts;
    private final Audit audit;
    private final TransactionalOperator transaction;

    PasswordService(
            Logins logins,
            Hashing hashing,
            PasswordRules rules,
            Factors factors,
            Codes codes,
            Sessions sessions,
            Notices notices,
            Letters letters,
            Attempts attempts,
            Audit audit,
            TransactionalOperator transaction) {
        this.logins = logins;
        this.hashing = hashing;
        this.rules = rules;
        this.factors = factors;
        this.codes = codes;
        this.sessions = sessions;
        this.notices = notices;
        this.letters = letters;
        this.attempts = attempts;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Changes a password by the one before. */
    Mono<Void> change(SignedIn who, String current, String password, Network from) {
        var subject = "proof of login " + who.login();
        return attempts.claim(subject, Waits.FOR_EMAIL)
                .then(logins.proven(who.login(), current))
                .delayUntil(login -> attempts.forget(subject))
                .delayUntil(login ->
                        factors.isSet(login.id()).flatMap(hasFactor -> rules.check(password, login.email(), hasFactor)))
                .zipWith(hashing.hash(password))
                .flatMap(known -> set(known.getT1(), known.getT2(), password, "password-changed", from)
                        .then(sessions.endOthers(who))
                        .then()
                        .as(transaction::transactional));
    }

    /** {@return the id that the code goes with} The same work whether anyone has the address or not. */
    Mono<UUID> forgot(String email, String language, Network from) {
        return attempts.take("password resets from " + from.subject(), ASKED_FROM_A_NETWORK)
                .then(attempts.take("password resets of " + email, ASKED_FOR_AN_ADDRESS))
                .then(logins.find(email).singleOptional())
                .flatMap(login -> codes.make(new Wanted(
                                Purpose.RESET, login.map(Login::id).orElse(null), null, null, email, language))
                        .delayUntil(made -> Mono.justOrEmpty(login).flatMap(known -> audit.note(
                                        "system",
                                        "password-reset-asked",
                                        Audit.login(known.id()),
                                        Map.of(),
                                        from.address())
                                .then(notices.tell(new Notice(
                                        "password-reset:" + made.id(),
                                        "password-reset",
                                        null,
                                        known.id(),
                                        Recipient.email(email, language),
                                        Map.of(),
                                        made.code(),
                                        true,
                                        Codes.GOOD_FOR)))))
                        .map(Codes.Made::id)
                        .as(transaction::transactional));
    }

    /**
     * Sets a new password by a code.
     *
     * @param secondFactor empty if none was typed; where one is set it is needed besides
     */
    Mono<Void> reset(String reset, String code, String password, String secondFactor, Network from) {
        return attempts.take("password resets tried from " + from.subject(), TRIED_FROM_A_NETWORK)
                .then(codes.check(reset, Purpose.RESET, code))
                .flatMap(proven -> Mono.justOrEmpty(proven.login()))
                .flatMap(logins::find)
                .switchIfEmpty(Mono.error(CodeRefused::new))
                .delayUntil(login ->
                        factors.isSet(login.id()).flatMap(hasFactor -> rules.check(password, login.email(), hasFactor)))
                .delayUntil(login -> factors.require(login.id(), login.email(), secondFactor, from))
                .flatMap(login -> hashing.hash(password).flatMap(hash -> codes.use(reset, Purpose.RESET)
                        .then(set(login, hash, password, "password-reset", from))
                        .then(sessions.endAll(login.id()))
                        .then()
                        .as(transaction::transactional)));
    }

    private Mono<Void> set(Login login, String hash, String password, String action, Network from) {
        var actor = Audit.login(login.id());
        return logins.changePassword(login.id(), hash, Passwords.standsAlone(password))
                .then(audit.note(actor, action, actor, Map.of(), from.address()))
                .then(letters.tell(login.id(), login.email(), "password-changed", Map.of()));
    }
}
