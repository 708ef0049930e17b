package meterside.portal.export;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import meterside.portal.account.Accounts;
import meterside.portal.account.Channel;
import meterside.portal.problem.Patience;
import meterside.portal.session.Reader;
import meterside.portal.span.Cut;
import meterside.portal.span.Cuts;
import meterside.portal.span.Span;
import meterside.portal.span.Stay;
import meterside.portal.unit.Measure;
import meterside.portal.usage.Asked;
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
    private final Cuts cuts;
    private final UsageService usage;
    private final ReadRepository reads;
    private final Clock clock;

    ExportService(Accounts accounts, Cuts cuts, UsageService usage, ReadRepository reads, Clock clock) {
        this.accounts = accounts;
        this.cuts = cuts;
        this.usage = usage;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * {@return the file, or a refusal of the span's or the unit's, or that there is no such account or channel} It ends with the day it is
     * made on: later days have no reads. As known on an earlier instant it is the file that was made then, byte for byte.
     */
    Mono<Export> of(Reader who, String account, String channel, Span span, Asked asked, String language) {
        return accounts.channel(who, account, channel).flatMap(found -> {
            var measure = Measure.of(found.unit(), asked.unit());
            var at = asked.at(found.days(), clock);
            var made = at.orElseGet(clock::instant);
            var stays = Stay.all(found, span.from(), earlier(span.to(), dayAfter(found, made)));
            return Mono.zip(
                            accounts.own(who, account),
                            cuts.of(found, span.by()),
                            usage.through(found, at),
                            Flux.fromIterable(stays)
                                    .concatMap(stay -> usage.whole(found, stay, at))
                                    .collectList())
                    .map(known -> {
                        var sheet = new Sheet(found.days(), measure.factor(found.unit()), Words.in(language));
                        var head = new Sheet.Head(
                                known.getT1().number(), found, measure, span, made, known.getT3(), known.getT4());
                        return new Export(
                                "usage-%s-%s-%s-%s.csv"
                                        .formatted(
                                                found.commodity(),
                                                span.from(),
                                                span.to(),
                                                span.by().word()),
                                Flux.just(bytes(sheet.head(head)))
                                        .concatWith(parts(found, stays, known.getT2(), at, sheet)));
                    });
        });
    }

    private static LocalDate dayAfter(Channel channel, Instant instant) {
        return channel.days().dayOf(instant).plusDays(1);
    }

    /**
     * One part is read ahead and then waits until it is wanted. Its query asks for all it gives at once, unlike in a plain concatenation: that
     * would begin it with a connection in its hand and no demand, and keep it so for as long as a slow reader takes.
     */
    private Flux<byte[]> parts(Channel channel, List<Stay> stays, Cut cut, Optional<Instant> at, Sheet sheet) {
        return Flux.fromIterable(stays)
                .concatMap(stay -> Flux.fromStream(() -> cut.parts(stay)))
                .flatMapSequential(
                        part -> lines(channel, cut, part, at, sheet)
                                .retryWhen(Patience.ofFiles())
                                .map(ExportService::bytes),
                        1,
                        1);
    }

    private Mono<String> lines(Channel channel, Cut cut, Stay part, Optional<Instant> at, Sheet sheet) {
        return cut.by() == Span.By.READ
                ? reads.all(part.scope(), channel.id(), part.span(), at).map(sheet::reads)
                : usage.buckets(channel, cut, part, at).map(sheet::buckets);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
