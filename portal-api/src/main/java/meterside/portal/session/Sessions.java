package meterside.portal.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import meterside.portal.session.SessionRepository.Listed;
import meterside.portal.session.SessionRepository.Stored;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The sessions of signed-in browsers. A session lives 30 minutes after its last request and 12 hours at most.
 *
 * <p>Each node remembers a session for a second, so ending one is felt here at once and elsewhere within a second.
 */
@Service
public class Sessions {

    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(12);
    static final Duration PROOF_LASTS = Duration.ofMinutes(10);
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final Duration BETWEEN_TOUCHES = Duration.ofMinutes(1);

    private final SessionRepository sessions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Stored> remembered = remembering(REMEMBERED);

    /** Outlives {@link #remembered}, so that a look-up under way when a session ends cannot bring it back. */
    private final Cache<String, Boolean> ended = remembering(REMEMBERED.multipliedBy(5));

    private final Sinks.Many<String> endings = Sinks.many().multicast().directBestEffort();

    Sessions(SessionRepository sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** {@return who sent the request, or empty when it carries no live session} The request keeps the session alive. */
    public Mono<SignedIn> of(ServerHttpRequest request) {
        return Mono.justOrEmpty(SessionToken.of(request))
                .map(SessionToken::hash)
                .flatMap(hash -> find(hash)
                        .flatMap(session -> touched(hash, session))
                        .map(session -> new SignedIn(
                                session.login(),
                                session.email(),
                                hash,
                                session.id(),
                                Optional.ofNullable(session.provedAt()))));
    }

    /**
     * {@return proof that this customer showed who they are not long ago}
     *
     * @throws ProofNeeded if that was too long ago
     */
    public Proven proven(SignedIn who) {
        return who.provedAt()
                .filter(at -> clock.instant().isBefore(at.plus(PROOF_LASTS)))
                .map(at -> new Proven(who))
                .orElseThrow(ProofNeeded::new);
    }

    /** The customer has shown who they are, within this session. */
    public Mono<Void> prove(SignedIn who) {
        return Mono.defer(() -> sessions.prove(who.session(), clock.instant()))
                .doOnSuccess(done -> remembered.invalidate(who.session()));
    }

    /** {@return whether the session still lives} Asking does not keep it alive. */
    public Mono<Boolean> isAlive(SignedIn who) {
        return find(who.session()).hasElement();
    }

    /** {@return a signal when the session is ended on this node} */
    public Mono<String> endOf(SignedIn who) {
        return endings.asFlux().filter(who.session()::equals).next();
    }

    /**
     * {@return the cookie of a new session, in place of the one the request carries, if any}
     *
     * <p>Takes randomness, which may have to be waited for: subscribe to it off the event loop.
     */
    public Mono<ResponseCookie> open(long login, ServerHttpRequest request) {
        var browser = BrowserName.of(request.getHeaders().getFirst(HttpHeaders.USER_AGENT));
        return Mono.fromSupplier(() -> SessionToken.random(random))
                .flatMap(token -> sessions.insert(token.hash(), login, browser, clock.instant())
                        .then(end(request))
                        .thenReturn(token.cookie()));
    }

    /** Ends the session the request carries, if any. */
    Mono<Void> end(ServerHttpRequest request) {
        return Flux.fromStream(SessionToken.of(request).stream())
                .map(SessionToken::hash)
                .concatMap(hash -> sessions.end(hash, clock.instant()).doOnSuccess(done -> forget(hash)))
                .then();
    }

    /** {@return the customer's sessions that live, the last used first} */
    Flux<Listed> all(SignedIn who) {
        return Flux.defer(() -> {
            var now = clock.instant();
            return sessions.all(who.login(), now.minus(IDLE), now.minus(LONGEST));
        });
    }

    /** {@return whether one of the customer's sessions was ended} */
    Mono<Boolean> end(SignedIn who, long id) {
        return Mono.defer(() -> sessions.end(who.login(), id, clock.instant()))
                .doOnNext(this::forget)
                .hasElement();
    }

    /** {@return how many of the customer's other sessions were ended} In the caller's transaction, if there is one. */
    public Mono<Long> endOthers(SignedIn who) {
        return endAllBut(who.login(), who.session());
    }

    /** {@return how many sessions of the login were ended: all} In the caller's transaction, if there is one. */
    public Mono<Long> endAll(long login) {
        return endAllBut(login, "");
    }

    private Mono<Long> endAllBut(long login, String kept) {
        return Flux.defer(() -> sessions.endAllBut(login, kept, clock.instant()))
                .doOnNext(this::forget)
                .count();
    }

    private void forget(String hash) {
        ended.put(hash, true);
        remembered.invalidate(hash);
        endings.emitNext(hash, Sinks.EmitFailureHandler.busyLooping(REMEMBERED));
    }

    private Mono<Stored> find(String hash) {
        var known = remembered.getIfPresent(hash);
        var session = known != null ? Mono.just(known) : look(hash);
        return session.filter(found -> lives(hash, found));
    }

    private Mono<Stored> look(String hash) {
        return sessions.find(hash).doOnNext(found -> remembered.put(hash, found));
    }

    private boolean lives(String hash, Stored session) {
        var now = clock.instant();
        return session.endedAt() == null
                && ended.getIfPresent(hash) == null
                && now.isBefore(session.createdAt().plus(LONGEST))
                && now.isBefore(session.lastSeenAt().plus(IDLE));
    }

    private Mono<Stored> touched(String hash, Stored session) {
        var now = clock.instant();
        if (now.isBefore(session.lastSeenAt().plus(BETWEEN_TOUCHES))) {
            return Mono.just(session);
        }
        var seen = new Stored(
                session.id(),
                session.login(),
                session.email(),
                session.createdAt(),
                now,
                session.provedAt(),
                session.endedAt());
        return sessions.touch(hash, now)
                .doOnSuccess(done -> remembered.put(hash, seen))
                .thenReturn(seen);
    }

    private static <V> Cache<String, V> remembering(Duration time) {
        return Caffeine.newBuilder().expireAfterWrite(time).maximumSize(100_000).build();
    }
}
