package meterside.portal.claim;

import java.time.Clock;
import java.util.UUID;
import meterside.portal.claim.ClaimService.Claim;
import meterside.portal.contact.Addresses;
import meterside.portal.input.Typed;
import meterside.portal.limit.Evenly;
import meterside.portal.limit.Network;
import meterside.portal.session.SessionView;
import meterside.portal.session.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Claiming an account, by whoever holds a bill and can read the meter. */
@RestController
@RequestMapping("/api/claims")
class ClaimController {

    private static final int LONGEST = 40;

    private final ClaimService claims;
    private final Addresses addresses;
    private final Sessions sessions;
    private final Clock clock;

    ClaimController(ClaimService claims, Addresses addresses, Sessions sessions, Clock clock) {
        this.claims = claims;
        this.addresses = addresses;
        this.sessions = sessions;
        this.clock = clock;
    }

    record BeginRequest(
            @Nullable String accountNumber,
            @Nullable String meterSerial,
            @Nullable String email,
            @Nullable String language) {}

    record BegunView(UUID claim) {}

    record FinishRequest(@Nullable String code, @Nullable String password) {

        @Override
        public String toString() {
            return "FinishRequest"; // neither is ever logged
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<BegunView> begin(@RequestBody BeginRequest typed, Network from) {
        var claim = new Claim(
                Typed.line("accountNumber", typed.accountNumber(), LONGEST),
                Typed.line("meterSerial", typed.meterSerial(), LONGEST),
                Typed.email("email", typed.email()),
                Typed.language("language", typed.language()));
        addresses.mustNotBeAGateway(claim.email());
        return Evenly.answered(claims.begin(claim, from)).map(BegunView::new);
    }

    /** Whoever has finished is signed in. */
    @PostMapping("/{claim}")
    Mono<ResponseEntity<SessionView>> finish(
            @PathVariable String claim, @RequestBody FinishRequest typed, Network from, ServerHttpRequest request) {
        var code = Typed.line("code", typed.code(), LONGEST);
        var password = Typed.password("password", typed.password());
        return claims.finish(claim, code, password, from).flatMap(made -> sessions.open(made.login(), request)
                .subscribeOn(Schedulers.boundedElastic())
                .map(cookie -> ResponseEntity.status(HttpStatus.CREATED)
                        .header(HttpHeaders.SET_COOKIE, cookie.toString())
                        .body(SessionView.of(made.email(), clock))));
    }
}
