package meterside.portal.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meterside.metering.Interval;
import meterside.metering.LocalDays;
import meterside.portal.account.Accounts;
import meterside.portal.account.Channel;
import meterside.portal.account.Freshness;
import meterside.portal.session.Reader;
import meterside.portal.span.Cut;
import meterside.portal.span.Cuts;
import meterside.portal.span.Span;
import meterside.portal.span.Stay;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Adds up a customer's reads. Days, and all that is made of whole days, come from the same daily sums; hours and quarter-hours
 * from the reads that those are the sums of. So what is cut finer adds up to what is cut wider, to the last billionth.
 */
@Service
public class UsageService {

    private final Accounts accounts;
    private final Freshness freshness;
    private final Cuts cuts;
    private final UsageRepository reads;

    UsageService(Accounts accounts, Freshness freshness, Cuts cuts, UsageRepository reads) {
        this.accounts = accounts;
        this.freshness = freshness;
        this.cuts = cuts;
        this.reads = reads;
    }

    /** {@return the usage, or a refusal of the span's, or that there is no such account or channel} */
    Mono<Usage> of(Reader who, String account, String channel, Span span) {
        return accounts.channel(who, account, channel).flatMap(found -> cuts.of(found, span.by())
                .flatMap(cut -> Mono.zip(buckets(found, span, cut), freshness.of(List.of(found)))
                        .map(both ->
                                usage(found, span, both.getT1(), both.getT2().get(found.id())))));
    }

    private static Usage usage(Channel channel, Span span, List<Bucket> buckets, @Nullable Instant through) {
        var nothing = channel.days().startOf(span.from());
        var from = buckets.isEmpty() ? nothing : buckets.getFirst().span().start();
        var to = buckets.isEmpty() ? nothing : buckets.getLast().span().end();
        return new Usage(channel, from, to, span.by(), through, buckets);
    }

    private Mono<List<Bucket>> buckets(Channel channel, Span span, Cut cut) {
        return Flux.fromIterable(Stay.all(channel, span.from(), span.to()))
                .concatMap(stay -> buckets(channel, cut, stay))
                .collectList()
                .map(stays -> stays.stream().flatMap(List::stream).toList());
    }

    /** {@return the stay's buckets in order, those without reads too} One query, and one more for each run of days that are due. */
    public Mono<List<Bucket>> buckets(Channel channel, Cut cut, Stay stay) {
        return switch (cut.by()) {
            case QUARTER_HOUR -> clock(channel, stay, LocalDays::quarterHoursOf);
            case HOUR -> clock(channel, stay, LocalDays::hoursOf);
            case DAY, READ -> days(channel, stay);
            case WEEK, MONTH, CYCLE -> pieces(channel, stay, cut.pieces(stay).toList());
        };
    }

    /** {@return the stay as one bucket} */
    public Mono<Bucket> whole(Channel channel, Stay stay) {
        return pieces(channel, stay, List.of(stay)).map(List::getFirst);
    }

    private interface Clock {
        List<Interval> of(LocalDays local, LocalDate day);
    }

    private Mono<List<Bucket>> clock(Channel channel, Stay stay, Clock clock) {
        var spans =
                stay.days().flatMap(day -> clock.of(stay.local(), day).stream()).toList();
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
