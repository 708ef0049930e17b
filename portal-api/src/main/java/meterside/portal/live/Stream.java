package meterside.portal.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import meterside.metering.Interval;
import meterside.metering.UsageChanged;
import meterside.metering.UsagePointId;
import meterside.portal.account.CustomerScope;
import meterside.portal.session.SignedIn;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** One open event stream: what it may know, and what it has yet to send. */
class Stream {

    /** A reader this far behind is cut off; it comes back and asks for all it shows. */
    private static final int MOST_WAITING = 64;

    private final SignedIn who;
    private final List<CustomerScope> scopes;
    private final Sinks.Many<ServerSentEvent<ChangeView>> news = Sinks.many()
            .unicast()
            .onBackpressureBuffer(
                    Queues.<ServerSentEvent<ChangeView>>get(MOST_WAITING).get());
    private final Sinks.Empty<Void> closed = Sinks.empty();

    Stream(SignedIn who, List<CustomerScope> scopes) {
        this.who = who;
        this.scopes = List.copyOf(scopes);
    }

    SignedIn who() {
        return who;
    }

    Set<UsagePointId> points() {
        return scopes.stream().map(CustomerScope::usagePoint).collect(Collectors.toUnmodifiableSet());
    }

    Flux<ServerSentEvent<ChangeView>> news() {
        return news.asFlux();
    }

    /** {@return a signal when the stream is to end} */
    Mono<Void> closed() {
        return closed.asMono();
    }

    void close() {
        closed.tryEmitEmpty();
    }

    /** Sends what of the message lies within the scopes: nothing of an earlier or later tenant's time. */
    void tell(String id, UsageChanged message) {
        for (var scope : scopes) {
            if (scope.usagePoint().equals(message.usagePoint())) {
                scope.clip(message.interval())
                        .ifPresent(mine -> send(event(scope, mine).id(id).build()));
            }
        }
    }

    /** {@return an event for each scope, as if all of it had changed} */
    List<ServerSentEvent<ChangeView>> whole(Instant now) {
        var events = new ArrayList<ServerSentEvent<ChangeView>>();
        for (var scope : scopes) {
            var begun = scope.span().start();
            if (begun.isBefore(now)) {
                scope.clip(new Interval(begun, now))
                        .ifPresent(mine -> events.add(event(scope, mine).build()));
            }
        }
        return events;
    }

    private void send(ServerSentEvent<ChangeView> event) {
        if (news.tryEmitNext(event).isFailure()) { // no room left
            close();
        }
    }

    private static ServerSentEvent.Builder<ChangeView> event(CustomerScope scope, Interval mine) {
        return ServerSentEvent.<ChangeView>builder().event("usage-changed").data(ChangeView.of(scope, mine));
    }
}
