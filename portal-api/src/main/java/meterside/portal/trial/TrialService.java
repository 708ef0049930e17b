package meterside.portal.trial;

import jakarta.annotation.PreDestroy;
import java.math.BigInteger;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import meterside.metering.Interval;
import meterside.metering.Unit;
import meterside.portal.account.Channel;
import meterside.portal.account.CustomerScope;
import meterside.portal.problem.Unavailable;
import meterside.portal.session.SignedIn;
import meterside.portal.threshold.Subject;
import meterside.portal.threshold.Subjects;
import meterside.portal.threshold.Threshold;
import meterside.rule.DailyThreshold;
import meterside.rule.DayHistory;
import meterside.rule.ReadVersion;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Folds the last twelve months, a month at a time, as if the alert had been there. */
@Service
class TrialService {

    /** Each keeps a connection and a core busy for a while; nobody else shall wait for them. */
    private static final int MOST_AT_ONCE = 4;

    private final Subjects subjects;
    private final TrialRepository reads;
    private final Clock clock;
    private final Semaphore running = new Semaphore(MOST_AT_ONCE);
    private final Scheduler heavy = Schedulers.newBoundedElastic(2, 256, "trial");

    TrialService(Subjects subjects, TrialRepository reads, Clock clock) {
        this.subjects = subjects;
        this.reads = reads;
        this.clock = clock;
    }

    /** A day that would have been told, and how much was known to have been used when it would. */
    record Day(LocalDate day, BigInteger billionths) {}

    /**
     * What it came to.
     *
     * @param to the day after the last
     * @param days newest first
     * @param daysWithReads of how many days anything is known
     */
    record Trial(LocalDate from, LocalDate to, Unit unit, List<Day> days, long daysWithReads) {}

    /** What is folded of a month: the channels' versions by local day. */
    private record Month(LocalDate first, LocalDate end) {}

    Mono<Trial> run(SignedIn who, String account, Subject.Named named, Threshold threshold, boolean countEstimates) {
        return subjects.find(who, account, named).flatMap(subject -> {
            var unit = threshold.amount().unit();
            var channels = subject.measuredIn(unit);
            var units = channels.stream().map(TrialService::unitOf).distinct().toList();
            var rule = new DailyThreshold(threshold.amount().billionths(), unit, units, countEstimates);
            var end = subject.scope().days().dayOf(clock.instant()).plusDays(1);
            return oneOfFew(trial(channels, rule, end.minusDays(1).minusMonths(12), end, unit));
        });
    }

    private Mono<Trial> oneOfFew(Mono<Trial> trial) {
        return Mono.defer(() ->
                running.tryAcquire() ? trial.doFinally(ended -> running.release()) : Mono.error(Unavailable::new));
    }

    private Mono<Trial> trial(List<Channel> channels, DailyThreshold rule, LocalDate from, LocalDate to, Unit unit) {
        return Flux.fromIterable(months(from, to))
                .concatMap(month -> histories(channels, month))
                .publishOn(heavy)
                .reduceWith(
                        () -> new Trial(from, to, unit, new ArrayList<>(), 0),
                        (trial, histories) -> with(trial, histories, rule))
                .map(trial -> new Trial(from, to, unit, trial.days().reversed(), trial.daysWithReads()));
    }

    private static Trial with(Trial trial, Map<LocalDate, List<ReadVersion>> histories, DailyThreshold rule) {
        histories.forEach((day, versions) -> new DayHistory((int) day.toEpochDay(), versions)
                .passing(rule, arrival -> true)
                .ifPresent(passing -> trial.days().add(new Day(day, passing.billionths()))));
        return new Trial(
                trial.from(), trial.to(), trial.unit(), trial.days(), trial.daysWithReads() + histories.size());
    }

    private Mono<Map<LocalDate, List<ReadVersion>>> histories(List<Channel> channels, Month month) {
        return Flux.fromIterable(channels)
                .concatMap(channel ->
                        Flux.fromIterable(channel.scopes()).concatMap(scope -> versions(channel, scope, month)))
                .collect(TreeMap::new, TrialService::add);
    }

    /** {@return what is stored of the days of the month that are wholly the customer's and the channel's} */
    private Mono<ByDay> versions(Channel channel, CustomerScope scope, Month month) {
        var first = Stream.of(month.first(), scope.firstDay(), channel.firstDay())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var end = Stream.of(month.end(), scope.endDay(), channel.endDay())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        if (!first.isBefore(end)) {
            return Mono.empty();
        }
        var days = scope.days();
        return reads.versions(scope, channel.id(), new Interval(days.startOf(first), days.startOf(end)))
                .publishOn(heavy)
                .map(text -> new ByDay(channel, TrialRepository.read(text, channel.id(), unitOf(channel))));
    }

    private record ByDay(Channel channel, List<ReadVersion> versions) {}

    private static void add(Map<LocalDate, List<ReadVersion>> histories, ByDay of) {
        var days = of.channel().days();
        for (var version : of.versions()) {
            histories
                    .computeIfAbsent(days.dayOf(version.start()), unseen -> new ArrayList<>())
                    .add(version);
        }
    }

    private static List<Month> months(LocalDate from, LocalDate to) {
        var months = new ArrayList<Month>();
        for (var first = from; first.isBefore(to); first = first.plusMonths(1)) {
            var next = first.plusMonths(1);
            months.add(new Month(first, next.isBefore(to) ? next : to));
        }
        return months;
    }

    private static Unit unitOf(Channel channel) {
        return Unit.ofSymbol(channel.unit()).orElseThrow();
    }

    @PreDestroy
    void close() {
        heavy.dispose();
    }
}
