package meterside.portal.identity;

import java.util.Locale;
import meterside.portal.factor.Factors;
import meterside.portal.factor.SecondFactorNeeded;
import meterside.portal.identity.Logins.Login;
import meterside.portal.limit.Attempts;
import meterside.portal.limit.Network;
import meterside.portal.limit.Waits;
import meterside.portal.session.Sessions;
import meterside.portal.session.SignedIn;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Checks an e-mail address, a password and, where one is set, a second factor. In the same way and the same time whether the
 * address is known or not, and slower and slower for those who guess: per e-mail address and per network.
 */
@Service
class SignInService {

    private final LoginRepository logins;
    private final Hashing hashing;
    private final Factors factors;
    private final Attempts attempts;
    private final Sessions sessions;

    SignInService(LoginRepository logins, Hashing hashing, Factors factors, Attempts attempts, Sessions sessions) {
        this.logins = logins;
        this.hashing = hashing;
        this.factors = factors;
        this.attempts = attempts;
        this.sessions = sessions;
    }

    /** Who signed in, and the cookie of their session. */
    record Opened(String email, ResponseCookie cookie) {}

    /**
     * {@return a new session}
     *
     * @param secondFactor empty if none was typed
     * @throws SignInRefused if e-mail address and password do not go together
     * @throws SecondFactorNeeded if they do, and a second factor is set
     * @throws meterside.portal.limit.TooManyAttempts if it has to wait
     */
    Mono<Opened> signIn(
            String typedEmail, String password, String secondFactor, Network from, ServerHttpRequest request) {
        var email = typedEmail.strip().toLowerCase(Locale.ROOT);
        var subject = "email " + email;
        return attempts.claim(from.subject(), Waits.FOR_NETWORK)
                .then(attempts.claim(subject, Waits.FOR_EMAIL))
                .then(checked(email, password))
                .flatMap(login -> factors.require(login.id(), login.email(), secondFactor, from)
                        .onErrorResume(SecondFactorNeeded.class, needed -> attempts.forgive(from.subject())
                                .then(attempts.forgive(subject)) // the password was no guess
                                .then(Mono.error(needed)))
                        .then(attempts.forgive(from.subject()))
                        .then(attempts.forget(subject))
                        .then(sessions.open(login.id(), request).subscribeOn(Schedulers.boundedElastic()))
                        .map(cookie -> new Opened(login.email(), cookie)));
    }

    /** Shows once more that it is the customer, who is signed in already. Its failures count apart, so that nobody else's guessing keeps them out. */
    Mono<Void> prove(SignedIn who, String password, String secondFactor, Network from) {
        var subject = "proof of login " + who.login();
        return attempts.claim(subject, Waits.FOR_EMAIL)
                .then(logins.find(who.login()))
                .filterWhen(login -> hashing.matches(password, login.passwordHash()))
                .switchIfEmpty(Mono.error(SignInRefused::new))
                .flatMap(login -> factors.require(login.id(), login.email(), secondFactor, from))
                .onErrorResume(SecondFactorNeeded.class, needed -> attempts.forgive(subject)
                        .then(Mono.error(needed)))
                .then(attempts.forget(subject))
                .then(sessions.prove(who));
    }

    private Mono<Login> checked(String email, String password) {
        return logins.find(email)
                .singleOptional()
                .filterWhen(login ->
                        hashing.matches(password, login.map(Login::passwordHash).orElse(Passwords.NOBODYS)))
                .<Login>flatMap(Mono::justOrEmpty)
                .switchIfEmpty(Mono.error(SignInRefused::new));
    }
}
