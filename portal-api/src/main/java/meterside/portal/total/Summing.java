package meterside.portal.total;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meterside.metering.ChannelId;
import meterside.metering.Interval;
import meterside.metering.ReadingQuality;
import meterside.portal.account.Channel;
import meterside.portal.total.Total.Part;
import meterside.portal.total.Total.Series;
import meterside.portal.total.TotalService.Share;
import meterside.portal.unit.Fraction;
import meterside.portal.unit.Telling;
import meterside.portal.usage.Bucket;
import org.jspecify.annotations.Nullable;

/** Adds up shares that are alike: of the same commodity and quantity, in the same unit. */
final class Summing {

    private static final List<String> COMMODITIES = List.of("electricity", "water", "gas");

    private Summing() {}

    private record Kind(String commodity, String quantity, String unit) {}

    /** A share with the sign it counts with. */
    private record Term(Share share, boolean isSubtracted) {}

    static List<Series> of(List<Share> shares) {
        var kinds = new LinkedHashMap<Kind, List<Share>>();
        shares.stream().filter(share -> !share.buckets().isEmpty()).forEach(share -> kinds.computeIfAbsent(
                        kind(share), unseen -> new ArrayList<>())
                .add(share));
        var sums = new ArrayList<Series>();
        kinds.keySet().stream()
                .sorted(Comparator.comparingInt((Kind kind) -> COMMODITIES.indexOf(kind.commodity()))
                        .thenComparing(Kind::quantity)
                        .thenComparing(Kind::unit))
                .forEach(kind -> {
                    var alike = kinds.getOrDefault(kind, List.of());
                    for (var flow : List.of("delivered", "received", "total")) {
                        add(sums, kind, flow, alike.stream().filter(is(flow)).map(Summing::plus));
                    }
                    if (alike.stream().anyMatch(is("received").or(is("net")))) {
                        add(sums, kind, "net", net(alike).stream());
                    }
                });
        return sums;
    }

    private static Kind kind(Share share) {
        var channel = share.channel();
        return new Kind(channel.commodity(), channel.quantity(), share.measure().symbol());
    }

    private static Predicate<Share> is(String flow) {
        return share -> share.channel().flow().equals(flow);
    }

    private static Term plus(Share share) {
        return new Term(share, false);
    }

    /**
     * {@return what makes the net: of each place what was delivered less what was received, or else what its net meter says} A place that
     * feeds nothing back adds what was delivered. Nothing is counted twice where a meter tells all three.
     */
    private static List<Term> net(List<Share> alike) {
        var net = new ArrayList<Term>();
        for (var place : alike.stream()
                .collect(Collectors.groupingBy(
                        share -> share.channel().usagePoint(), LinkedHashMap::new, Collectors.toList()))
                .values()) {
            var measured = place.stream().filter(is("net")).toList();
            if (measured.isEmpty() || place.stream().anyMatch(is("received"))) {
                place.stream().filter(is("delivered")).map(Summing::plus).forEach(net::add);
                place.stream()
                        .filter(is("received"))
                        .map(share -> new Term(share, true))
                        .forEach(net::add);
            } else {
                measured.stream().map(Summing::plus).forEach(net::add);
            }
        }
        return net;
    }

    private static void add(List<Series> sums, Kind kind, String flow, Stream<Term> all) {
        var terms = all.toList();
        if (terms.isEmpty()) {
            return;
        }
        var slots = new TreeMap<Long, Slot>();
        var whole = new Slot();
        for (var term : terms) {
            var share = term.share();
            var own = share.measure().factor(share.channel().unit());
            var factor = term.isSubtracted() ? own.times(BigInteger.ONE.negate()) : own;
            for (var i = 0; i < share.buckets().size(); i++) {
                var bucket = share.buckets().get(i);
                slots.computeIfAbsent(share.slots().get(i), unseen -> new Slot())
                        .add(share.channel(), bucket, factor);
                whole.add(share.channel(), bucket, factor);
            }
        }
        var telling = new Telling();
        sums.add(new Series(
                kind.commodity(),
                kind.quantity(),
                flow,
                kind.unit(),
                terms.size(),
                (int) terms.stream()
                        .map(term -> term.share().channel().usagePoint())
                        .distinct()
                        .count(),
                through(terms),
                terms.getFirst().share().channel().days(),
                whole.told(new Telling()),
                slots.values().stream().map(slot -> slot.told(telling)).toList()));
    }

    /** {@return the earliest of those that are still read, else the latest; null if of one that is read nothing came} */
    private static @Nullable Instant through(Collection<Term> terms) {
        var reading = terms.stream()
                .map(Term::share)
                .filter(share -> share.through()
                        .map(end -> share.channel().lastsBeyond(end))
                        .orElse(true))
                .toList();
        if (reading.stream().anyMatch(share -> share.through().isEmpty())) {
            return null;
        }
        return reading.isEmpty()
                ? terms.stream()
                        .flatMap(term -> term.share().through().stream())
                        .max(Instant::compareTo)
                        .orElse(null)
                : reading.stream()
                        .flatMap(share -> share.through().stream())
                        .min(Instant::compareTo)
                        .orElse(null);
    }

    /** One bucket of a sum while it is added up. */
    private static final class Slot {

        private @Nullable Interval span;
        private LocalDate first = LocalDate.MAX;
        private LocalDate end = LocalDate.MIN;
        private @Nullable Fraction billionths;
        private @Nullable ReadingQuality quality;
        private long covered;
        private long expected;
        private final Set<ChannelId> channels = new HashSet<>();

        void add(Channel channel, Bucket bucket, Fraction factor) {
            var days = channel.days();
            var from = days.dayOf(bucket.span().start());
            var to = days.dayOf(bucket.span().end().minusSeconds(1)).plusDays(1);
            first = from.isBefore(first) ? from : first;
            end = to.isAfter(end) ? to : end;
            span = span == null ? bucket.span() : around(span, bucket.span());
            expected += bucket.span().seconds();
            var sum = bucket.sum();
            if (sum != null) {
                var exact = factor.times(sum.billionths());
                billionths = billionths == null ? exact : billionths.plus(exact);
                quality = quality == null ? sum.quality() : quality.worse(sum.quality());
                covered += sum.coveredSeconds();
                channels.add(channel.id());
            }
        }

        Part told(Telling telling) {
            if (span == null) {
                throw new IllegalStateException("a bucket of nothing");
            }
            return new Part(
                    first,
                    end,
                    span,
                    billionths == null ? null : telling.next(billionths),
                    covered,
                    expected,
                    quality,
                    channels.size());
        }

        private static Interval around(Interval one, Interval other) {
            return new Interval(
                    one.start().isBefore(other.start()) ? one.start() : other.start(),
                    one.end().isAfter(other.end()) ? one.end() : other.end());
        }
    }
}
