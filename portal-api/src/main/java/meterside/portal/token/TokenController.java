package meterside.portal.token;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import meterside.portal.input.Typed;
import meterside.portal.limit.Network;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.session.Proven;
import meterside.portal.session.SignedIn;
import meterside.portal.token.PersonalTokenRepository.Stored;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A customer's tokens. Making one needs fresh proof of who asks; taking one back is never made harder than it must be. */
@RestController
@RequestMapping("/api/tokens")
class TokenController {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final int LONGEST_NAME = 60;
    private static final int MOST_DAYS = 366;
    private static final int MOST_ACCOUNTS = 50;

    private final PersonalTokens tokens;

    TokenController(PersonalTokens tokens) {
        this.tokens = tokens;
    }

    record ListView(List<TokenView> tokens) {}

    /** @param accounts null for all */
    record TokenView(
            String id,
            String name,
            @Nullable List<String> accounts,
            Instant madeAt,
            Instant expiresAt,
            boolean expired,
            @Nullable LocalDate lastUsedOn) {}

    /** @param secret the token itself; never shown again */
    record MadeView(TokenView token, String secret) {

        @Override
        public String toString() {
            return "MadeView"; // a token is never logged
        }
    }

    /** @param accounts null for all */
    record NewRequest(
            @Nullable String name,
            @Nullable List<String> accounts,
            @Nullable Integer days) {}

    @GetMapping
    Mono<ListView> list(SignedIn who) {
        return tokens.all(who).map(this::view).collectList().map(ListView::new);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<MadeView> make(Proven proven, @RequestBody NewRequest typed, Network from) {
        var name = Typed.line("name", typed.name(), LONGEST_NAME);
        if (typed.days() == null || typed.days() < 1 || typed.days() > MOST_DAYS) {
            throw new MalformedRequest("The field days must be a number from 1 to %d.".formatted(MOST_DAYS));
        }
        var accounts = typed.accounts() == null ? List.<String>of() : typed.accounts();
        if (typed.accounts() != null
                && (accounts.isEmpty() || accounts.size() > MOST_ACCOUNTS || accounts.contains(null))) {
            throw new MalformedRequest(
                    "The field accounts must name 1 to %d accounts, or be left out for all.".formatted(MOST_ACCOUNTS));
        }
        return tokens.make(proven.who(), name, accounts, typed.days(), from)
                .map(made -> new MadeView(view(made.token()), made.secret().shown()));
    }

    @DeleteMapping("/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> revoke(SignedIn who, @PathVariable String token, Network from) {
        return tokens.revoke(who, ID.matcher(token).matches() ? Long.parseLong(token) : 0, from);
    }

    private TokenView view(Stored token) {
        return new TokenView(
                Long.toString(token.id()),
                token.name(),
                token.accounts() == null ? null : List.of(token.accounts().split(",", -1)),
                token.madeAt().truncatedTo(ChronoUnit.SECONDS),
                token.expiresAt().truncatedTo(ChronoUnit.SECONDS),
                tokens.hasExpired(token),
                token.lastUsedOn());
    }
}
