package meterside.portal.similar;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meterside.portal.account.Accounts;
import meterside.portal.account.Channel;
import meterside.portal.session.SignedIn;
import meterside.portal.similar.Others.Home;
import meterside.portal.similar.Similar.Told;
import meterside.portal.similar.Similar.Why;
import meterside.portal.span.Cuts;
import meterside.portal.span.Span;
import meterside.portal.span.Stay;
import meterside.portal.usage.Bucket;
import meterside.portal.usage.UsageService;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Sets a customer's month beside that of similar homes. A month of one class and size is read once and shared by all who ask; a city has a
 * dozen such groups.
 */
@Service
class SimilarService {

    /** So many days after its end a month is told: head-ends that lost a day send it again by then. */
    private static final int DAYS_TO_SETTLE = 5;

    /** How long a month that was read serves. Late reads may still come, and need not show at once: who looks twice sees no home arrive. */
    private static final Duration KEPT = Duration.ofHours(6);

    /** Months of groups that are kept: at most a thousand homes each, some ten megabytes in all. */
    private static final int MOST = 100;

    private final Accounts accounts;
    private final Cuts cuts;
    private final UsageService usage;
    private final SimilarRepository similar;
    private final Discretion discretion;
    private final Clock clock;
    private final Map<Alike, Mono<List<Home>>> months = Collections.synchronizedMap(new Recent());

    SimilarService(
            Accounts accounts,
            Cuts cuts,
            UsageService usage,
            SimilarRepository similar,
            Discretion discretion,
            Clock clock) {
        this.accounts = accounts;
        this.cuts = cuts;
        this.usage = usage;
        this.similar = similar;
        this.discretion = discretion;
        this.clock = clock;
    }

    /** {@return what is told, or a refusal: there is no such channel, it is a counter, or the month is not over} */
    Mono<Similar> of(SignedIn who, String account, String channel, YearMonth month) {
        return accounts.channel(who, account, channel)
                .flatMap(found -> cuts.of(found, Span.By.MONTH).thenReturn(found)) // refuses a counter
                .flatMap(found -> isOver(found, month) ? beside(found, month) : Mono.error(new MonthNotOver()));
    }

    private boolean isOver(Channel channel, YearMonth month) {
        return YearMonth.from(today(channel)).isAfter(month);
    }

    private boolean isSettled(Channel channel, YearMonth month) {
        return !today(channel).isBefore(month.plusMonths(1).atDay(1 + DAYS_TO_SETTLE));
    }

    private LocalDate today(Channel channel) {
        return channel.days().dayOf(clock.instant());
    }

    private Mono<Similar> beside(Channel channel, YearMonth month) {
        return own(channel, month)
                .flatMap(own -> told(channel, month, own).map(told -> new Similar(channel, month, own, told)));
    }

    /** {@return what was used here, where the month was the customer's and is known whole} */
    private Mono<Optional<BigInteger>> own(Channel channel, YearMonth month) {
        var first = month.atDay(1);
        var end = month.plusMonths(1).atDay(1);
        return Mono.justOrEmpty(Stay.all(channel, first, end).stream()
                        .filter(stay -> stay.first().equals(first) && stay.end().equals(end))
                        .findFirst())
                .flatMap(stay -> usage.whole(channel, stay, Optional.empty()))
                .map(SimilarService::whole)
                .defaultIfEmpty(Optional.empty());
    }

    private static Optional<BigInteger> whole(Bucket month) {
        var sum = month.sum();
        return sum == null || sum.coveredSeconds() < month.span().seconds()
                ? Optional.empty()
                : Optional.of(sum.billionths());
    }

    private Mono<Told> told(Channel channel, YearMonth month, Optional<BigInteger> own) {
        if (own.isEmpty()) {
            return Mono.just(new Told.Nothing(Why.NOT_COMPLETE));
        }
        if (!isSettled(channel, month)) {
            return Mono.just(new Told.Nothing(Why.NOT_SETTLED));
        }
        var scope = channel.scopes().getFirst();
        return similar.kind(scope).flatMap(kind -> {
            var homeClass = kind.homeClass();
            var sizeBand = kind.sizeBand();
            return homeClass == null || sizeBand == null
                    ? Mono.just(new Told.Nothing(Why.HOME_UNKNOWN))
                    : homes(Alike.of(channel, homeClass, sizeBand, month))
                            .map(homes -> Others.told(homes, scope.account(), discretion));
        });
    }

    /** Whoever asks first has it read; whoever asks meanwhile waits for the same. What failed is asked again. */
    private Mono<List<Home>> homes(Alike alike) {
        return months.computeIfAbsent(alike, unseen -> similar.homes(unseen)
                .cache(read -> KEPT, failed -> Duration.ZERO, () -> Duration.ZERO));
    }

    /** Keeps what was asked for last. */
    private static final class Recent extends LinkedHashMap<Alike, Mono<List<Home>>> {

        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75F, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Alike, Mono<List<Home>>> eldest) {
            return size() > MOST;
        }
    }
}
