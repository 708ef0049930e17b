package meterside.portal.live;

import java.util.List;
import java.util.stream.Collectors;
import meterside.portal.account.Accounts;
import meterside.portal.account.Channel;
import meterside.portal.account.CustomerScope;
import meterside.portal.session.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What changes of an account's usage, as it changes. */
@RestController
class EventController {

    private final Accounts accounts;
    private final Streams streams;

    EventController(Accounts accounts, Streams streams) {
        this.accounts = accounts;
        this.streams = streams;
    }

    /** {@code X-Accel-Buffering} asks a proxy to pass each event on as it comes. */
    @GetMapping(path = "/api/accounts/{account}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<ChangeView>>>> events(
            SignedIn who,
            @PathVariable String account,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        return accounts.channels(who, account).map(channels -> ResponseEntity.ok()
                .header("X-Accel-Buffering", "no")
                .body(streams.open(who, scopes(channels), lastEventId != null)));
    }

    /** Channels of one usage point share its spans: each is wanted once. */
    private static List<CustomerScope> scopes(List<Channel> channels) {
        return channels.stream()
                .collect(Collectors.toMap(
                        Channel::usagePoint, Channel::scopes, (one, same) -> one.size() >= same.size() ? one : same))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
    }
}
