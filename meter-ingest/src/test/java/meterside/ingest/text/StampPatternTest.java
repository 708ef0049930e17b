package meterside.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampPatternTest {

    @ParameterizedTest
    @CsvSource({
        "yyyyMMddHHmm, 202610010415, 2026-10-01T04:15",
        "yyyyMMddHHmm, 202610012400, 2026-10-02T00:00",
        "yyyyMMddHHmmss, 20261001041530, 2026-10-01T04:15:30",
        "yyyy-MM-dd HH:mm, 2028-02-29 23:59, 2028-02-29T23:59",
        "yyyy_MM_dd HH.mm, 2026_10_01 00.00, 2026-10-01T00:00",
        "M/d/yyyy h:mm a, 3/8/2026 2:05 pm, 2026-03-08T14:05",
        "yyyy-MM-dd'T'HH:mmXXX, 2026-10-01T00:15-04:00, 2026-10-01T04:15",
        "yyyyMMddHHmm, 197001010000, 1970-01-01T00:00",
        "yyyyMMddHHmm, 209912312345, 2099-12-31T23:45",
        "yyyyMMddHHmm, 202602290000, not-a-time",
        "yyyyMMddHHmm, 202613010000, not-a-time",
        "yyyyMMddHHmm, 202610012401, not-a-time",
        "yyyyMMddHHmm, 202610010460, not-a-time",
        "yyyyMMddHHmm, 20261001041, not-a-time",
        "yyyyMMddHHmm, 2026-1001041, not-a-time",
        "yyyyMMddHHmm, 000000000000, not-a-time",
        "yyyy-MM-dd HH:mm, 2026/10/01 04:15, not-a-time",
        "M/d/yyyy h:mm a, 2/30/2026 2:05 PM, not-a-time",
    })
    void readsAStampOrSaysThatItIsNone(String pattern, String text, String expected) {
        String read;
        try {
            var seconds = new StampPattern(pattern).seconds(text);
            read = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC).toString();
        } catch (Refused refused) {
            read = refused.code();
        }

        assertThat(read).isEqualTo(expected);
    }
}
