package meterside.portal.unusual;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import meterside.metering.Interval;
import meterside.portal.account.Accounts;
import meterside.portal.account.Channel;
import meterside.portal.account.CustomerScope;
import meterside.portal.account.Freshness;
import meterside.portal.session.SignedIn;
import meterside.portal.span.Cuts;
import meterside.portal.span.Span;
import meterside.portal.span.Stay;
import meterside.portal.usage.Bucket;
import meterside.portal.usage.UsageService;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks for what is unusual of an account's channels: nine weeks of daily sums each, two days of hours of water. */
@Service
class UnusualService {

    private final Accounts accounts;
    private final Freshness freshness;
    private final Cuts cuts;
    private final UsageService usage;
    private final WaitRepository waits;
    private final Clock clock;

    UnusualService(
            Accounts accounts, Freshness freshness, Cuts cuts, UsageService usage, WaitRepository waits, Clock clock) {
        this.accounts = accounts;
        this.freshness = freshness;
        this.cuts = cuts;
        this.usage = usage;
        this.waits = waits;
        this.clock = clock;
    }

    /** A finding and whose it is. */
    record Unusual(Channel channel, Finding finding) {}

    /** {@return of each channel on which something is unusual what matters most of it, what matters most first} */
    Mono<List<Unusual>> of(SignedIn who, String account) {
        var now = clock.instant();
        return accounts.channels(who, account).flatMap(all -> {
            var watched =
                    all.stream().filter(channel -> isWatched(channel, now)).toList();
            return freshness.of(watched).flatMap(through -> Flux.fromIterable(watched)
                    .concatMap(channel -> Mono.justOrEmpty(through.get(channel.id()))
                            .flatMap(end -> finding(channel, end, now))
                            .map(finding -> new Unusual(channel, finding)))
                    .sort(Comparator.comparing((Unusual one) -> one.finding().kind()))
                    .collectList());
        });
    }

    private static boolean isWatched(Channel channel, Instant now) {
        return channel.isDelivered() && channel.hasIntervals() && channel.lastsBeyond(now);
    }

    private Mono<Finding> finding(Channel channel, Instant through, Instant now) {
        return running(channel, through, now)
                .switchIfEmpty(Mono.defer(() -> high(channel, now)))
                .switchIfEmpty(Mono.defer(() -> late(channel, through, now)));
    }

    private Mono<Finding> running(Channel channel, Instant through, Instant now) {
        if (!channel.commodity().equals("water") || !channel.tellsHours()) {
            return Mono.empty();
        }
        var days = channel.days();
        var first = days.dayOf(through.minus(Duration.ofHours(Signs.HOURS + 1L)));
        return buckets(channel, Span.By.HOUR, first, days.dayOf(through).plusDays(1))
                .flatMap(hours -> Mono.justOrEmpty(Signs.running(hours, through, now)));
    }

    private Mono<Finding> high(Channel channel, Instant now) {
        var days = channel.days();
        var yesterday = days.dayOf(now).minusDays(1);
        return buckets(channel, Span.By.DAY, yesterday.minusWeeks(Signs.WEEKS), yesterday.plusDays(1))
                .map(buckets -> buckets.stream()
                        .collect(Collectors.toMap(
                                bucket -> days.dayOf(bucket.span().start()), bucket -> bucket)))
                .flatMap(byDay -> Mono.justOrEmpty(Signs.high(byDay, yesterday)));
    }

    /** How long reads take is only asked where they have been missing for some hours. */
    private Mono<Finding> late(Channel channel, Instant through, Instant now) {
        if (!through.plus(Signs.PATIENCE).isBefore(now)) {
            return Mono.empty();
        }
        var last = channel.days().dayOf(through.minusSeconds(1));
        var days = last.minusDays(Signs.DAYS_OF_WAITING - 1L)
                .datesUntil(last.plusDays(1))
                .toList();
        return Mono.justOrEmpty(scopeAt(channel, through))
                .flatMap(scope -> waits.longest(scope, channel.id(), days))
                .flatMap(found -> Mono.justOrEmpty(Signs.late(found, through, now)));
    }

    private static Optional<CustomerScope> scopeAt(Channel channel, Instant through) {
        var read = new Interval(through.minusSeconds(1), through);
        return channel.scopes().stream()
                .filter(scope -> scope.clip(read).isPresent())
                .findFirst();
    }

    private Mono<List<Bucket>> buckets(Channel channel, Span.By by, LocalDate first, LocalDate end) {
        return cuts.of(channel, by).flatMap(cut -> Flux.fromIterable(Stay.all(channel, first, end))
                .concatMap(stay -> usage.buckets(channel, cut, stay, Optional.empty()))
                .concatMapIterable(buckets -> buckets)
                .collectList());
    }
}
