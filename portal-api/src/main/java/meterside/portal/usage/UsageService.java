package meterside.portal.usage;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meterside.metering.Interval;
import meterside.metering.LocalDays;
import meterside.portal.account.Channel;
import meterside.portal.account.Freshness;
import meterside.portal.span.Cut;
import meterside.portal.span.Cuts;
import meterside.portal.span.Span;
import meterside.portal.span.Stay;
import meterside.portal.unit.Measure;
import meterside.portal.unit.Telling;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Adds up a customer's reads. Days, and all that is made of whole days, come from the same daily sums; hours and quarter-hours
 * from the reads that those are the sums of. So what is cut finer adds up to what is cut wider, to the last billionth.
 */
@Service
public class UsageService {

    private final Freshness freshness;
    private final Cuts cuts;
    private final UsageRepository reads;
    private final KnownRepository known;
    private final Clock clock;

    UsageService(Freshness freshness, Cuts cuts, UsageRepository reads, KnownRepository known, Clock clock) {
        this.freshness = freshness;
        this.cuts = cuts;
        this.reads = reads;
        this.known = known;
        this.clock = clock;
    }

    /** {@return the usage, or a refusal of the span's or the unit's} Nothing is looked up before it is subscribed to. */
    Mono<Usage> of(Channel channel, Span span, Asked asked) {
        return cuts.of(channel, span.by()).flatMap(cut -> {
            var measure = Measure.of(channel.unit(), asked.unit());
            var at = asked.at(channel.days(), clock);
            return Mono.zip(all(channel, span, cut, at), through(channel, at))
                    .map(both -> usage(channel, span, measure, both.getT1(), both.getT2()));
        });
    }

    private static Usage usage(
            Channel channel, Span span, Measure measure, List<Bucket> buckets, Optional<Instant> through) {
        var nothing = channel.days().startOf(span.from());
        var from = buckets.isEmpty() ? nothing : buckets.getFirst().span().start();
        var to = buckets.isEmpty() ? nothing : buckets.getLast().span().end();
        return new Usage(
                channel,
                from,
                to,
                span.by(),
                measure,
                through.orElse(null),
                Bucket.told(buckets, measure.factor(channel.unit()), new Telling()));
    }

    /** {@return the end of the newest read that the customer may see and that was known then; none is now} */
    public Mono<Optional<Instant>> through(Channel channel, Optional<Instant> at) {
        return at.map(then -> Flux.fromIterable(channel.scopes())
                        .concatMap(scope -> known.through(scope, channel.id(), then))
                        .reduce((one, other) -> one.isAfter(other) ? one : other)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty()))
                .orElseGet(() ->
                        freshness.of(List.of(channel)).map(through -> Optional.ofNullable(through.get(channel.id()))));
    }

    private Mono<List<Bucket>> all(Channel channel, Span span, Cut cut, Optional<Instant> at) {
        return Flux.fromIterable(Stay.all(channel, span.from(), span.to()))
                .concatMap(stay -> buckets(channel, cut, stay, at))
                .collectList()
                .map(stays -> stays.stream().flatMap(List::stream).toList());
    }

    /**
     * {@return the stay's buckets in order, those without reads too} One query, and one more for each run of days that are due.
     *
     * @param at as known when; none is now
     */
    public Mono<List<Bucket>> buckets(Channel channel, Cut cut, Stay stay, Optional<Instant> at) {
        return at.map(then -> sums(channel, stay, cut.spans(stay), then)).orElseGet(() -> switch (cut.by()) {
            case QUARTER_HOUR, HOUR -> clock(channel, stay, cut.spans(stay));
            case DAY, READ -> days(channel, stay);
            case WEEK, MONTH, CYCLE -> pieces(channel, stay, cut.pieces(stay).toList());
        });
    }

    /** {@return the stay as one bucket} */
    public Mono<Bucket> whole(Channel channel, Stay stay, Optional<Instant> at) {
        return at.map(then -> sums(channel, stay, List.of(stay.span()), then))
                .orElseGet(() -> pieces(channel, stay, List.of(stay)))
                .map(List::getFirst);
    }

    private Mono<List<Bucket>> sums(Channel channel, Stay stay, List<Interval> spans, Instant at) {
        return known.sums(stay.scope(), channel.id(), spans, at).map(sums -> filled(spans, sums));
    }

    private Mono<List<Bucket>> clock(Channel channel, Stay stay, List<Interval> spans) {
        return reads.sums(stay.scope(), channel.id(), spans).map(sums -> filled(spans, sums));
    }

    private Mono<List<Bucket>> days(Channel channel, Stay stay) {
        return reads.days(stay.scope(), channel.id(), stay.first(), stay.end())
                .flatMap(rolled -> due(channel, stay, rolled.due()).map(due -> {
                    var sums = new HashMap<>(rolled.sums());
                    sums.putAll(due);
                    return stay.days()
                            .map(day -> new Bucket(stay.local().of(day), sums.get(day)))
                            .toList();
                }));
    }

    private Mono<List<Bucket>> pieces(Channel channel, Stay stay, List<Stay> pieces) {
        var firsts = pieces.stream().map(Stay::first).toList();
        return reads.pieces(stay.scope(), channel.id(), firsts, stay.end())
                .flatMap(rolled -> due(channel, stay, rolled.due()).map(due -> {
                    var sums = new HashMap<>(rolled.sums());
                    due.forEach((day, sum) -> sums.merge(place(firsts, day), sum, Sum::plus));
                    return filled(pieces.stream().map(Stay::span).toList(), sums);
                }));
    }

    /** {@return which of the pieces the day lies in} */
    private static int place(List<LocalDate> firsts, LocalDate day) {
        var found = Collections.binarySearch(firsts, day);
        return found >= 0 ? found : -found - 2;
    }

    private static List<Bucket> filled(List<Interval> spans, Map<Integer, Sum> sums) {
        var buckets = new ArrayList<Bucket>(spans.size());
        for (var place = 0; place < spans.size(); place++) {
            buckets.add(new Bucket(spans.get(place), sums.get(place)));
        }
        return buckets;
    }

    /** Days whose rollup is behind their reads are computed from the reads: some hundred rows each. */
    private Mono<Map<LocalDate, Sum>> due(Channel channel, Stay stay, List<LocalDate> due) {
        return Flux.fromIterable(runs(due))
                .concatMap(run -> reads.sums(stay.scope(), channel.id(), spans(stay.local(), run))
                        .map(sums -> {
                            var byDay = new HashMap<LocalDate, Sum>();
                            sums.forEach((place, sum) -> byDay.put(run.get(place), sum));
                            return byDay;
                        }))
                .collect(HashMap::new, Map::putAll);
    }

    /** {@return the days in runs without a gap, each of which one query answers} */
    private static List<List<LocalDate>> runs(List<LocalDate> days) {
        var runs = new ArrayList<List<LocalDate>>();
        for (var day : days) {
            if (runs.isEmpty() || !runs.getLast().getLast().plusDays(1).equals(day)) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(day);
        }
        return runs;
    }

    private static List<Interval> spans(LocalDays local, List<LocalDate> days) {
        return days.stream().map(local::of).toList();
    }
}
