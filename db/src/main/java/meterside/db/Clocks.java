package meterside.db;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The one clock of a process, to be injected. */
public final class Clocks {

    private Clocks() {}

    /**
     * {@return the system's clock, or one that reads {@code METERSIDE_CLOCK} at this moment and runs on from there}
     *
     * <p>For demonstrations and tests of awkward hours. {@code METERSIDE_CLOCK_SET_AT}, epoch milliseconds, is the true
     * instant at which the setting was made, so that processes started one after the other agree.
     *
     * @throws IllegalArgumentException if the setting is not a time with an offset
     */
    public static Clock fromEnvironment(Settings settings) {
        var system = Clock.systemUTC();
        var setting = settings.orElse("METERSIDE_CLOCK", "");
        if (setting.isEmpty()) {
            return system;
        }
        try {
            var setAt = settings.orElse("METERSIDE_CLOCK_SET_AT", Long.toString(system.millis()));
            var wanted = OffsetDateTime.parse(setting).toInstant().toEpochMilli();
            return Clock.offset(system, Duration.ofMillis(wanted - Long.parseLong(setAt)))
                    .withZone(ZoneOffset.UTC);
        } catch (DateTimeException | NumberFormatException malformed) {
            throw new IllegalArgumentException(
                    "METERSIDE_CLOCK is '%s', not a time such as 2026-10-20T15:00-04:00".formatted(setting), malformed);
        }
    }
}
