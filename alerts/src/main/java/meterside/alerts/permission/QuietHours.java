package meterside.alerts.permission;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** Hours of the local clock in which people sleep. On a night of a clock change the clock on their wall counts. */
record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

    /** What counts as night where somebody chose to have no quiet hours. */
    static QuietHours night(ZoneId zone) {
        return new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0), zone);
    }

    boolean areNever() {
        return from.equals(to);
    }

    /** {@return when they end, if it is quiet now} */
    Optional<Instant> endIfQuiet(Instant now) {
        if (areNever()) {
            return Optional.empty();
        }
        var local = LocalDateTime.ofInstant(now, zone);
        var time = local.toLocalTime();
        var overMidnight = from.isAfter(to);
        var quiet =
                overMidnight ? !time.isBefore(from) || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
        if (!quiet) {
            return Optional.empty();
        }
        var lastsTillTomorrow = overMidnight && !time.isBefore(from);
        var day = lastsTillTomorrow ? local.toLocalDate().plusDays(1) : local.toLocalDate();
        var end = endOn(day.atTime(to));
        return Optional.of(
                end.isAfter(now)
                        ? end
                        : day.atTime(to).atZone(zone).withLaterOffsetAtOverlap().toInstant());
    }

    /** An end that the clocks leap over is when they leap; one that comes twice is the first. */
    private Instant endOn(LocalDateTime end) {
        var leap = zone.getRules().getTransition(end);
        return leap != null && leap.isGap()
                ? leap.getInstant()
                : end.atZone(zone).toInstant();
    }
}
