package meterside.portal.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import meterside.metering.Interval;
import meterside.metering.UsagePointId;
import org.junit.jupiter.api.Test;

class CustomerScopeTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void holdsTheDaysFromItsFirstLocalMidnightToBeforeItsLast() {
        var scope = scope("2026-06-01T04:00:00Z", "2026-11-02T05:00:00Z");

        assertThat(scope.firstDay()).isEqualTo(LocalDate.parse("2026-06-01"));
        assertThat(scope.endDay()).isEqualTo(LocalDate.parse("2026-11-02"));
    }

    @Test
    void leavesOutADayThatIsOnlyPartlyIts() {
        var scope = scope("2026-06-01T04:15:00Z", "2026-11-02T04:45:00Z");

        assertThat(scope.firstDay()).isEqualTo(LocalDate.parse("2026-06-02"));
        assertThat(scope.endDay()).isEqualTo(LocalDate.parse("2026-11-01"));
    }

    @Test
    void cutsAWiderIntervalToItsOwnSpan() {
        var scope = scope("2026-06-01T04:00:00Z", "2026-07-01T04:00:00Z");

        assertThat(scope.clip(span("2026-05-31T00:00:00Z", "2026-06-02T00:00:00Z")))
                .contains(span("2026-06-01T04:00:00Z", "2026-06-02T00:00:00Z"));
        assertThat(scope.clip(span("2026-05-31T00:00:00Z", "2026-06-01T04:00:00Z")))
                .isEmpty();
        assertThat(scope.clip(span("2026-07-01T04:00:00Z", "2026-08-01T00:00:00Z")))
                .isEmpty();
    }

    private static CustomerScope scope(String from, String to) {
        return new CustomerScope(1, new UsagePointId(1), NEW_YORK, span(from, to));
    }

    private static Interval span(String from, String to) {
        return new Interval(Instant.parse(from), Instant.parse(to));
    }
}
