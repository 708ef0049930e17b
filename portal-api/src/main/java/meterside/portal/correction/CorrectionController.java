package meterside.portal.correction;

import java.time.Instant;
import java.util.List;
import meterside.metering.LocalDays;
import meterside.metering.Quantity;
import meterside.portal.account.Accounts;
import meterside.portal.account.Channel;
import meterside.portal.session.SignedIn;
import meterside.portal.span.Cuts;
import meterside.portal.span.Span;
import meterside.portal.span.Stay;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where usage changed. It stands apart from usage, which is asked for a hundred times as often. */
@RestController
class CorrectionController {

    private final Accounts accounts;
    private final Cuts cuts;
    private final CorrectionRepository changes;

    CorrectionController(Accounts accounts, Cuts cuts, CorrectionRepository changes) {
        this.accounts = accounts;
        this.cuts = cuts;
        this.changes = changes;
    }

    record CorrectionsView(String channel, String by, String unit, List<CorrectionView> changes) {}

    record CorrectionView(
            String start, String end, String at, int edited, int measured, int resent, String difference) {}

    @GetMapping("/api/accounts/{account}/channels/{channel}/usage/changes")
    Mono<CorrectionsView> changes(
            SignedIn who,
            @PathVariable String account,
            @PathVariable String channel,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String by) {
        var span = Span.parse(from, to, by);
        return accounts.channel(who, account, channel).flatMap(found -> cuts.of(found, span.by())
                .flatMapMany(cut -> Flux.fromIterable(Stay.all(found, span.from(), span.to()))
                        .concatMap(stay -> changes.all(stay.scope(), found.id(), cut.spans(stay))))
                .concatMapIterable(all -> all)
                .map(change -> view(change, found.days()))
                .collectList()
                .map(all -> view(found, span, all)));
    }

    private static CorrectionsView view(Channel channel, Span span, List<CorrectionView> changes) {
        return new CorrectionsView(
                Integer.toString(channel.id().value()), span.by().word(), channel.unit(), changes);
    }

    private static CorrectionView view(Correction change, LocalDays days) {
        return new CorrectionView(
                time(days, change.span().start()),
                time(days, change.span().end()),
                time(days, change.at()),
                change.edited(),
                change.measured(),
                change.resent(),
                Quantity.decimal(change.difference()));
    }

    private static String time(LocalDays days, Instant instant) {
        return instant.atOffset(days.offsetAt(instant)).toString();
    }
}
