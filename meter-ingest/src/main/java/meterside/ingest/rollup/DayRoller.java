package meterside.ingest.rollup;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import meterside.ingest.pulse.Pulse;
import meterside.metering.Interval;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Rolls up the days that are due, four times a second. Several may run side by side: none waits for another. */
@Component
public class DayRoller implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int MOST_DAYS = 2_000;

    private final DayRepository days;
    private final TransactionOperations transaction;
    private final Clock clock;
    private Pulse pulse;

    DayRoller(DayRepository days, TransactionOperations transaction, Clock clock) {
        this.days = days;
        this.transaction = transaction;
        this.clock = clock;
        this.pulse = new Pulse("roll-up", PAUSE, this::roll);
    }

    /** {@return what keeps days from being rolled up, in words, or empty} */
    public Optional<String> trouble() {
        return pulse.trouble();
    }

    /** {@return true when more days are due than one transaction takes} */
    boolean roll() {
        return Objects.requireNonNull(transaction.execute(status -> rollSome())) == MOST_DAYS;
    }

    /**
     * Reads after it has the marks: whoever changes a read of such a day from now on waits for its mark, and then sets
     * it anew.
     */
    private int rollSome() {
        var due = days.takeDue(clock.instant(), MOST_DAYS);
        var byBounds = due.stream()
                .collect(Collectors.groupingBy(
                        DayRepository.DueDay::bounds,
                        () -> new TreeMap<>(
                                java.util.Comparator.comparing(Interval::start).thenComparing(Interval::end)),
                        Collectors.mapping(DayRepository.DueDay::of, Collectors.toList())));
        var totals = new ArrayList<DayTotal>(due.size());
        byBounds.forEach((bounds, of) -> totals.addAll(days.totals(bounds, of)));
        if (!totals.isEmpty()) {
            days.write(inOrder(totals));
        }
        return due.size();
    }

    private static List<DayTotal> inOrder(List<DayTotal> totals) {
        Collections.sort(totals, java.util.Comparator.comparing(DayTotal::of));
        return totals;
    }

    @Override
    public void start() {
        pulse = new Pulse("roll-up", PAUSE, this::roll);
        pulse.start();
    }

    @Override
    public void stop() {
        pulse.stop();
    }

    @Override
    public boolean isRunning() {
        return pulse.isAlive();
    }
}
