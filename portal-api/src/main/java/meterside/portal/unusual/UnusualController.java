package meterside.portal.unusual;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import meterside.metering.LocalDays;
import meterside.metering.Quantity;
import meterside.portal.session.SignedIn;
import meterside.portal.unusual.UnusualService.Unusual;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What is unusual of an account. */
@RestController
class UnusualController {

    private final UnusualService unusual;

    UnusualController(UnusualService unusual) {
        this.unusual = unusual;
    }

    record UnusualView(List<FindingView> findings) {}

    record FindingView(
            String channel,
            String kind,
            String from,
            String to,
            String unit,
            @Nullable String value,
            @Nullable String usual) {}

    @GetMapping("/api/accounts/{account}/unusual")
    Mono<UnusualView> unusual(SignedIn who, @PathVariable String account) {
        return unusual.of(who, account)
                .map(found -> new UnusualView(
                        found.stream().map(UnusualController::view).toList()));
    }

    private static FindingView view(Unusual one) {
        var channel = one.channel();
        var finding = one.finding();
        return new FindingView(
                Integer.toString(channel.id().value()),
                finding.kind().word(),
                time(channel.days(), finding.span().start()),
                time(channel.days(), finding.span().end()),
                channel.unit(),
                decimal(finding.value()),
                decimal(finding.usual()));
    }

    private static @Nullable String decimal(Optional<BigInteger> billionths) {
        return billionths.map(Quantity::decimal).orElse(null);
    }

    private static String time(LocalDays days, Instant instant) {
        return instant.atOffset(days.offsetAt(instant)).toString();
    }
}
