package meterside.alerts.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule AL18, on both nights of New York's clock changes of 2026 and where clocks change in the quiet hours' own end. */
class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        // an ordinary night
        "21:00, 08:00, America/New_York, 2026-11-20T20:59:59-05:00,",
        "21:00, 08:00, America/New_York, 2026-11-20T21:00-05:00, 2026-11-21T08:00-05:00",
        "21:00, 08:00, America/New_York, 2026-11-21T07:59:59-05:00, 2026-11-21T08:00-05:00",
        "21:00, 08:00, America/New_York, 2026-11-21T08:00-05:00,",
        // spring: the night has ten hours
        "21:00, 08:00, America/New_York, 2026-03-07T22:00-05:00, 2026-03-08T08:00-04:00",
        "21:00, 08:00, America/New_York, 2026-03-08T07:30-04:00, 2026-03-08T08:00-04:00",
        "21:00, 08:00, America/New_York, 2026-03-08T08:00-04:00,",
        // autumn: it has twelve, and seven o'clock is later than it was
        "21:00, 08:00, America/New_York, 2026-10-31T21:00-04:00, 2026-11-01T08:00-05:00",
        "21:00, 08:00, America/New_York, 2026-11-01T01:30-04:00, 2026-11-01T08:00-05:00",
        "21:00, 08:00, America/New_York, 2026-11-01T01:30-05:00, 2026-11-01T08:00-05:00",
        "21:00, 08:00, America/New_York, 2026-11-01T07:30-05:00, 2026-11-01T08:00-05:00",
        // an end that the clocks leap over is when they leap
        "22:00, 02:30, America/New_York, 2026-03-08T01:00-05:00, 2026-03-08T03:00-04:00",
        "22:00, 02:30, America/New_York, 2026-03-08T03:00-04:00,",
        // an end that comes twice: what the clock on the wall shows
        "22:00, 01:30, America/New_York, 2026-11-01T00:30-04:00, 2026-11-01T01:30-04:00",
        "22:00, 01:30, America/New_York, 2026-11-01T01:45-04:00,",
        "22:00, 01:30, America/New_York, 2026-11-01T01:15-05:00, 2026-11-01T01:30-05:00",
        // by day, never, and elsewhere
        "12:00, 14:00, America/New_York, 2026-11-20T13:00-05:00, 2026-11-20T14:00-05:00",
        "12:00, 14:00, America/New_York, 2026-11-20T14:00-05:00,",
        "00:00, 00:00, America/New_York, 2026-11-20T03:00-05:00,",
        "21:00, 08:00, Australia/Lord_Howe, 2026-04-05T01:45+11:00, 2026-04-05T08:00+10:30",
        "21:00, 08:00, Pacific/Honolulu, 2026-11-20T21:30-10:00, 2026-11-21T08:00-10:00"
    })
    void endWhenTheClockOnTheWallSaysSo(LocalTime from, LocalTime to, ZoneId zone, String now, String end) {
        var hours = new QuietHours(from, to, zone);

        var found = hours.endIfQuiet(instant(now));

        assertThat(found.map(Instant::toString).orElse(""))
                .isEqualTo(end == null ? "" : instant(end).toString());
    }

    @Test
    void whoWaitsUntilTheEndIsNotQuietAnyMore() {
        for (var zone : new String[] {"America/New_York", "America/Havana", "Australia/Lord_Howe", "Africa/Cairo"}) {
            for (var to = 0; to < 24; to++) {
                var hours = new QuietHours(LocalTime.of(21, 0), LocalTime.of(to, 30), ZoneId.of(zone));
                for (var now = Instant.parse("2026-01-01T00:00:00Z");
                        now.isBefore(Instant.parse("2027-01-01T00:00:00Z"));
                        now = now.plus(Duration.ofMinutes(97))) {
                    var end = hours.endIfQuiet(now);
                    if (end.isPresent()) {
                        assertThat(end.get()).as(zone + " " + to + " " + now).isAfter(now);
                        assertThat(hours.endIfQuiet(end.get()))
                                .as(zone + " " + to + " " + now)
                                .isEmpty();
                    }
                }
            }
        }
    }

    private static Instant instant(String offset) {
        return OffsetDateTime.parse(offset).toInstant();
    }
}
