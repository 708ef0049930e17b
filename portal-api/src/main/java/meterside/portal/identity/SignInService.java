package meterside.portal.identity;

import jakarta.annotation.PreDestroy;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import meterside.portal.identity.LoginRepository.Login;
import meterside.portal.session.Sessions;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Checks an e-mail address and a password, the same way and in the same time whether the address is known or not, and
 * slows down those who guess: per e-mail address and per network address.
 */
@Service
class SignInService {

    private final LoginRepository logins;
    private final SignInFailureRepository failures;
    private final Sessions sessions;
    private final Clock clock;

    /** Argon2 takes a core for 50 ms: no more at once than there are cores, and no endless queue. */
    private final Scheduler heavy =
            Schedulers.newBoundedElastic(Runtime.getRuntime().availableProcessors(), 64, "argon2");

    SignInService(LoginRepository logins, SignInFailureRepository failures, Sessions sessions, Clock clock) {
        this.logins = logins;
        this.failures = failures;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Who signed in, and the cookie of their session. */
    record Opened(String email, ResponseCookie cookie) {}

    /**
     * {@return a new session}
     *
     * @throws SignInRefused if they do not go together
     * @throws TooManyAttempts if it has to wait
     */
    Mono<Opened> signIn(String typedEmail, String password, ServerHttpRequest request) {
        var email = typedEmail.strip().toLowerCase(Locale.ROOT);
        var byAddress = sha256("address " + network(request));
        var byEmail = sha256("email " + email);
        return claim(byAddress, Waits.FOR_ADDRESS)
                .then(claim(byEmail, Waits.FOR_EMAIL))
                .then(checked(email, password))
                .flatMap(login -> failures.forgive(byAddress)
                        .then(failures.forget(byEmail))
                        .then(sessions.open(login.id(), request).subscribeOn(heavy))
                        .map(cookie -> new Opened(login.email(), cookie)));
    }

    @PreDestroy
    void close() {
        heavy.dispose();
    }

    private Mono<Void> claim(byte[] subject, Waits waits) {
        return Mono.defer(() -> {
            var now = clock.instant();
            return failures.claim(subject, waits, now)
                    .filter(claimed -> !claimed)
                    .flatMap(refused -> failures.find(subject))
                    .flatMap(known ->
                            Mono.error(() -> new TooManyAttempts(waits.left(known.failures(), known.failedAt(), now))));
        });
    }

    private Mono<Login> checked(String email, String password) {
        return logins.find(email)
                .singleOptional()
                .publishOn(heavy)
                .filter(login -> Passwords.matches(
                        password, login.map(Login::passwordHash).orElse(Passwords.NOBODYS)))
                .<Login>flatMap(Mono::justOrEmpty)
                .switchIfEmpty(Mono.error(SignInRefused::new));
    }

    /** An IPv6 customer is given a whole /64 and may send from any address of it. */
    private static String network(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        var address = remote == null ? null : remote.getAddress();
        if (address == null) {
            return "unknown";
        }
        return address instanceof Inet6Address
                ? Arrays.toString(Arrays.copyOf(address.getAddress(), 8))
                : address.getHostAddress();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
