package meterside.portal.total;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import meterside.portal.account.Accounts;
import meterside.portal.account.Channel;
import meterside.portal.session.SignedIn;
import meterside.portal.span.Cut;
import meterside.portal.span.Cuts;
import meterside.portal.span.Span;
import meterside.portal.span.Stay;
import meterside.portal.unit.Measure;
import meterside.portal.unit.UnitForeign;
import meterside.portal.usage.Asked;
import meterside.portal.usage.Bucket;
import meterside.portal.usage.UsageService;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Adds channels up. Each is asked for as it is alone, one after the other, so that every sum is that of what is shown alone. */
@Service
class TotalService {

    private final Accounts accounts;
    private final Cuts cuts;
    private final UsageService usage;
    private final Clock clock;

    TotalService(Accounts accounts, Cuts cuts, UsageService usage, Clock clock) {
        this.accounts = accounts;
        this.cuts = cuts;
        this.usage = usage;
        this.clock = clock;
    }

    /**
     * What one channel adds.
     *
     * @param measure the unit it is told in
     * @param slots of each bucket, which of the sum's it belongs to
     */
    record Share(Channel channel, Measure measure, Optional<Instant> through, List<Long> slots, List<Bucket> buckets) {}

    /** {@return the sums of a usage point} */
    Mono<Total> at(SignedIn who, String account, String usagePoint, Span span, Asked asked) {
        return accounts.at(who, account, usagePoint).flatMap(channels -> total(channels, span, asked));
    }

    /** {@return the sums of an account} */
    Mono<Total> of(SignedIn who, String account, Span span, Asked asked) {
        return accounts.channels(who, account).flatMap(channels -> total(channels, span, asked));
    }

    /** {@return the sums of all that whoever asks may see} */
    Mono<Total> of(SignedIn who, Span span, Asked asked) {
        return accounts.channels(who).flatMap(channels -> total(channels, span, asked));
    }

    private Mono<Total> total(List<Channel> channels, Span span, Asked asked) {
        var summed = channels.stream().filter(TotalService::isSummed).toList();
        mustFit(summed, asked);
        return Flux.fromIterable(summed)
                .concatMap(channel -> share(channel, span, asked))
                .collectList()
                .map(shares -> new Total(span, Summing.of(shares), channels.size() - summed.size()));
    }

    /** A counter's readings are no usage, and kilowatts of two places are not those of both. */
    private static boolean isSummed(Channel channel) {
        return channel.hasIntervals() && !channel.unit().equals("kW");
    }

    private static void mustFit(List<Channel> channels, Asked asked) {
        var fits = asked.unit().isEmpty()
                || channels.isEmpty()
                || channels.stream().anyMatch(channel -> fits(channel, asked));
        if (!fits) {
            throw new UnitForeign();
        }
    }

    private static boolean fits(Channel channel, Asked asked) {
        return asked.unit().orElseThrow().fits(channel.unit());
    }

    /** Of what the unit asked for does not fit, the sum is told in its own. */
    private static Measure measure(Channel channel, Asked asked) {
        return Measure.of(channel.unit(), asked.unit().filter(unit -> unit.fits(channel.unit())));
    }

    private Mono<Share> share(Channel channel, Span span, Asked asked) {
        var at = asked.at(channel.days(), clock);
        return cuts.of(channel, span.by()).flatMap(cut -> Flux.fromIterable(Stay.all(channel, span.from(), span.to()))
                .concatMap(stay -> usage.buckets(channel, cut, stay, at))
                .concatMapIterable(buckets -> buckets)
                .collectList()
                .zipWith(
                        usage.through(channel, at),
                        (buckets, through) -> new Share(
                                channel,
                                measure(channel, asked),
                                through,
                                slots(channel, span, cut, buckets),
                                buckets)));
    }

    /** {@return a number for each bucket, the same for buckets of two channels that are one of their sum} */
    private static List<Long> slots(Channel channel, Span span, Cut cut, List<Bucket> buckets) {
        return switch (span.by()) {
            case QUARTER_HOUR, HOUR ->
                buckets.stream()
                        .map(bucket -> bucket.span().start().getEpochSecond())
                        .toList();
            default -> {
                var firsts = new TreeSet<>(cut.firsts(span));
                yield buckets.stream()
                        .map(bucket ->
                                first(firsts, channel.days().dayOf(bucket.span().start())))
                        .toList();
            }
        };
    }

    private static long first(NavigableSet<LocalDate> firsts, LocalDate day) {
        return Objects.requireNonNull(firsts.floor(day)).toEpochDay();
    }
}
