package meterside.portal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitsTest {

    private static final Instant NOON = Instant.parse("2026-10-20T12:00:00Z");

    @Test
    void costNothingAtFirstAndThenDoubleUpToAQuarterOfAnHour() {
        assertThat(new Waits(4, Duration.ofHours(24)).seconds())
                .containsExactly(0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900);
    }

    @Test
    void letNoMoreThanAHundredGuessesADayAtOneAddress() {
        var waits = Waits.FOR_EMAIL.seconds();
        var guesses = 0;
        for (long second = 0; second < Duration.ofDays(1).toSeconds(); guesses++) {
            second += waits[Math.min(guesses, waits.length - 1)];
        }

        assertThat(guesses).isBetween(90, 115);
    }

    @Test
    void tellHowLongIsLeftInWholeSecondsAndNeverLessThanOne() {
        var waits = new Waits(4, Duration.ofHours(24));

        assertThat(waits.left(8, NOON, NOON)).isEqualTo(Duration.ofSeconds(8));
        assertThat(waits.left(8, NOON, NOON.plusMillis(1))).isEqualTo(Duration.ofSeconds(8));
        assertThat(waits.left(8, NOON, NOON.plusSeconds(7))).isEqualTo(Duration.ofSeconds(1));
        assertThat(waits.left(1000, NOON, NOON)).isEqualTo(Duration.ofSeconds(900));
        assertThat(waits.left(1, NOON, NOON)).isEqualTo(Duration.ofSeconds(1));
    }
}
