package meterside.portal.similar;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.regex.Pattern;
import meterside.metering.Quantity;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.session.SignedIn;
import meterside.portal.similar.Similar.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What similar homes used. For whoever is signed in; a program's token reads its owner's use and nothing else. */
@RestController
class SimilarController {

    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");

    private final SimilarService similar;
    private final Discretion discretion;

    SimilarController(SimilarService similar, Discretion discretion) {
        this.similar = similar;
        this.discretion = discretion;
    }

    record SimilarView(
            String channel,
            String month,
            String unit,
            @Nullable String own,
            @Nullable String about,
            @Nullable Integer atLeast,
            @Nullable String why,
            int fewest,
            int largest) {}

    @GetMapping("/api/accounts/{account}/channels/{channel}/usage/similar")
    Mono<SimilarView> similar(
            SignedIn who, @PathVariable String account, @PathVariable String channel, @RequestParam String month) {
        return similar.of(who, account, channel, parse(month)).map(this::view);
    }

    private static YearMonth parse(String month) {
        try {
            if (MONTH.matcher(month).matches()) {
                return YearMonth.parse(month);
            }
        } catch (DateTimeException noSuchMonth) {
            // such as the thirteenth: refused like any other text that is no month
        }
        throw new MalformedRequest("The parameter month is not a month such as 2026-10.");
    }

    private SimilarView view(Similar similar) {
        var about = similar.told() instanceof Told.About told ? told : null;
        var nothing = similar.told() instanceof Told.Nothing told ? told : null;
        return new SimilarView(
                Integer.toString(similar.channel().id().value()),
                similar.month().toString(),
                similar.channel().unit(),
                similar.own().map(Quantity::decimal).orElse(null),
                about == null ? null : about.about().toPlainString(),
                about == null ? null : about.atLeast(),
                nothing == null ? null : nothing.why().word(),
                discretion.fewest(),
                discretion.largest());
    }
}
