package meterside.portal.password;

import java.util.UUID;
import meterside.portal.input.Typed;
import meterside.portal.limit.Evenly;
import meterside.portal.limit.Network;
import meterside.portal.session.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Changing a password, and forgetting it. */
@RestController
class PasswordController {

    private static final int LONGEST_CODE = 40;

    private final PasswordService passwords;

    PasswordController(PasswordService passwords) {
        this.passwords = passwords;
    }

    record ChangeRequest(@Nullable String current, @Nullable String password) {

        @Override
        public String toString() {
            return "ChangeRequest"; // a password is never logged
        }
    }

    record ForgottenRequest(
            @Nullable String email, @Nullable String language) {}

    record ResetView(UUID reset) {}

    record ResetRequest(
            @Nullable String code,
            @Nullable String password,
            @Nullable String secondFactor) {

        @Override
        public String toString() {
            return "ResetRequest";
        }
    }

    @PutMapping("/api/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> change(SignedIn who, @RequestBody ChangeRequest typed, Network from) {
        var current = Typed.password("current", typed.current());
        var password = Typed.password("password", typed.password());
        return passwords.change(who, current, password, from);
    }

    @PostMapping("/api/password-resets")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<ResetView> forgot(@RequestBody ForgottenRequest typed, Network from) {
        var email = Typed.email("email", typed.email());
        var language = Typed.language("language", typed.language());
        return Evenly.answered(passwords.forgot(email, language, from)).map(ResetView::new);
    }

    @PostMapping("/api/password-resets/{reset}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> reset(@PathVariable String reset, @RequestBody ResetRequest typed, Network from) {
        var code = Typed.line("code", typed.code(), LONGEST_CODE);
        var password = Typed.password("password", typed.password());
        var secondFactor = typed.secondFactor() == null || typed.secondFactor().isBlank()
                ? ""
                : Typed.line("secondFactor", typed.secondFactor(), LONGEST_CODE);
        return passwords.reset(reset, code, password, secondFactor, from);
    }
}
