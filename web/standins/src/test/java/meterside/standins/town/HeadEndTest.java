package meterside.standins.town;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meterside.standins.riverton.Riverton;
import meterside.standins.riverton.Riverton.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadEndTest {

    private static final Instant FOUNDED = Instant.parse("2026-10-31T19:00:00Z");

    @TempDir
    Path home;

    private Town town;

    @BeforeEach
    void found() throws IOException {
        town = new Town(home, new Riverton(1, FOUNDED));
        town.remember(FOUNDED);
    }

    @Test
    void goesOnWhereTheTownEndedAndSaysWhatTheTownWouldHaveSaid() throws IOException {
        var until = FOUNDED.plus(Duration.ofHours(40));

        var dropped = new ArrayList<Path>();
        for (var now = FOUNDED; !now.isAfter(until); now = now.plusSeconds(450)) {
            dropped.addAll(headEndAt(now).dropWhatIsDue());
        }
        var atOnce = List.of(
                town.file("cmep", new Window(FOUNDED, until, false), home.resolve("once"))
                        .orElseThrow(),
                town.file("beacon", new Window(FOUNDED, until, true), home.resolve("once"))
                        .orElseThrow());

        assertThat(Sent.of(dropped).everything()).isEqualTo(Sent.of(atOnce).everything());
        assertThat(Sent.of(dropped).count()).isEqualTo(Sent.of(atOnce).count());
    }

    /** Told apart by order alone, one of them without the other could not be placed. */
    @Test
    void sendsBeaconsRepeatedAutumnHourInOneFile() throws IOException {
        var withTheHour = new ArrayList<Long>();

        for (var now = FOUNDED; now.isBefore(FOUNDED.plus(Duration.ofHours(14))); now = now.plusSeconds(900)) {
            for (var file : headEndAt(now).dropWhatIsDue()) {
                var rows = Sent.lines(file).stream()
                        .filter(line -> line.contains("\"130620501\"") && line.contains("\"2026-11-01 01:59\""))
                        .count();
                if (rows > 0) {
                    withTheHour.add(rows);
                }
            }
        }

        assertThat(withTheHour).containsExactly(2L);
    }

    @Test
    void dropsAQuarterHourSomeMinutesAfterItsEnd() throws IOException {
        var endOfQuarter = Instant.parse("2026-10-31T19:15:00Z");
        headEndAt(endOfQuarter).dropWhatIsDue();

        assertThat(headEndAt(endOfQuarter.plusSeconds(179)).dropWhatIsDue()).isEmpty();
        assertThat(headEndAt(endOfQuarter.plusSeconds(180)).dropWhatIsDue())
                .singleElement()
                .satisfies(file -> {
                    assertThat(file).isRegularFile().hasParent(home.resolve("drop/cmep"));
                    assertThat(Sent.lines(file)).hasSize(63).allMatch(line -> line.contains(",202610311915,R0,"));
                });
    }

    /** Midnight is at 04:00 in UTC. */
    @Test
    void dropsTheWeatherOfADayWhenTheDayHasPassed() throws IOException {
        var midnight = Instant.parse("2026-11-01T04:00:00Z");

        assertThat(headEndAt(midnight.plusSeconds(590)).dropWhatIsDue())
                .noneMatch(file -> file.toString().contains("weather"));
        assertThat(headEndAt(midnight.plusSeconds(610)).dropWhatIsDue())
                .filteredOn(file -> file.startsWith(home.resolve("drop/weather")))
                .singleElement()
                .satisfies(file -> assertThat(Sent.lines(file))
                        .hasSize(2)
                        .last()
                        .asString()
                        .contains("\"2026-10-31\""));
        assertThat(headEndAt(midnight.plusSeconds(1200)).dropWhatIsDue())
                .noneMatch(file -> file.toString().contains("weather"));
    }

    @Test
    void catchesUpAfterDaysWithAFewFiles() throws IOException {
        var dropped = headEndAt(FOUNDED.plus(Duration.ofDays(5))).dropWhatIsDue();

        assertThat(dropped).hasSizeBetween(15, 19);
        assertThat(headEndAt(FOUNDED.plus(Duration.ofDays(5))).dropWhatIsDue()).isEmpty();
        try (var left = Files.walk(home.resolve("drop"))) {
            assertThat(left.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void sleepsUntilReadsMayBeDueButLooksEveryMinute() throws IOException {
        assertThat(headEndAt(Instant.parse("2026-10-31T19:03:00Z")).untilNext()).isEqualTo(Duration.ofSeconds(5));
        assertThat(headEndAt(Instant.parse("2026-10-31T19:08:00Z")).untilNext()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void readsTheDemonstrationsClock() {
        var setAt = Long.toString(Clock.systemUTC().millis() - 60_000);

        var clock = HeadEnd.clock(Map.of("METERSIDE_CLOCK", "2026-10-20T15:00-04:00", "METERSIDE_CLOCK_SET_AT", setAt));

        assertThat(clock.instant())
                .isBetween(Instant.parse("2026-10-20T19:01:00Z"), Instant.parse("2026-10-20T19:02:00Z"));
    }

    private HeadEnd headEndAt(Instant now) throws IOException {
        return new HeadEnd(home, home.resolve("drop"), Clock.fixed(now, ZoneOffset.UTC));
    }
}
