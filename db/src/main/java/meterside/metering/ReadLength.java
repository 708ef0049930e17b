package meterside.metering;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * How long the intervals of a channel are: a whole number of minutes that divides a day, or a local day.
 *
 * @param minutes 0 means a local day, whose seconds depend on the day and the zone
 */
public record ReadLength(int minutes) {

    /** A local day of the usage point. */
    public static final ReadLength LOCAL_DAY = new ReadLength(0);

    public ReadLength {
        if (minutes < 0 || (minutes > 0 && (24 * 60) % minutes != 0)) {
            throw new IllegalArgumentException("%d minutes do not divide a day".formatted(minutes));
        }
    }

    /**
     * {@return the length in ISO 8601: {@code PT15M}, {@code PT1H}, {@code P1D}}
     *
     * @throws IllegalArgumentException if it is none of ours
     */
    public static ReadLength parse(String iso) {
        if (iso.equals("P1D")) {
            return LOCAL_DAY;
        }
        try {
            var duration = Duration.parse(iso);
            if (duration.toSeconds() % 60 == 0 && duration.toMinutes() > 0) {
                return new ReadLength((int) duration.toMinutes());
            }
        } catch (java.time.DateTimeException notIso) {
            throw new IllegalArgumentException("%s is not a length such as PT15M or P1D".formatted(iso), notIso);
        }
        throw new IllegalArgumentException("%s is not a whole number of minutes".formatted(iso));
    }

    /** {@return where the interval that begins at {@code start} ends} */
    public Instant endOf(Instant start, ZoneId zone) {
        if (minutes > 0) {
            return start.plusSeconds(minutes * 60L);
        }
        var days = new LocalDays(zone);
        return days.startOf(days.dayOf(start).plusDays(1));
    }

    /** {@return whether an interval of this length may begin here: on the grid of the zone's own clock (rule IN10)} */
    public boolean mayStartAt(Instant start, ZoneId zone) {
        var days = new LocalDays(zone);
        if (minutes == 0) {
            return days.startOf(days.dayOf(start)).equals(start);
        }
        if (start.getNano() != 0) {
            return false;
        }
        var local = start.atZone(zone);
        return minutes >= 60
                ? (start.getEpochSecond() - days.startOf(days.dayOf(start)).getEpochSecond()) % (minutes * 60L) == 0
                : local.getSecond() == 0 && local.getMinute() % minutes == 0;
    }

    @Override
    public String toString() {
        return minutes == 0 ? "P1D" : Duration.ofMinutes(minutes).toString();
    }
}
