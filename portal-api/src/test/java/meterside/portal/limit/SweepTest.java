package meterside.portal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import meterside.portal.testing.TestClock;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class SweepTest {

    private final TestClock clock = new TestClock(Instant.parse("2026-11-02T20:00:00Z"));
    private final List<Instant> swept = new ArrayList<>();

    @Test
    void sweepsNowAndThenByTheClock() {
        var sweep = new Sweep(Duration.ofDays(2), clock, old -> Mono.fromRunnable(() -> swept.add(old)));

        sweep.ifDue().block();
        sweep.ifDue().block();
        clock.pass(Duration.ofMinutes(9));
        sweep.ifDue().block();
        clock.pass(Duration.ofMinutes(1));
        sweep.ifDue().block();

        assertThat(swept).containsExactly(Instant.parse("2026-10-31T20:00:00Z"), Instant.parse("2026-10-31T20:10:00Z"));
    }

    @Test
    void aSweepThatFailsIsNobodysTrouble() {
        var sweep = new Sweep(Duration.ofDays(2), clock, old -> Mono.error(new IllegalStateException("away")));

        assertThat(sweep.ifDue().thenReturn("well").block()).isEqualTo("well");
    }
}
