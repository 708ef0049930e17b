package meterside.portal.goal;

import java.math.BigInteger;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meterside.metering.Quantity;
import meterside.portal.account.Accounts;
import meterside.portal.account.Channel;
import meterside.portal.account.CustomerScope;
import meterside.portal.audit.Audit;
import meterside.portal.limit.Network;
import meterside.portal.session.SignedIn;
import meterside.portal.span.Cuts;
import meterside.portal.span.Span;
import meterside.portal.span.Stay;
import meterside.portal.unit.Measure;
import meterside.portal.usage.UsageService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The running cycle of a channel, and the goal for each of its cycles. Whoever has access to the account sets it and sees it alike. */
@Service
class GoalService {

    private final Accounts accounts;
    private final Cuts cuts;
    private final UsageService usage;
    private final GoalRepository goals;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    GoalService(
            Accounts accounts,
            Cuts cuts,
            UsageService usage,
            GoalRepository goals,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock) {
        this.accounts = accounts;
        this.cuts = cuts;
        this.usage = usage;
        this.goals = goals;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    Mono<CycleView> running(SignedIn who, String account, String channel) {
        return served(who, account, channel).flatMap(found -> {
            var today = found.days().dayOf(clock.instant());
            return cuts.cyclesOrMonths(found).map(cut -> Running.of(cut, today)).flatMap(running -> Mono.zip(
                            days(found, today.minusDays(Forecast.DAYS_LOOKED_AT), running),
                            usage.through(found, Optional.empty()),
                            goal(found))
                    .map(all -> {
                        var before = all.getT1().stream()
                                .filter(day -> within(day, today.minusDays(Forecast.DAYS_LOOKED_AT), today))
                                .toList();
                        var cycle = all.getT1().stream()
                                .filter(day -> within(day, running.first(), running.end()))
                                .toList();
                        return CycleView.of(
                                found,
                                running,
                                cycle,
                                Forecast.of(before, cycle),
                                all.getT2(),
                                measure(found, all.getT3()),
                                all.getT3());
                    }));
        });
    }

    private static boolean within(Day day, LocalDate first, LocalDate end) {
        return !day.date().isBefore(first) && day.date().isBefore(end);
    }

    private Mono<List<Day>> days(Channel channel, LocalDate looked, Running running) {
        var from = looked.isBefore(running.first()) ? looked : running.first();
        return cuts.of(channel, Span.By.DAY)
                .flatMapMany(cut -> Flux.fromIterable(Stay.all(channel, from, running.end()))
                        .concatMap(stay -> usage.buckets(channel, cut, stay, Optional.empty())))
                .concatMapIterable(buckets -> buckets)
                .map(bucket -> new Day(channel.days().dayOf(bucket.span().start()), bucket.span(), bucket.sum()))
                .collectList();
    }

    /** {@return the goal, unless the channel's unit became one that it cannot be held against} */
    private Mono<Optional<GoalRepository.Stored>> goal(Channel channel) {
        return goals.one(scope(channel), channel.id())
                .filter(goal -> goal.unit().equals(channel.unit())
                        || Measure.asked(goal.unit()).orElseThrow().fits(channel.unit()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private static Measure measure(Channel channel, Optional<GoalRepository.Stored> goal) {
        return Measure.of(
                channel.unit(),
                goal.map(GoalRepository.Stored::unit)
                        .filter(unit -> !unit.equals(channel.unit()))
                        .flatMap(Measure::asked));
    }

    /** Sets the goal, or changes it; the same again changes nothing. */
    Mono<CycleView.GoalView> put(SignedIn who, String account, String channel, GoalRequest typed, Network from) {
        var billionths = typed.billionths();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        return served(who, account, channel).flatMap(found -> {
            var unit = typed.measure(found.unit()).symbol();
            var detail =
                    Map.<String, Object>of("amount", Quantity.decimal(BigInteger.valueOf(billionths)), "unit", unit);
            return goals.put(scope(found), found.id(), billionths, unit, who.login(), now)
                    .flatMap(changed -> changed ? note(who, "goal-set", found, detail, from) : Mono.<Void>empty())
                    .then(Mono.defer(() -> goals.one(scope(found), found.id())))
                    .map(stored -> CycleView.GoalView.of(stored, found.days()))
                    .as(transaction::transactional);
        });
    }

    Mono<Void> delete(SignedIn who, String account, String channel, Network from) {
        return served(who, account, channel).flatMap(found -> goals.delete(scope(found), found.id())
                .filter(there -> there)
                .switchIfEmpty(Mono.error(GoalNotFound::new))
                .then(note(who, "goal-taken-away", found, Map.of(), from))
                .as(transaction::transactional));
    }

    private Mono<Channel> served(SignedIn who, String account, String channel) {
        return accounts.channel(who, account, channel)
                .filter(found -> found.lastsBeyond(clock.instant()))
                .switchIfEmpty(Mono.error(NotServedNow::new));
    }

    private static CustomerScope scope(Channel channel) {
        return channel.scopes().getLast();
    }

    private Mono<Void> note(SignedIn who, String action, Channel channel, Map<String, Object> detail, Network from) {
        return audit.note(
                Audit.login(who.login()), action, "channel:" + channel.id().value(), detail, from.address());
    }
}
