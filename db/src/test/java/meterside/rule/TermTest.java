package meterside.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import meterside.metering.LocalDays;
import org.junit.jupiter.api.Test;

/** New York: 2026-03-08 has 23 hours from 05:00Z, 2026-11-01 has 25 from 04:00Z. */
class TermTest {

    private static final LocalDays NEW_YORK = new LocalDays(ZoneId.of("America/New_York"));

    @Test
    void decidesOfTheDayItWasMadeOnWhatComesAfterAndOfEarlierDaysNothing() {
        var made = Instant.parse("2026-03-08T15:00:00Z");
        var term = new Term(made, null, null);

        assertThat(covers(term, "2026-03-08", "2026-03-08T15:00:00Z")).isFalse();
        assertThat(covers(term, "2026-03-08", "2026-03-08T15:00:00.000001Z")).isTrue();
        assertThat(covers(term, "2026-03-07", "2026-03-08T16:00:00Z")).isFalse();
        assertThat(covers(term, "2026-03-09", "2026-03-20T00:00:00Z")).isTrue();
    }

    @Test
    void theDayOfAChangeIsTheNewVersionsFromTheChangeOnAndEarlierDaysStayTheOldOnes() {
        var changed = Instant.parse("2026-11-01T12:00:00Z");
        var before = new Term(Instant.parse("2026-10-01T12:00:00Z"), changed, null);
        var after = new Term(changed, null, null);

        assertThat(covers(before, "2026-11-01", "2026-11-01T12:00:00Z")).isTrue();
        assertThat(covers(after, "2026-11-01", "2026-11-01T12:00:00Z")).isFalse();
        assertThat(covers(before, "2026-11-01", "2026-11-01T12:00:01Z")).isFalse();
        assertThat(covers(after, "2026-11-01", "2026-11-01T12:00:01Z")).isTrue();
        assertThat(covers(before, "2026-10-31", "2026-11-05T00:00:00Z")).isTrue();
        assertThat(covers(after, "2026-10-31", "2026-11-05T00:00:00Z")).isFalse();
        assertThat(covers(before, "2026-11-02", "2026-11-05T00:00:00Z")).isFalse();
    }

    @Test
    void theLocalDayCountsNotTheDayInGreenwich() {
        var lateInTheEvening = Instant.parse("2026-11-02T04:59:00Z"); // 23:59 on the day of 25 hours
        var term = new Term(lateInTheEvening, null, null);

        assertThat(covers(term, "2026-11-01", "2026-11-02T06:00:00Z")).isTrue();
        assertThat(covers(term, "2026-10-31", "2026-11-02T06:00:00Z")).isFalse();
    }

    @Test
    void endsWithTheAlert() {
        var term = new Term(Instant.parse("2026-10-01T12:00:00Z"), null, Instant.parse("2026-10-02T12:00:00Z"));

        assertThat(covers(term, "2026-10-02", "2026-10-02T11:59:59Z")).isTrue();
        assertThat(covers(term, "2026-10-02", "2026-10-02T12:00:00Z")).isFalse();
    }

    private static boolean covers(Term term, String day, String arrival) {
        return term.covers(LocalDate.parse(day), NEW_YORK, Instant.parse(arrival));
    }
}
