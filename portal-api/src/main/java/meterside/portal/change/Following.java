package meterside.portal.change;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import meterside.portal.account.Accounts;
import meterside.portal.change.ChangeRepository.Bounds;
import meterside.portal.change.ChangeRepository.Stored;
import meterside.portal.session.Reader;
import meterside.portal.session.Sessions;
import meterside.portal.session.SignedIn;
import meterside.portal.token.Bearer;
import meterside.portal.token.PersonalTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The open streams of changes. Each event is read from where it is stored, in the order of the numbers, as fast as its reader takes
 * them: a slow one falls behind and holds nothing.
 */
@Service
class Following {

    private static final int AT_ONCE = 200;
    private static final int MOST = 2_000;
    private static final int MOST_OF_A_LOGIN = 10;

    /** A token that was revoked is known after this, and at the latest when the database did not answer for as long. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final ChangeRepository changes;
    private final Numbering numbering;
    private final Accounts accounts;
    private final Sessions sessions;
    private final PersonalTokens tokens;
    private final Clock clock;
    private final Duration keepAlive;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private final Sinks.Empty<Void> closing = Sinks.empty();

    Following(
            ChangeRepository changes,
            Numbering numbering,
            Accounts accounts,
            Sessions sessions,
            PersonalTokens tokens,
            Clock clock,
            @Value("${meterside.live.keep-alive:25s}") Duration keepAlive) {
        this.changes = changes;
        this.numbering = numbering;
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
        this.keepAlive = keepAlive;
    }

    /** One open stream; it is itself, and no other. */
    private static final class Open {

        final Reader who;
        final long account;
        final AtomicLong sent;

        Open(Reader who, long account, long sent) {
            this.who = who;
            this.account = account;
            this.sent = new AtomicLong(sent);
        }
    }

    /**
     * {@return the changes after a number, and those to come}
     *
     * @param after the last number that the reader has; null to begin with what comes
     */
    Mono<Flux<ServerSentEvent<ChangeView>>> open(Reader who, String account, @Nullable Long after) {
        return accounts.own(who, account).flatMap(own -> changes.follow(own.id(), clock.instant())
                .then(changes.bounds(own.id()))
                .map(bounds -> stream(who, own.id(), after, bounds)));
    }

    /** Ends all streams; their readers come back to whoever serves then. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.tryEmitEmpty();
    }

    /** A number that was never given, after a database was restored, is behind a gap too. */
    private Flux<ServerSentEvent<ChangeView>> stream(Reader who, long account, @Nullable Long after, Bounds bounds) {
        var from = after == null ? bounds.last() : after;
        var kept = from <= bounds.last() && from >= bounds.oldest() - 1;
        var begin = kept ? from : bounds.oldest() - 1;
        var greeting = kept ? ChangeView.opened(account, begin) : ChangeView.gap(account, begin);
        if (isTooMuch(who)) {
            throw new TooManyReaders();
        }
        return Flux.using(
                () -> register(new Open(who, account, begin)),
                stream -> Flux.concat(Flux.just(greeting), events(stream)).takeUntilOther(endOf(stream)),
                open::remove);
    }

    private boolean isTooMuch(Reader who) {
        return open.size() >= MOST
                || open.stream().filter(one -> one.who.login() == who.login()).count() >= MOST_OF_A_LOGIN;
    }

    private Open register(Open stream) {
        open.add(stream);
        return stream;
    }

    /** Each sign of news has it look from the last number that was sent; signs that come meanwhile are one. */
    private Flux<ServerSentEvent<ChangeView>> events(Open stream) {
        var pulse = Flux.interval(keepAlive).onBackpressureDrop().map(tick -> ServerSentEvent.<ChangeView>builder()
                .comment("still here")
                .build());
        var changed = numbering
                .news(stream.account)
                .startWith(stream.account)
                .mergeWith(Flux.interval(keepAlive).onBackpressureDrop().map(tick -> stream.account))
                .onBackpressureLatest()
                .concatMap(sign -> unsent(stream), 1);
        return Flux.merge(changed, pulse);
    }

    private Flux<ServerSentEvent<ChangeView>> unsent(Open stream) {
        return Flux.defer(() -> changes.after(stream.account, stream.sent.get(), AT_ONCE))
                .collectList()
                .flatMapMany(page -> Flux.concat(
                        Flux.fromIterable(events(stream, page)),
                        page.size() < AT_ONCE ? Flux.empty() : Flux.defer(() -> unsent(stream))));
    }

    /** A number that is not there was removed after a week, while the reader was slow. */
    private static List<ServerSentEvent<ChangeView>> events(Open stream, List<Stored> page) {
        var events = new ArrayList<ServerSentEvent<ChangeView>>();
        for (var change : page) {
            var missing = change.sequence() - 1;
            if (stream.sent.getAndSet(change.sequence()) != missing) {
                events.add(ChangeView.gap(stream.account, missing));
            }
            events.add(ChangeView.change(stream.account, change));
        }
        return events;
    }

    /** Whoever cannot be shown to be allowed still is not: also when the database does not say. */
    private Mono<Void> endOf(Open stream) {
        var ended = Flux.interval(BETWEEN_LOOKS)
                .onBackpressureDrop()
                .concatMap(tick -> may(stream).timeout(BETWEEN_LOOKS).onErrorReturn(false))
                .filter(may -> !may)
                .next();
        return Mono.firstWithSignal(ended.then(), closing.asMono());
    }

    private Mono<Boolean> may(Open stream) {
        return switch (stream.who) {
            case Bearer bearer -> tokens.isGood(bearer, stream.account);
            case SignedIn signedIn ->
                sessions.isAlive(signedIn)
                        .flatMap(alive -> alive ? accounts.sees(signedIn, stream.account) : Mono.just(false));
            default -> Mono.just(false);
        };
    }
}
