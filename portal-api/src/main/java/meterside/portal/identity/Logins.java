package meterside.portal.identity;

import java.time.Clock;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Logins for the features that make and change them. What writes joins the caller's transaction. */
@Service
public class Logins {

    private final LoginRepository logins;
    private final Hashing hashing;
    private final Clock clock;

    Logins(LoginRepository logins, Hashing hashing, Clock clock) {
        this.logins = logins;
        this.hashing = hashing;
        this.clock = clock;
    }

    /** A login and the hash of its password. */
    public record Login(long id, String email, String passwordHash) {}

    /** {@return the login of an e-mail address in lower case, or empty} */
    public Mono<Login> find(String email) {
        return logins.find(email);
    }

    public Mono<Login> find(long id) {
        return logins.find(id);
    }

    /**
     * {@return the login, if this is its password}
     *
     * @throws SignInRefused if it is not
     */
    public Mono<Login> proven(long id, String password) {
        return logins.find(id)
                .filterWhen(login -> hashing.matches(password, login.passwordHash()))
                .switchIfEmpty(Mono.error(SignInRefused::new));
    }

    /** {@return the id of the new login, or empty if the address has one} */
    public Mono<Long> make(String email, String passwordHash, boolean standsAlone) {
        return Mono.defer(() -> logins.insert(email, passwordHash, standsAlone, clock.instant()));
    }

    /** Lets the login see the account from now on. */
    public Mono<Void> grant(long login, long account) {
        return Mono.defer(() -> logins.grant(login, account, clock.instant()));
    }

    /** {@return who else sees the account now} */
    public Flux<Login> othersOf(long account, long login) {
        return Flux.defer(() -> logins.othersOf(account, login, clock.instant()));
    }

    public Mono<Void> changePassword(long login, String passwordHash, boolean standsAlone) {
        return Mono.defer(() -> logins.changePassword(login, passwordHash, standsAlone, clock.instant()));
    }
}
