package meterside.portal.total;

import meterside.portal.problem.MalformedRequest;
import meterside.portal.session.SignedIn;
import meterside.portal.span.Span;
import meterside.portal.usage.Asked;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Usage of more than one channel. */
@RestController
class TotalController {

    private final TotalService totals;

    TotalController(TotalService totals) {
        this.totals = totals;
    }

    @GetMapping("/api/accounts/{account}/usage-points/{usagePoint}/usage")
    Mono<TotalView> ofUsagePoint(
            SignedIn who,
            @PathVariable String account,
            @PathVariable String usagePoint,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String by,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(name = "as-known-on", required = false) @Nullable String knownOn) {
        return totals.at(who, account, usagePoint, Span.parse(from, to, by), Asked.parse(unit, knownOn))
                .map(total -> TotalView.of(total, true));
    }

    @GetMapping("/api/accounts/{account}/usage")
    Mono<TotalView> ofAccount(
            SignedIn who,
            @PathVariable String account,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String by,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(name = "as-known-on", required = false) @Nullable String knownOn) {
        return totals.of(who, account, ofDays(from, to, by), Asked.parse(unit, knownOn))
                .map(total -> TotalView.of(total, false));
    }

    @GetMapping("/api/usage")
    Mono<TotalView> ofEverything(
            SignedIn who,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String by,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(name = "as-known-on", required = false) @Nullable String knownOn) {
        return totals.of(who, ofDays(from, to, by), Asked.parse(unit, knownOn))
                .map(total -> TotalView.of(total, false));
    }

    /** Places may lie in several zones, whose days are the same days and whose hours are not the same hours. */
    private static Span ofDays(String from, String to, String by) {
        var span = Span.parse(from, to, by);
        return switch (span.by()) {
            case DAY, WEEK, MONTH -> span;
            default -> throw new MalformedRequest("Over several places, the parameter by is one of day, week, month.");
        };
    }
}
