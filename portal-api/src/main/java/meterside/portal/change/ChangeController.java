package meterside.portal.change;

import java.util.regex.Pattern;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.session.Reader;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An account's numbered changes as a stream, for programs. */
@RestController
class ChangeController {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final Following following;

    ChangeController(Following following) {
        this.following = following;
    }

    /** {@code Last-Event-ID}, which a reader that comes back sends by itself, is newer than what its address says. */
    @GetMapping(path = "/api/accounts/{account}/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<ChangeView>>>> changes(
            Reader who,
            @PathVariable String account,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        var last = number("Last-Event-ID", lastEventId);
        var from = last != null ? last : number("after", after);
        return following.open(who, account, from).map(events -> ResponseEntity.ok()
                .header("X-Accel-Buffering", "no")
                .body(events));
    }

    private static @Nullable Long number(String name, @Nullable String typed) {
        if (typed == null || typed.isEmpty()) {
            return null;
        }
        if (!NUMBER.matcher(typed).matches()) {
            throw new MalformedRequest("%s must be the number of an event, such as 42.".formatted(name));
        }
        return Long.valueOf(typed);
    }
}
