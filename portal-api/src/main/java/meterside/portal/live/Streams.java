package meterside.portal.live;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import meterside.metering.UsageChanged;
import meterside.metering.UsagePointId;
import meterside.portal.account.CustomerScope;
import meterside.portal.session.Sessions;
import meterside.portal.session.SignedIn;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The open event streams, found by usage point. Each ends with its session. */
@Component
class Streams {

    private static final int MOST = 10_000;
    private static final int MOST_OF_A_LOGIN = 20;

    private final Map<UsagePointId, Set<Stream>> byPoint = new ConcurrentHashMap<>();
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final Sessions sessions;
    private final Clock clock;
    private final Duration keepAlive;

    /** @param keepAlive how often a silent stream says that it is still there, and looks whether its session is */
    Streams(Sessions sessions, Clock clock, @Value("${meterside.live.keep-alive:25s}") Duration keepAlive) {
        this.sessions = sessions;
        this.clock = clock;
        this.keepAlive = keepAlive;
    }

    /**
     * {@return what changes within the scopes, and a comment now and then that keeps the connection open}
     *
     * @param reopened whether the reader had a stream before: it then hears of every scope once, since nothing is replayed
     * @throws TooManyStreams on subscription
     */
    Flux<ServerSentEvent<ChangeView>> open(SignedIn who, List<CustomerScope> scopes, boolean reopened) {
        return Flux.using(
                () -> register(new Stream(who, scopes)), stream -> events(stream, reopened), this::unregister);
    }

    /** Tells every stream that may know. Called by one thread only. */
    void tell(String id, UsageChanged message) {
        for (var stream : byPoint.getOrDefault(message.usagePoint(), Set.of())) {
            stream.tell(id, message);
        }
    }

    /** Ends all streams; browsers come back to whoever serves then. */
    void close() {
        open.forEach(Stream::close);
    }

    private Flux<ServerSentEvent<ChangeView>> events(Stream stream, boolean reopened) {
        var greeting = Flux.just(comment("open"));
        var missed =
                reopened ? Flux.fromIterable(stream.whole(clock.instant())) : Flux.<ServerSentEvent<ChangeView>>empty();
        var news = stream.news().filterWhen(event -> sessions.isAlive(stream.who()));
        var pulse = Flux.interval(keepAlive).onBackpressureDrop().map(tick -> comment("still here"));
        return Flux.concat(greeting, missed, Flux.merge(news, pulse)).takeUntilOther(endOf(stream));
    }

    /** Sign-out on this node ends a stream at once, other ends of its session by the next comment. */
    private Mono<Void> endOf(Stream stream) {
        var ended = Flux.interval(keepAlive)
                .onBackpressureDrop()
                .concatMap(tick -> sessions.isAlive(stream.who()).onErrorReturn(true))
                .filter(alive -> !alive)
                .next();
        return Mono.firstWithSignal(sessions.endOf(stream.who()).then(), ended.then(), stream.closed());
    }

    private Stream register(Stream stream) {
        var ofLogin = open.stream()
                .filter(other -> other.who().login() == stream.who().login())
                .count();
        if (open.size() >= MOST || ofLogin >= MOST_OF_A_LOGIN) {
            throw new TooManyStreams();
        }
        open.add(stream);
        stream.points().forEach(point -> byPoint.computeIfAbsent(point, unseen -> ConcurrentHashMap.newKeySet())
                .add(stream));
        return stream;
    }

    private void unregister(Stream stream) {
        open.remove(stream);
        stream.points()
                .forEach(point -> byPoint.computeIfPresent(point, (same, streams) -> {
                    streams.remove(stream);
                    return streams.isEmpty() ? null : streams;
                }));
    }

    private static ServerSentEvent<ChangeView> comment(String text) {
        return ServerSentEvent.<ChangeView>builder().comment(text).build();
    }
}
