package meterside.portal.session;

import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who is signed in, and signing out. */
@RestController
@RequestMapping("/api/session")
class SessionController {

    private final Sessions sessions;
    private final Clock clock;

    SessionController(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @GetMapping
    SessionView show(SignedIn who) {
        return SessionView.of(who.email(), clock);
    }

    /** Signing out twice is signing out. */
    @DeleteMapping
    Mono<ResponseEntity<Void>> close(ServerHttpRequest request) {
        return sessions.end(request)
                .thenReturn(ResponseEntity.noContent()
                        .header(HttpHeaders.SET_COOKIE, SessionToken.noCookie().toString())
                        .header("Clear-Site-Data", "\"storage\"")
                        .build());
    }
}
