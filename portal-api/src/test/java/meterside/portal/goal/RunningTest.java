package meterside.portal.goal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import meterside.portal.span.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2026-09-02 2026-10-02; 2026-10-15; 2026-10-02/2026-11-02 expected",
                "2026-09-02 2026-10-02; 2026-10-02; 2026-10-02/2026-11-02 expected",
                // the bill of the last cycle has not come yet, and the next runs already
                "2026-09-02 2026-10-02; 2026-11-04; 2026-11-02/2026-12-02 expected",
                // a bill of days to come says when they end
                "2026-09-02 2026-10-02 2026-11-03; 2026-10-15; 2026-10-02/2026-11-03 known",
                "2026-06-30 2026-09-30; 2026-11-15; 2026-09-30/2026-12-30 expected",
                // the end of a month does not wander to the 28th
                "2025-12-31 2026-01-31; 2026-02-10; 2026-01-31/2026-02-28 expected",
                "2025-12-31 2026-01-31; 2026-03-10; 2026-02-28/2026-03-31 expected",
                // read when the meter reader came: 29, 33, 30 and 5 days, when they moved in
                "2026-07-01 2026-07-06 2026-08-05 2026-09-03 2026-10-06; 2026-10-20; 2026-10-06/2026-11-05 expected",
                "''; 2026-10-20; 2026-10-01/2026-11-01 known",
                "2026-11-01; 2026-10-20; 2026-10-01/2026-11-01 known"
            })
    void isTheCycleOfToday(String borders, String today, String expected) {
        var days = Arrays.stream(borders.split(" "))
                .filter(border -> !border.isEmpty())
                .map(LocalDate::parse)
                .collect(Collectors.toCollection(TreeSet::new));

        var running = Running.of(days, Span.By.CYCLE, LocalDate.parse(today));

        assertThat("%s/%s %s".formatted(running.first(), running.end(), running.isExpected() ? "expected" : "known"))
                .isEqualTo(expected);
    }
}
