package meterside.portal.identity;

import java.time.Clock;
import meterside.portal.input.Typed;
import meterside.portal.limit.Network;
import meterside.portal.session.SessionView;
import meterside.portal.session.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Signing in, and showing once more who one is. Who is signed in, and signing out, are the session's own. */
@RestController
class SignInController {

    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_FACTOR = 40;

    private final SignInService signIn;
    private final Clock clock;

    SignInController(SignInService signIn, Clock clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    /** What was typed; each may be missing. */
    record SignInRequest(
            @Nullable String email,
            @Nullable String password,
            @Nullable String secondFactor) {

        @Override
        public String toString() {
            return "SignInRequest"; // a password is never logged
        }
    }

    /** What a customer types who is signed in already. */
    record ProofRequest(@Nullable String password, @Nullable String secondFactor) {

        @Override
        public String toString() {
            return "ProofRequest";
        }
    }

    /** A new session each time; the one the browser had is ended. */
    @PostMapping("/api/session")
    Mono<ResponseEntity<SessionView>> open(@RequestBody SignInRequest typed, Network from, ServerHttpRequest request) {
        var email = Typed.line("email", typed.email(), LONGEST_EMAIL); // of any form: an operator may have made it
        var password = Typed.password("password", typed.password());
        return signIn.signIn(email, password, factor(typed.secondFactor()), from, request)
                .map(opened -> ResponseEntity.ok()
                        .header(HttpHeaders.SET_COOKIE, opened.cookie().toString())
                        .body(SessionView.of(opened.email(), clock)));
    }

    @PostMapping("/api/proof")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> prove(SignedIn who, @RequestBody ProofRequest typed, Network from) {
        var password = Typed.password("password", typed.password());
        return signIn.prove(who, password, factor(typed.secondFactor()), from);
    }

    private static String factor(@Nullable String typed) {
        return typed == null || typed.isBlank() ? "" : Typed.line("secondFactor", typed, LONGEST_FACTOR);
    }
}
