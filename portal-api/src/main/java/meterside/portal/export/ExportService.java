package meterside.portal.export;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import meterside.portal.account.Accounts;
import meterside.portal.account.Channel;
import meterside.portal.account.Freshness;
import meterside.portal.session.Reader;
import meterside.portal.span.Cut;
import meterside.portal.span.Cuts;
import meterside.portal.span.Span;
import meterside.portal.span.Stay;
import meterside.portal.usage.UsageService;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes files of usage (rules EX6, EX7). What stands at a file's head is true of when it was begun; a correction that comes while a
 * slow reader reads is in the lines that were not read yet.
 */
@Service
class ExportService {

    private final Accounts accounts;
    private final Freshness freshness;
    private final Cuts cuts;
    private final UsageService usage;
    private final ReadRepository reads;
    private final Clock clock;

    ExportService(
            Accounts accounts, Freshness freshness, Cuts cuts, UsageService usage, ReadRepository reads, Clock clock) {
        this.accounts = accounts;
        this.freshness = freshness;
        this.cuts = cuts;
        this.usage = usage;
        this.reads = reads;
        this.clock = clock;
    }

    /** {@return the file, or a refusal of the span's, or that there is no such account or channel} It ends today: later days have no reads. */
    Mono<Export> of(Reader who, String account, String channel, Span span, String language) {
        return accounts.channel(who, account, channel).flatMap(found -> {
            var stays = Stay.all(found, span.from(), earlier(span.to(), tomorrow(found)));
            return Mono.zip(
                            accounts.own(who, account),
                            cuts.of(found, span.by()),
                            freshness.of(List.of(found)),
                            Flux.fromIterable(stays)
                                    .concatMap(stay -> usage.whole(found, stay))
                                    .collectList())
                    .map(known -> {
                        var sheet = new Sheet(found.days(), Words.in(language));
                        var head = new Sheet.Head(
                                known.getT1().number(),
                                found,
                                span,
                                clock.instant(),
                                Optional.ofNullable(known.getT3().get(found.id())),
                                known.getT4());
                        return new Export(
                                "usage-%s-%s-%s-%s.csv"
                                        .formatted(
                                                found.commodity(),
                                                span.from(),
                                                span.to(),
                                                span.by().word()),
                                Flux.just(bytes(sheet.head(head)))
                                        .concatWith(parts(found, stays, known.getT2(), sheet)));
                    });
        });
    }

    private LocalDate tomorrow(Channel channel) {
        return channel.days().dayOf(clock.instant()).plusDays(1);
    }

    /**
     * One part is read ahead and then waits until it is wanted. Its query asks for all it gives at once, unlike in a plain concatenation: that
     * would begin it with a connection in its hand and no demand, and keep it so for as long as a slow reader takes.
     */
    private Flux<byte[]> parts(Channel channel, List<Stay> stays, Cut cut, Sheet sheet) {
        return Flux.fromIterable(stays)
                .concatMap(stay -> Flux.fromStream(() -> cut.parts(stay)))
                .flatMapSequential(part -> lines(channel, cut, part, sheet).map(ExportService::bytes), 1, 1);
    }

    private Mono<String> lines(Channel channel, Cut cut, Stay part, Sheet sheet) {
        return cut.by() == Span.By.READ
                ? reads.all(part.scope(), channel.id(), part.span()).map(sheet::reads)
                : usage.buckets(channel, cut, part).map(sheet::buckets);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
