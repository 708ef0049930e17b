package meterside.portal.greenbutton;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import meterside.metering.Unit;
import meterside.portal.account.Accounts;
import meterside.portal.account.Channel;
import meterside.portal.cost.Cost;
import meterside.portal.cost.Costs;
import meterside.portal.espi.ClockRules;
import meterside.portal.espi.Measure;
import meterside.portal.espi.Names;
import meterside.portal.greenbutton.Span.Stay;
import meterside.portal.problem.Patience;
import meterside.portal.session.Reader;
import meterside.portal.span.KnownOn;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes what a customer may see of a usage point as a Green Button file, while it is read. As known on the instant that stands in a file
 * as its {@code updated}, it is that file again, byte for byte.
 */
@Service
class GreenButtonService {

    /**
     * A network connection asks for 128 pieces ahead, so small ones are what a slow reader costs: half a MB, and the days of
     * one query.
     */
    private static final int PIECE = 4 * 1024;

    private final Accounts accounts;
    private final ReadsRepository reads;
    private final Costs costs;
    private final Clock clock;
    private final String city;
    private final String house;

    GreenButtonService(
            Accounts accounts,
            ReadsRepository reads,
            Costs costs,
            Clock clock,
            @Value("${METERSIDE_CITY_NAME:Meterside}") String city,
            @Value("${METERSIDE_PUBLIC_URL:}") String publicUrl) {
        this.accounts = accounts;
        this.reads = reads;
        this.costs = costs;
        this.clock = clock;
        this.city = city;
        this.house = publicUrl.isEmpty() ? "http://localhost" : publicUrl.replaceFirst("/+$", "");
    }

    /** A file to be sent: its name, and its bytes as they are asked for. */
    record File(String name, Flux<byte[]> bytes) {}

    /** A channel, how it is written, and which of its days. */
    private record Part(Channel channel, Measure measure, List<Stay> stays) {}

    /** When the file is made, and as known when it is told; empty is now. */
    private record When(Instant made, Optional<Instant> at) {}

    /** {@return the file, or one of this package's refusals, or that there is no such account or usage point} */
    Mono<File> file(Reader who, String account, String usagePoint, Span span, Optional<KnownOn> knownOn) {
        return accounts.at(who, account, usagePoint)
                .map(channels -> channels.stream().filter(Channel::hasIntervals).toList())
                .flatMap(channels -> channels.isEmpty()
                        ? Mono.error(NoIntervalReads::new)
                        : file(channels, span, when(channels.getFirst(), knownOn)));
    }

    private When when(Channel channel, Optional<KnownOn> knownOn) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database counts
        var at = knownOn.map(on -> on.at(channel.days())).map(asked -> asked.isBefore(now) ? asked : now);
        return new When(at.orElse(now), at);
    }

    private Mono<File> file(List<Channel> channels, Span span, When when) {
        return Flux.fromIterable(channels)
                .concatMap(channel -> part(channel, span, when.made()))
                .collectList()
                .zipWith(costs.of(channels.getFirst().scopes().getFirst(), span.from(), span.to(), when.made()))
                .map(found -> new File(
                        "green-button-%s-%s-%s.xml"
                                .formatted(channels.getFirst().commodity(), span.from(), span.to()),
                        Flux.defer(() -> bytes(found.getT1(), found.getT2(), span, when))
                                .concatMapIterable(GreenButtonService::pieces, 1)));
    }

    private Mono<Part> part(Channel channel, Span span, Instant made) {
        var tomorrow = channel.days().dayOf(made).plusDays(1);
        var stays = span.stays(channel, tomorrow);
        var finest = Measure.of(Unit.ofSymbol(channel.unit()).orElseThrow());
        return Flux.fromIterable(channel.scopes()) // and not of the span: the exponent is to stay what it is
                .concatMap(scope -> reads.largestDay(channel.id(), scope))
                .reduce(BigInteger.ZERO, BigInteger::max)
                .map(finest::for48Bits)
                .delayUntil(measure -> measure.equals(finest) ? Mono.empty() : exact(channel, stays, measure))
                .map(measure -> new Part(channel, measure, stays));
    }

    /** Of a channel this large all digits are looked at first, since the file cannot be taken back once it is begun. */
    private Mono<Void> exact(Channel channel, List<Stay> stays, Measure measure) {
        return Flux.fromIterable(stays)
                .concatMap(stay -> reads.losesDigits(channel.id(), stay, measure))
                .any(loses -> loses)
                .flatMap(loses -> loses ? Mono.error(DigitsLost::new) : Mono.empty());
    }

    private Flux<byte[]> bytes(List<Part> parts, List<Cost> costs, Span span, When when) {
        var channel = parts.getFirst().channel();
        var scope = channel.scopes().getFirst();
        var feed = new Feed(
                new Names(house, scope.account(), channel.usagePoint()),
                scope.span().start());
        var self = "%s/api/accounts/%d/usage-points/%d/green-button.xml?from=%s&to=%s"
                .formatted(house, scope.account(), channel.usagePoint().value(), span.from(), span.to());
        var rules = ClockRules.of(channel.days().zone(), span.from(), span.to());
        return Flux.concat(
                Mono.fromSupplier(
                        () -> feed.head(self, city, when.made(), channel.commodity(), rules, !costs.isEmpty())),
                Flux.fromIterable(costs).map(cost -> feed.summary(cost, channel.commodity(), channel.days())),
                Flux.fromIterable(parts).concatMap(part -> bytes(feed, part, when.at()), 1),
                Mono.fromSupplier(feed::end));
    }

    private Flux<byte[]> bytes(Feed feed, Part part, Optional<Instant> at) {
        var channel = part.channel();
        return Flux.fromIterable(part.stays())
                .concatMapIterable(stay -> Span.pieces(channel, stay))
                // unlike in a plain concatenation a query asks for all it gives at once, and holds its connection no
                // longer than that
                .flatMapSequential(piece -> reads.days(channel.id(), piece, at).retryWhen(Patience.ofFiles()), 1, 1)
                .concatMapIterable(days -> days, 1)
                .map(day -> feed.block(channel, part.measure(), day))
                .startWith(Mono.fromSupplier(() -> feed.reading(channel, part.measure())));
    }

    private static List<byte[]> pieces(byte[] bytes) {
        return IntStream.iterate(0, from -> from < bytes.length, from -> from + PIECE)
                .mapToObj(from -> Arrays.copyOfRange(bytes, from, Math.min(from + PIECE, bytes.length)))
                .toList();
    }
}
