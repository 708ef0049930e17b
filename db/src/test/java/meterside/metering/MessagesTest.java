package meterside.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    @Test
    void aChangeComesBackAsItWasSent() {
        var change = new UsageChanged(
                new UsagePointId(12),
                new Interval(Instant.parse("2026-11-01T04:00:00Z"), Instant.parse("2026-11-02T05:00:00Z")));

        assertThat(new String(change.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("1 12 2026-11-01T04:00:00Z/2026-11-02T05:00:00Z");
        assertThat(UsageChanged.ofBytes(change.toBytes())).isEqualTo(change);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2 12 a/b", "1 12 a/b", "1 x 2026-11-01T04:00:00Z/2026-11-02T05:00:00Z", "{}"})
    void whatIsNoChangeIsRefused(String text) {
        assertThatThrownBy(() -> UsageChanged.ofBytes(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"PT15M, 15", "PT1H, 60", "PT60M, 60", "P1D, 0"})
    void aLengthIsReadFromIso(String iso, int minutes) {
        assertThat(ReadLength.parse(iso).minutes()).isEqualTo(minutes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT7M", "15", "PT30S", "P1M", "irregular"})
    void whatDoesNotDivideADayIsNoLength(String iso) {
        assertThatThrownBy(() -> ReadLength.parse(iso)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Rule IN10, and the hours of a zone that moves by half an hour. */
    @ParameterizedTest
    @CsvSource({
        "PT15M, America/New_York, 2026-10-01T14:15:00Z, true",
        "PT15M, America/New_York, 2026-10-01T14:07:00Z, false",
        "PT1H, America/New_York, 2026-10-01T14:00:00Z, true",
        "PT1H, America/New_York, 2026-10-01T14:30:00Z, false",
        "PT30M, Asia/Kolkata, 2026-10-01T14:30:00Z, true",
        "P1D, America/Havana, 2026-03-08T05:00:00Z, true",
        "P1D, America/Havana, 2026-03-08T04:00:00Z, false",
        "PT15M, Australia/Lord_Howe, 2026-04-04T15:15:00Z, true"
    })
    void aReadStartsOnItsGrid(String length, ZoneId zone, Instant start, boolean may) {
        assertThat(ReadLength.parse(length).mayStartAt(start, zone)).isEqualTo(may);
    }
}
