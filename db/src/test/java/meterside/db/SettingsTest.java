package meterside.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void aMissingSettingIsNamedWithAnExample() {
        assertThatThrownBy(() -> new Settings(Map.of("METERSIDE_DB_PORT", " ")).required("METERSIDE_DB_PORT", "5432"))
                .hasMessage(
                        "The setting METERSIDE_DB_PORT is missing: set it in the environment, for example METERSIDE_DB_PORT=5432");
    }

    @Test
    void theClockStartsWhereItIsSetAndRunsOn() {
        var setAt = Instant.now().minusSeconds(90).toEpochMilli();
        var clock = Clocks.fromEnvironment(new Settings(
                Map.of("METERSIDE_CLOCK", "2026-10-20T15:00-04:00", "METERSIDE_CLOCK_SET_AT", Long.toString(setAt))));

        assertThat(clock.instant())
                .isBetween(Instant.parse("2026-10-20T19:01:30Z"), Instant.parse("2026-10-20T19:06:30Z"));
    }

    @Test
    void aClockThatIsNoTimeIsRefusedInWords() {
        assertThatThrownBy(() -> Clocks.fromEnvironment(new Settings(Map.of("METERSIDE_CLOCK", "noon"))))
                .hasMessageContaining("not a time such as 2026-10-20T15:00-04:00");
    }
}
