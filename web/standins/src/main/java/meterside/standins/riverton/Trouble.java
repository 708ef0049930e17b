package meterside.standins.riverton;

import static meterside.standins.riverton.Home.Service.ELECTRICITY;
import static meterside.standins.riverton.Home.Service.GAS;
import static meterside.standins.riverton.Home.Service.WATER;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with the reads of one meter on one local day.
 *
 * @param from the first interval's start
 * @param to where the trouble ends
 * @param settledAt when the head-end sends what was measured; never, if absent
 */
public record Trouble(
        Kind kind, Instant from, Instant to, @Nullable Instant settledAt) {

    public enum Kind {
        /** No record. */
        ABSENT,
        /** A record that says there is no value. */
        MARKED,
        /** An estimate in place of the read. */
        ESTIMATED,
        /** Three times what was measured, as from a wrong multiplier. */
        MISREAD
    }

    /** How long after its day a trouble may be settled. */
    public static final int DAYS_TO_SETTLE = 2;

    /** {@return whether it concerns the interval that begins at {@code start}} */
    public boolean touches(Instant start) {
        return !start.isBefore(from) && start.isBefore(to);
    }

    /**
     * {@return the day's trouble, if it has one} None on the days on which the clock changes: they are worth seeing whole,
     * and in a BEACON file with a gap the repeated hour could no longer be told.
     */
    public static Optional<Trouble> of(Riverton town, Meter meter, LocalDate day) {
        if (Riverton.changesClock(day)) {
            return Optional.empty();
        }
        return meter.home().equals(Home.DEMO) ? told(town, meter, day) : happened(town, meter, day);
    }

    /** The demo home's troubles are a story: whoever looks finds one of each. */
    private static Optional<Trouble> told(Riverton town, Meter meter, LocalDate day) {
        var ago = (int) (town.today().toEpochDay() - day.toEpochDay());
        var service = meter.service();
        if (service == ELECTRICITY && ago == 12) {
            return trouble(Kind.ESTIMATED, day, 8, 24, false);
        } else if (service == ELECTRICITY && ago == 11) {
            return trouble(Kind.ESTIMATED, day, 0, 14, false);
        } else if (service == ELECTRICITY && ago == 27) {
            return trouble(Kind.MISREAD, day, 0, 24, true);
        } else if (service == ELECTRICITY && ago == 40) {
            return trouble(Kind.ESTIMATED, day, 0, 24, true);
        } else if (service == WATER && ago == 22) {
            return trouble(Kind.ABSENT, day, 0, 24, false);
        } else if (service == WATER && ago == 8) {
            return trouble(Kind.ESTIMATED, day, 6, 18, false);
        } else if (service == GAS && ago == 9) {
            return trouble(Kind.MARKED, day, 3, 7, false);
        } else if (service == GAS && ago == 6) {
            return trouble(Kind.ABSENT, day, 4, 20, true);
        }
        return Optional.empty();
    }

    /** Elsewhere now and then. BEACON's estimates stay: its rows do not say which of two in a file is newer. */
    private static Optional<Trouble> happened(Riverton town, Meter meter, LocalDate day) {
        var who = meter.home().id() * 10L + meter.service().number();
        var when = day.toEpochDay();
        var draw = town.chance(400, 60, who, when);
        if (draw > 8) {
            return Optional.empty();
        }
        var hour = town.chance(18, 61, who, when);
        var until = Math.min(24, hour + 1 + town.chance(8, 62, who, when));
        return switch (draw) {
            case 0 -> trouble(Kind.ABSENT, day, 0, 24, true);
            case 1, 2, 3 -> trouble(Kind.ABSENT, day, hour, until, true);
            case 4 -> trouble(Kind.ABSENT, day, hour, until, false);
            case 5 -> trouble(Kind.MARKED, day, hour, until, false);
            case 6 -> trouble(Kind.ESTIMATED, day, hour, until, false);
            default -> trouble(Kind.ESTIMATED, day, hour, until, !meter.isBeacon());
        };
    }

    private static Optional<Trouble> trouble(Kind kind, LocalDate day, int hour, int until, boolean settled) {
        var settledAt = day.plusDays(DAYS_TO_SETTLE).atTime(9, 40).atZone(Riverton.ZONE);
        return Optional.of(new Trouble(
                kind,
                day.atTime(hour, 0).atZone(Riverton.ZONE).toInstant(),
                until == 24
                        ? Riverton.startOf(day.plusDays(1))
                        : day.atTime(until, 0).atZone(Riverton.ZONE).toInstant(),
                settled ? settledAt.toInstant() : null));
    }
}
