package meterside.alerts.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import meterside.alerts.notice.Notice;
import meterside.alerts.notice.Notices;
import meterside.metering.ChannelId;
import meterside.metering.Interval;
import meterside.metering.Unit;
import meterside.metering.UsageChanged;
import meterside.rule.DailyThreshold;
import meterside.rule.DayHistory;
import meterside.rule.ReadVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides the alerts that changed usage touches, from what is stored and nothing else: a message says only where to look.
 * So any message may come twice, late or in another order, and a process may die anywhere.
 */
@Component
public class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** So many channels are asked of the database at once: a day of each is some hundred rows. */
    private static final int CHANNELS_AT_ONCE = 500;

    private final AlertRepository alerts;
    private final HistoryRepository histories;
    private final EvaluationRepository evaluations;
    private final Notices notices;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** Told of each step; tests kill there. */
    Consumer<Step> steps = step -> {};

    enum Step {
        DECIDED,
        EVALUATED,
        TOLD,
        COMMITTED
    }

    Watch(
            AlertRepository alerts,
            HistoryRepository histories,
            EvaluationRepository evaluations,
            Notices notices,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.alerts = alerts;
        this.histories = histories;
        this.evaluations = evaluations;
        this.notices = notices;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** A day of an alert that is to be decided. */
    private record Task(Watched watched, LocalDate day) {}

    /** What a look at changed days came to. */
    private record Found(List<Decision> decisions, List<Turned> turned) {}

    /**
     * Decides, and has each verified contact told, in one transaction. What was decided before stays as it is; that a
     * correction took it back is put beside it.
     */
    public void take(Collection<UsageChanged> changes) {
        var found = Objects.requireNonNull(snapshot.execute(status -> decide(changes)));
        steps.accept(Step.DECIDED);
        if (found.decisions().isEmpty() && found.turned().isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            found.decisions().forEach(this::keep);
            found.turned().forEach(this::keep);
        });
        steps.accept(Step.COMMITTED);
    }

    private void keep(Turned turned) {
        if (evaluations.insert(turned, clock.instant())) {
            for (var contact : evaluations.contacts(turned.evaluation())) {
                notices.tell(new Notice(
                        turned.key(contact),
                        turned.kind(),
                        turned.watched().account(),
                        turned.watched().login(),
                        contact,
                        turned.evaluation(),
                        turned.facts(),
                        false,
                        turned.rest(),
                        null));
            }
        }
    }

    private void keep(Decision decision) {
        var evaluation = evaluations.insert(decision, clock.instant());
        steps.accept(Step.EVALUATED);
        if (evaluation.isEmpty()) {
            return;
        }
        var watched = decision.watched();
        for (var contact : alerts.reachable(decision.version().contacts(), watched.login())) {
            notices.tell(new Notice(
                    decision.key(contact),
                    decision.kind(),
                    watched.account(),
                    watched.login(),
                    contact,
                    evaluation.get(),
                    decision.facts(evaluation.get()),
                    false,
                    Duration.ZERO,
                    null));
            steps.accept(Step.TOLD);
        }
        decision.turns()
                .forEach(turn -> keep(new Turned(watched, decision.version(), decision.day(), evaluation.get(), turn)));
    }

    private Found decide(Collection<UsageChanged> changes) {
        var points = changes.stream().map(UsageChanged::usagePoint).distinct().toList();
        var tasks = new TreeMap<LocalDate, List<Task>>();
        for (var watched : alerts.touching(points)) {
            for (var day : watched.days(changes)) {
                tasks.computeIfAbsent(day, unseen -> new ArrayList<>()).add(new Task(watched, day));
            }
        }
        var found = new Found(new ArrayList<>(), new ArrayList<>());
        if (!tasks.isEmpty()) {
            var decided = decided(tasks);
            tasks.forEach((day, ofDay) -> decide(ofDay, decided, found));
        }
        return found;
    }

    private Map<String, Decided> decided(SortedMap<LocalDate, List<Task>> tasks) {
        var versions = tasks.values().stream()
                .flatMap(List::stream)
                .flatMap(task -> task.watched().versions().stream())
                .map(Watched.Version::id)
                .distinct()
                .toList();
        return evaluations.decided(versions, tasks.firstKey(), tasks.lastKey());
    }

    /** Reads the day of many channels at once; those of one alert always together. */
    private void decide(List<Task> tasks, Map<String, Decided> decided, Found found) {
        var open = tasks.stream().filter(task -> !versions(task).isEmpty()).toList();
        for (var from = 0; from < open.size(); ) {
            var channels = new HashMap<ChannelId, Unit>();
            var to = from;
            for (; to < open.size() && (to == from || channels.size() < CHANNELS_AT_ONCE); to++) {
                open.get(to).watched().channels().forEach(channel -> channels.put(channel.id(), channel.unit()));
            }
            var group = open.subList(from, to);
            var reads = histories.versions(channels, within(group));
            group.forEach(task -> decide(task, decided, reads, found));
            from = to;
        }
    }

    private static List<Watched.Version> versions(Task task) {
        return task.watched().versions().stream()
                .filter(version -> version.mayDecide(task.day(), task.watched().local()))
                .toList();
    }

    /** {@return the day in all the zones in which it begins and ends} */
    private static Interval within(List<Task> tasks) {
        var days = tasks.stream()
                .flatMap(task -> task.watched().channels().stream()
                        .map(channel -> channel.days().of(task.day())))
                .distinct()
                .toList();
        return new Interval(
                days.stream()
                        .map(Interval::start)
                        .min(java.time.Instant::compareTo)
                        .orElseThrow(),
                days.stream()
                        .map(Interval::end)
                        .max(java.time.Instant::compareTo)
                        .orElseThrow());
    }

    private static void decide(
            Task task, Map<String, Decided> decided, Map<ChannelId, List<ReadVersion>> reads, Found found) {
        for (var version : versions(task)) {
            try {
                decide(task, version, decided.get(version.id() + " " + task.day()), reads, found);
            } catch (IllegalArgumentException | ArithmeticException broken) {
                LOG.error(
                        "passed over alert {} on {}, which cannot be decided",
                        task.watched().alert(),
                        task.day(),
                        broken);
            }
        }
    }

    private static void decide(
            Task task,
            Watched.Version version,
            @Nullable Decided before,
            Map<ChannelId, List<ReadVersion>> reads,
            Found found) {
        var watched = task.watched();
        var day = task.day();
        var channels = watched.channels(day, version.unit());
        var versions = new ArrayList<ReadVersion>();
        var expected = 0L;
        for (var channel : channels) {
            var window = channel.days().of(day);
            expected += window.seconds();
            reads.getOrDefault(channel.id(), List.of()).stream()
                    .filter(read -> window.contains(read.start()))
                    .forEach(versions::add);
        }
        if (versions.isEmpty()) {
            return;
        }
        var rule = new DailyThreshold(
                version.threshold(),
                version.unit(),
                channels.stream().map(Watched.Channel::unit).distinct().toList(),
                version.countEstimates());
        var history = new DayHistory((int) day.toEpochDay(), versions);
        if (before != null) {
            history.turns(rule, before.since(), before.beyond())
                    .forEach(turn -> found.turned().add(new Turned(watched, version, day, before.evaluation(), turn)));
            return;
        }
        var local = watched.local();
        var expectedSeconds = expected;
        history.passing(rule, arrival -> version.term().covers(day, local, arrival))
                .ifPresent(passing -> found.decisions()
                        .add(new Decision(
                                watched,
                                version,
                                day,
                                local.of(day),
                                passing,
                                expectedSeconds,
                                history.turns(rule, passing.at(), true))));
    }
}
