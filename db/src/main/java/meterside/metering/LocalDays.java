package meterside.metering;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The days and hours of one usage point, by its own zone's rules: a day has 23, 24, 25, 23.5 or 24.5 hours and may
 * begin at 01:00 (rules TM1, TM2). The browser's and the server's zones are never asked.
 */
public record LocalDays(ZoneId zone) {

    /** {@return the local day a read with this start belongs to} */
    public LocalDate dayOf(Instant start) {
        return start.atZone(zone).toLocalDate();
    }

    /** {@return the instant at which the day begins, which need not be midnight} */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** {@return the day from its beginning to the next day's} */
    public Interval of(LocalDate day) {
        return new Interval(startOf(day), startOf(day.plusDays(1)));
    }

    /** {@return how long the day is: 82,800 to 90,000 seconds} */
    public long secondsOf(LocalDate day) {
        return of(day).seconds();
    }

    /**
     * {@return the day's clock hours in order} The repeated hour of autumn is two, told apart by offset (rule TM3); half
     * an hour that a zone repeats or skips makes a short one. Together they are the day, without gap or overlap.
     */
    public List<Interval> hoursOf(LocalDate day) {
        return clockOf(day, 3600);
    }

    /** {@return the day's quarter-hours in order: 92 in spring, 100 in autumn, and in most zones 96 on other days} */
    public List<Interval> quarterHoursOf(LocalDate day) {
        return clockOf(day, 900);
    }

    /** @param seconds between the strokes of the clock; they divide an hour */
    private List<Interval> clockOf(LocalDate day, long seconds) {
        var whole = of(day);
        var spans = new ArrayList<Interval>();
        for (var start = whole.start(); start.isBefore(whole.end()); ) {
            var end = nextStroke(start, whole.end(), seconds);
            spans.add(new Interval(start, end));
            start = end;
        }
        return List.copyOf(spans);
    }

    /** {@return the offset in force at the instant, for labels such as {@code 01:00-05:00}} */
    public ZoneOffset offsetAt(Instant instant) {
        return zone.getRules().getOffset(instant);
    }

    private Instant nextStroke(Instant start, Instant dayEnd, long seconds) {
        var local = start.atZone(zone);
        var end = start.plusSeconds(seconds - (local.getMinute() * 60L + local.getSecond()) % seconds);
        var change = zone.getRules().nextTransition(start);
        if (change != null && change.getInstant().isBefore(end)) {
            end = change.getInstant();
        }
        return end.isBefore(dayEnd) ? end : dayEnd;
    }
}
