package meterside.ingest.place;

import java.time.Instant;
import meterside.ingest.copy.Micros;
import meterside.metering.LocalDays;
import meterside.metering.ReadLength;
import org.jspecify.annotations.Nullable;

/**
 * Whether reads of one block, each a length after the one before, begin where they may (rule IN10). On a day without a
 * clock change one of them answers for all; on the others each is asked.
 */
final class Grid {

    private final ReadLength length;
    private @Nullable LocalDays days;
    private long dayFrom;
    private long dayTo;
    private boolean plain;
    private boolean answer;

    Grid(ReadLength length) {
        this.length = length;
    }

    boolean holds(long start, LocalDays of) {
        if (plain && of.equals(days) && start >= dayFrom && start < dayTo) {
            return answer;
        }
        var instant = Micros.instant(start);
        if (!of.equals(days) || start < dayFrom || start >= dayTo) {
            enter(instant, of);
        }
        answer = length.mayStartAt(instant, of.zone());
        return answer;
    }

    private void enter(Instant instant, LocalDays of) {
        var day = of.of(of.dayOf(instant));
        var change = of.zone().getRules().nextTransition(day.start());
        days = of;
        dayFrom = Span.micros(day.start());
        dayTo = Span.micros(day.end());
        plain = change == null || !change.getInstant().isBefore(day.end());
    }
}
