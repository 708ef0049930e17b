package meterside.portal.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import meterside.portal.audit.Audit;
import meterside.portal.limit.Network;
import meterside.portal.session.SessionRepository.Listed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where a customer is signed in, and ending that elsewhere: within a second everywhere. */
@RestController
@RequestMapping("/api/sessions")
class SessionsController {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final Sessions sessions;
    private final Audit audit;
    private final TransactionalOperator transaction;

    SessionsController(Sessions sessions, Audit audit, TransactionalOperator transaction) {
        this.sessions = sessions;
        this.audit = audit;
        this.transaction = transaction;
    }

    record ListView(List<OneView> sessions) {}

    /** @param current whether it is the one that asks */
    record OneView(
            String id,
            boolean current,
            Instant signedInAt,
            Instant lastSeenAt,
            @Nullable String browser) {

        static OneView of(Listed session, SignedIn who) {
            return new OneView(
                    Long.toString(session.id()),
                    session.id() == who.sessionId(),
                    session.createdAt().truncatedTo(ChronoUnit.SECONDS),
                    session.lastSeenAt().truncatedTo(ChronoUnit.SECONDS),
                    session.browser());
        }
    }

    @GetMapping
    Mono<ListView> list(SignedIn who) {
        return sessions.all(who)
                .map(session -> OneView.of(session, who))
                .collectList()
                .map(ListView::new);
    }

    /** Ends all but the one that asks. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endOthers(SignedIn who, Network from) {
        var actor = Audit.login(who.login());
        return sessions.endOthers(who)
                .flatMap(count ->
                        audit.note(actor, "other-sessions-ended", actor, Map.of("count", count), from.address()))
                .as(transaction::transactional);
    }

    @DeleteMapping("/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(SignedIn who, @PathVariable String session, Network from) {
        var id = ID.matcher(session).matches() ? Long.parseLong(session) : 0;
        return sessions.end(who, id)
                .filter(ended -> ended)
                .switchIfEmpty(Mono.error(SessionNotFound::new))
                .flatMap(ended -> audit.note(
                        Audit.login(who.login()), "session-ended", "session:" + id, Map.of(), from.address()))
                .as(transaction::transactional);
    }
}
