package meterside.portal.usage;

import meterside.portal.session.Reader;
import meterside.portal.span.Span;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Usage of a channel. */
@RestController
class UsageController {

    private final UsageService usage;

    UsageController(UsageService usage) {
        this.usage = usage;
    }

    @GetMapping(path = "/api/accounts/{account}/channels/{channel}/usage", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<byte[]> usage(
            Reader who,
            @PathVariable String account,
            @PathVariable String channel,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String by,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(name = "as-known-on", required = false) @Nullable String knownOn) {
        return usage.of(who, account, channel, Span.parse(from, to, by), Asked.parse(unit, knownOn))
                .map(UsageView::json);
    }
}
