package meterside.portal.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutsTest {

    @Test
    void weeksBeginOnTheDayThatIsSet() {
        assertThat(Cuts.weekStart("sunday")).isEqualTo(DayOfWeek.SUNDAY);
        assertThat(Cuts.weekStart("monday")).isEqualTo(DayOfWeek.MONDAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "saturday", "Sunday", "7"})
    void aWrongDayIsRefusedWithTheSettingAndAnExample(String setting) {
        assertThatThrownBy(() -> Cuts.weekStart(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "METERSIDE_WEEK_STARTS is the day on which weeks begin, sunday or monday, such as METERSIDE_WEEK_STARTS=monday");
    }
}
