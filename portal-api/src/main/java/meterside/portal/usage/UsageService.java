package meterside.portal.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import meterside.metering.Interval;
import meterside.metering.LocalDays;
import meterside.portal.account.Accounts;
import meterside.portal.account.Channel;
import meterside.portal.account.CustomerScope;
import meterside.portal.account.Freshness;
import meterside.portal.session.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Adds up a customer's reads by local day or clock hour. */
@Service
class UsageService {

    private final Accounts accounts;
    private final Freshness freshness;
    private final UsageRepository reads;

    UsageService(Accounts accounts, Freshness freshness, UsageRepository reads) {
        this.accounts = accounts;
        this.freshness = freshness;
        this.reads = reads;
    }

    /** The days of a span that lie within one of the customer's scopes and the channel's own time. */
    private record Stay(CustomerScope scope, LocalDate first, LocalDate end) {

        Stream<LocalDate> days() {
            return first.datesUntil(end);
        }

        LocalDays local() {
            return scope.days();
        }
    }

    /** {@return the usage, or one of this package's refusals, or that there is no such account or channel} */
    Mono<Usage> of(SignedIn who, String account, String channel, Span span) {
        return accounts.channel(who, account, channel).flatMap(found -> {
            if (!found.hasIntervals()) {
                return Mono.error(NoIntervalReads::new);
            }
            if (span.by() == Span.By.HOUR && !found.tellsHours()) {
                return Mono.error(NoHourlyReads::new);
            }
            return Mono.zip(buckets(found, span), freshness.of(List.of(found)))
                    .map(both -> usage(found, span, both.getT1(), both.getT2().get(found.id())));
        });
    }

    private static Usage usage(Channel channel, Span span, List<Bucket> buckets, @Nullable Instant through) {
        var nothing = channel.days().startOf(span.from());
        var from = buckets.isEmpty() ? nothing : buckets.getFirst().span().start();
        var to = buckets.isEmpty() ? nothing : buckets.getLast().span().end();
        return new Usage(channel, from, to, span.by(), through, buckets);
    }

    private Mono<List<Bucket>> buckets(Channel channel, Span span) {
        return Flux.fromIterable(stays(channel, span))
                .concatMap(stay -> span.by() == Span.By.DAY ? days(channel, stay) : hours(channel, stay))
                .collectList()
                .map(stays -> stays.stream().flatMap(List::stream).toList());
    }

    private static List<Stay> stays(Channel channel, Span span) {
        var stays = new ArrayList<Stay>();
        for (var scope : channel.scopes()) {
            var first = Stream.of(span.from(), scope.firstDay(), channel.firstDay())
                    .max(LocalDate::compareTo)
                    .orElseThrow();
            var end = Stream.of(span.to(), scope.endDay(), channel.endDay())
                    .min(LocalDate::compareTo)
                    .orElseThrow();
            if (first.isBefore(end)) {
                stays.add(new Stay(scope, first, end));
            }
        }
        return stays;
    }

    private Mono<List<Bucket>> hours(Channel channel, Stay stay) {
        var hours =
                stay.days().flatMap(day -> stay.local().hoursOf(day).stream()).toList();
        return reads.sums(stay.scope(), channel.id(), hours).map(sums -> {
            var buckets = new ArrayList<Bucket>(hours.size());
            for (var place = 0; place < hours.size(); place++) {
                buckets.add(new Bucket(hours.get(place), sums.get(place)));
            }
            return buckets;
        });
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
