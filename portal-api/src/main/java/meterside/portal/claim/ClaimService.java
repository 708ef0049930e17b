package meterside.portal.claim;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import meterside.portal.audit.Audit;
import meterside.portal.code.CodeRefused;
import meterside.portal.code.Codes;
import meterside.portal.code.Codes.Purpose;
import meterside.portal.code.Codes.Wanted;
import meterside.portal.contact.OwnAddress;
import meterside.portal.identity.Hashing;
import meterside.portal.identity.Logins;
import meterside.portal.identity.Passwords;
import meterside.portal.letter.Letters;
import meterside.portal.limit.Allowance;
import meterside.portal.limit.Attempts;
import meterside.portal.limit.Network;
import meterside.portal.notice.Notice;
import meterside.portal.notice.Notices;
import meterside.portal.notice.Recipient;
import meterside.portal.password.PasswordRules;
import meterside.portal.profile.Preferences;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Claims: an account number and a meter's serial, then a code to the e-mail address, then a password. Until the code is
 * typed in, nothing tells whether any of it was right: not the answer, and not the time it takes.
 */
@Service
class ClaimService {

    /** Right ones count too: else five guesses and one more would tell. */
    private static final Allowance FOR_AN_ACCOUNT = Allowance.aDay(5);

    private static final Allowance FOR_AN_ADDRESS = Allowance.anHour(5);
    private static final Allowance FROM_A_NETWORK = Allowance.anHour(20);
    private static final Allowance TRIED_FROM_A_NETWORK = Allowance.anHour(100);

    private final ClaimRepository claims;
    private final Logins logins;
    private final Hashing hashing;
    private final PasswordRules rules;
    private final OwnAddress addresses;
    private final Preferences preferences;
    private final Codes codes;
    private final Notices notices;
    private final Letters letters;
    private final Attempts attempts;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ClaimService(
            ClaimRepository claims,
            Logins logins,
            Hashing hashing,
            PasswordRules rules,
            OwnAddress addresses,
            Preferences preferences,
            Codes codes,
            Notices notices,
            Letters letters,
            Attempts attempts,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock) {
        this.claims = claims;
        this.logins = logins;
        this.hashing = hashing;
        this.rules = rules;
        this.addresses = addresses;
        this.preferences = preferences;
        this.codes = codes;
        this.notices = notices;
        this.letters = letters;
        this.attempts = attempts;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What was typed. */
    record Claim(String accountNumber, String meterSerial, String email, String language) {}

    /** A login that was made. */
    record Made(long login, String email) {}

    /** {@return the id that the code goes with} */
    Mono<UUID> begin(Claim claim, Network from) {
        var number = claim.accountNumber().toLowerCase(Locale.ROOT);
        return attempts.take("claims from " + from.subject(), FROM_A_NETWORK)
                .then(attempts.take("claims of account " + number, FOR_AN_ACCOUNT))
                .then(attempts.take("claims for " + claim.email(), FOR_AN_ADDRESS))
                .then(Mono.zip(
                        claims.find(claim.accountNumber(), claim.meterSerial(), clock.instant())
                                .singleOptional(),
                        logins.find(claim.email()).hasElement()))
                .flatMap(known -> make(claim, known.getT1(), known.getT2(), from));
    }

    private Mono<UUID> make(Claim claim, Optional<Long> account, boolean hasLogin, Network from) {
        var claimed = account.filter(id -> !hasLogin).orElse(null);
        return codes.make(new Wanted(Purpose.CLAIM, null, null, claimed, claim.email(), claim.language()))
                .delayUntil(made -> Mono.justOrEmpty(account).flatMap(id -> tell(claim, id, made, hasLogin, from)))
                .map(Codes.Made::id)
                .as(transaction::transactional);
    }

    private Mono<Void> tell(Claim claim, long account, Codes.Made made, boolean hasLogin, Network from) {
        var to = Recipient.email(claim.email(), claim.language());
        var kind = hasLogin ? "already-signed-up" : "verify-email";
        var notice = hasLogin
                ? new Notice(kind + ":" + made.id(), kind, null, null, to, Map.of(), null, true, null)
                : new Notice(kind + ":" + made.id(), kind, null, null, to, Map.of(), made.code(), true, Codes.GOOD_FOR);
        return audit.note("system", "account-claim-begun", "account:" + account, Map.of(), from.address())
                .then(notices.tell(notice));
    }

    /**
     * {@return the new login, which sees the account}
     *
     * @throws CodeRefused if the code is not right, or the claim was not
     */
    Mono<Made> finish(String claim, String code, String password, Network from) {
        return attempts.take("claims tried from " + from.subject(), TRIED_FROM_A_NETWORK)
                .then(codes.check(claim, Purpose.CLAIM, code))
                .filter(proven -> proven.account() != null && proven.email() != null)
                .switchIfEmpty(Mono.error(CodeRefused::new))
                .delayUntil(proven -> rules.check(password, emailOf(proven), false))
                .flatMap(proven -> hashing.hash(password).flatMap(hash -> codes.use(claim, Purpose.CLAIM)
                        .then(login(proven, hash, password, from))
                        .as(transaction::transactional)));
    }

    private Mono<Made> login(Wanted proven, String hash, String password, Network from) {
        var email = emailOf(proven);
        var account = proven.account() == null ? 0 : proven.account();
        return logins.make(email, hash, Passwords.standsAlone(password))
                .switchIfEmpty(Mono.error(CodeRefused::new)) // made meanwhile, by another claim
                .delayUntil(login -> logins.grant(login, account))
                .delayUntil(login -> addresses.add(login, email, proven.language(), clock.instant()))
                .delayUntil(login -> preferences.begin(login, proven.language()))
                .delayUntil(login -> audit.note(
                        Audit.login(login), "account-claimed", "account:" + account, Map.of(), from.address()))
                .delayUntil(login -> tellOthers(account, login, email))
                .map(login -> new Made(login, email));
    }

    /** Whoever sees the account already is told that somebody new does, and may know that they should not. */
    private Mono<Void> tellOthers(long account, long login, String email) {
        var masked = email.charAt(0) + "…" + email.substring(email.indexOf('@'));
        return claims.numberOf(account)
                .flatMapMany(number -> logins.othersOf(account, login)
                        .concatMap(other -> letters.tell(
                                other.id(),
                                other.email(),
                                "login-added",
                                Map.of("account", number, "masked", masked, "newcomer", login))))
                .then();
    }

    private static String emailOf(Wanted proven) {
        return proven.email() == null ? "" : proven.email();
    }
}
