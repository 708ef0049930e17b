package meterside.portal.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import meterside.portal.problem.MalformedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {

    @Test
    void holdsWhatWasAskedFor() {
        assertThat(Span.parse("2026-10-01", "2026-11-01", "day"))
                .isEqualTo(new Span(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-11-01"), Span.By.DAY));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-2-1, 2026-03-01, day",
        "2026-02-30, 2026-03-01, day",
        "+12026-02-01, 2026-03-01, day",
        "'', 2026-03-01, day",
        "2026-02-01, 2026-03-01T00:00, day",
        "2026-02-01, 2026-03-01, read",
        "2026-02-01, 2026-03-01, DAY",
        "2026-02-01, 2026-03-01, ''",
        "'2026-02-01,2026-02-02', 2026-03-01, day"
    })
    void refusesWhatItCannotRead(String from, String to, String by) {
        assertThatThrownBy(() -> Span.parse(from, to, by)).isInstanceOf(MalformedRequest.class);
    }

    @Test
    void refusesToEndBeforeItBegins() {
        assertThatThrownBy(() -> Span.parse("2026-10-01", "2026-10-01", "day")).isInstanceOf(SpanEmpty.class);
        assertThatThrownBy(() -> Span.parse("2026-10-02", "2026-10-01", "hour")).isInstanceOf(SpanEmpty.class);
    }

    @Test
    void isAtMost400DaysByDayAnd31ByHour() {
        assertThatCode(() -> Span.parse("2025-01-01", "2026-02-05", "day")).doesNotThrowAnyException();
        assertThatThrownBy(() -> Span.parse("2025-01-01", "2026-02-06", "day")).isInstanceOf(SpanTooLong.class);
        assertThatCode(() -> Span.parse("2026-10-01", "2026-11-01", "hour")).doesNotThrowAnyException();
        assertThatThrownBy(() -> Span.parse("2026-10-01", "2026-11-02", "hour")).isInstanceOf(SpanTooLong.class);
        assertThatThrownBy(() -> Span.parse("0000-01-01", "9999-12-31", "day")).isInstanceOf(SpanTooLong.class);
    }
}
