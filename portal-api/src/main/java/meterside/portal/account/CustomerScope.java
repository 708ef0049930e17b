package meterside.portal.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import meterside.metering.Interval;
import meterside.metering.LocalDays;
import meterside.metering.UsagePointId;

/**
 * What of a usage point is one customer's: the span of their agreement, and not a read before or after it. Only this
 * package makes one, from a session; repositories of customers' data take nothing else, so another customer's or an
 * earlier tenant's data cannot be selected.
 */
public final class CustomerScope {

    /** Stands for the end of a span that has none yet. */
    static final Instant OPEN = Instant.parse("9999-12-31T00:00:00Z");

    private final long account;
    private final UsagePointId usagePoint;
    private final LocalDays days;
    private final Interval span;

    CustomerScope(long account, UsagePointId usagePoint, ZoneId zone, Interval span) {
        this.account = account;
        this.usagePoint = usagePoint;
        this.days = new LocalDays(zone);
        this.span = span;
    }

    public long account() {
        return account;
    }

    public UsagePointId usagePoint() {
        return usagePoint;
    }

    /** {@return the days and hours of the usage point} */
    public LocalDays days() {
        return days;
    }

    /** {@return from the agreement's beginning to its end, or to the year 9999 while it is open} */
    public Interval span() {
        return span;
    }

    /** {@return the part of the interval that is this customer's, or empty} */
    public Optional<Interval> clip(Interval wider) {
        var start = wider.start().isAfter(span.start()) ? wider.start() : span.start();
        var end = wider.end().isBefore(span.end()) ? wider.end() : span.end();
        return start.isBefore(end) ? Optional.of(new Interval(start, end)) : Optional.empty();
    }

    /** {@return the first local day that is wholly this customer's} */
    public LocalDate firstDay() {
        return firstDayFrom(span.start());
    }

    /** {@return the local day after the last that is wholly this customer's} */
    public LocalDate endDay() {
        return days.dayOf(span.end());
    }

    private LocalDate firstDayFrom(Instant start) {
        var day = days.dayOf(start);
        return days.startOf(day).equals(start) ? day : day.plusDays(1);
    }
}
