package meterside.portal.identity;

import java.time.Clock;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.session.SessionView;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Signing in. Who is signed in, and signing out, are the session's own. */
@RestController
@RequestMapping("/api/session")
class SignInController {

    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_PASSWORD = 1000;

    private final SignInService signIn;
    private final Clock clock;

    SignInController(SignInService signIn, Clock clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    /** What was typed; either may be missing. */
    record SignInRequest(@Nullable String email, @Nullable String password) {

        @Override
        public String toString() {
            return "SignInRequest"; // a password is never logged
        }
    }

    /** A new session each time; the one the browser had is ended. */
    @PostMapping
    Mono<ResponseEntity<SessionView>> open(@RequestBody SignInRequest typed, ServerHttpRequest request) {
        var email = checked("email", typed.email(), LONGEST_EMAIL);
        var password = checked("password", typed.password(), LONGEST_PASSWORD);
        return signIn.signIn(email, password, request).map(opened -> ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, opened.cookie().toString())
                .body(SessionView.of(opened.email(), clock)));
    }

    private static String checked(String field, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            throw new MalformedRequest("The field %s is missing.".formatted(field));
        }
        if (value.length() > longest) {
            throw new MalformedRequest("The field %s is longer than %d characters.".formatted(field, longest));
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new MalformedRequest("The field %s has characters that cannot be typed.".formatted(field));
        }
        return value;
    }
}
