package meterside.portal.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import meterside.metering.Interval;
import meterside.metering.LocalDays;
import meterside.metering.ReadingQuality;
import meterside.portal.export.ReadRepository.Read;
import meterside.portal.unit.Fraction;
import meterside.portal.usage.Bucket;
import meterside.portal.usage.Sum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {

    private static final LocalDays NEW_YORK = new LocalDays(ZoneId.of("America/New_York"));

    private static Interval hour(String start) {
        return new Interval(Instant.parse(start), Instant.parse(start).plusSeconds(3600));
    }

    @Test
    void bothOneOClocksHaveTheirOffsetAndMissingIsEmpty() {
        var sheet = new Sheet(NEW_YORK, Fraction.ONE, Words.in("en"));

        assertThat(sheet.buckets(List.of(
                        new Bucket(
                                hour("2026-11-01T05:00:00Z"),
                                new Sum(new BigInteger("-12500000000000000001"), 3600, ReadingQuality.ESTIMATED)),
                        new Bucket(hour("2026-11-01T06:00:00Z"), null))))
                .isEqualTo(
                        "2026-11-01T01:00-04:00,2026-11-01T01:00-05:00,-12500000000.000000001,3600,3600,estimated\r\n"
                                + "2026-11-01T01:00-05:00,2026-11-01T02:00-05:00,,0,3600,\r\n");
    }

    @Test
    void aReadIsALineInTheReadersWords() {
        var sheet = new Sheet(NEW_YORK, Fraction.ONE, Words.in("es"));
        var at = Instant.parse("2026-11-01T06:00:00Z").getEpochSecond();

        assertThat(sheet.reads(List.of(new Read(at, at + 3600, -5, ReadingQuality.RAW))))
                .isEqualTo("2026-11-01T01:00-05:00,2026-11-01T02:00-05:00,-0.000000005,\"medido, sin revisar\"\r\n");
    }

    /** Rule EX6: what the registry sends could be anything. */
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-1+cmd|' /C calc'!A0"})
    void noCellIsAFormula(String text) {
        assertThat(Sheet.cell(text).replaceFirst("^\"", "")).startsWith("'");
    }

    @Test
    void quotesWhatPartsCells() {
        assertThat(Sheet.cell("a \"b\", c")).isEqualTo("\"a \"\"b\"\", c\"");
        assertThat(Sheet.cell("America/New_York")).isEqualTo("America/New_York");
    }
}
