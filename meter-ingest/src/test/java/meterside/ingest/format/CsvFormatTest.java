package meterside.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import meterside.ingest.feed.Feeds;
import meterside.metering.IntervalBlock;
import meterside.metering.ReadBlock;
import meterside.metering.ReadingQuality;
import meterside.metering.RegisterBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFormatTest {

    private static final String HEADER =
            "Endpoint_SN,Flow,Flow_Time,Flow_Unit,Read,Read_Time,Read_Unit,Estimated_Flag,Note\n";
    private static final String ROW = "77,5.0,2026-10-01 00:59,Gallons,227.6,2026-10-01 00:59,CCF,0,\n";

    /**
     * The fixture is the day of 25 hours, two meters, hour by hour. What is expected of it comes from
     * <pre>
     * tr -d '\r' &lt; autumn-day.csv | sed ':a;/mill,$/{N;s/\n/ /;ba}' | awk -F'","|^"|"$' 'NR>1 { if ($5!="") { n[$3]++;
     *   s[$3]+=$5 } r[$3]++ } END { for (k in n) print k, n[k], s[k], r[k] }'
     * 130615541 25 58.75 25
     * 130615542 24 55.25 25
     * </pre>
     */
    @Test
    void readsADayOf25HoursWithItsTwoHoursOfOneName() throws IOException {
        try (InputStream text = getClass().getResourceAsStream("/fixtures/autumn-day.csv")) {
            var taken = Taken.of(Feeds.builtIn().named("beacon").orElseThrow(), Objects.requireNonNull(text));

            assertThat(taken.rejections).isEmpty();
            assertThat(taken.tally.records()).isEqualTo(50);
            assertThat(taken.reads()).hasSize(49);
            assertThat(sum(taken, "130615541:flow")).isEqualTo("58.75");
            assertThat(sum(taken, "130615542:flow")).isEqualTo("55.25");
            var first = taken.interval(0);
            assertThat(first.start()).isEqualTo(Instant.parse("2026-11-01T04:00:00Z"));
            assertThat(first.billionths()).hasSize(25);
            assertThat(first.qualities().get(5)).isEqualTo(ReadingQuality.ESTIMATED);
            // line 8 is the second half of the record on line 7... lines are those of the file, not of the records
            assertThat(first.lines()).startsWith(2, 4, 6, 8, 11);
            var registers = taken.blocks.stream()
                    .filter(RegisterBlock.class::isInstance)
                    .mapToInt(ReadBlock::reads)
                    .sum();
            assertThat(registers).isEqualTo(50);
        }
    }

    private static String sum(Taken taken, String key) {
        var one = new Taken();
        taken.blocks.stream()
                .filter(block ->
                        block instanceof IntervalBlock && block.source().key().equals(key))
                .forEach(one::block);
        return one.sum();
    }

    @Test
    void keepsFlowAndRegisterOfOneRowApartEachInItsUnit() {
        var taken = Taken.beacon(HEADER + ROW);

        assertThat(taken.reads()).containsExactly("77:flow 2026-10-01T04:00:00Z 5");
        var register = taken.register(1);
        assertThat(register.source().key()).isEqualTo("77:read");
        assertThat(register.unit().symbol()).isEqualTo("ft3");
        assertThat(register.billionths()).containsExactly(22_760_000_000_000L);
        assertThat(register.at()).containsExactly(Instant.parse("2026-10-01T04:59:00Z"));
    }

    @Test
    void findsColumnsByNameBelowAVendorsPreambleAndPassesOverARepeatedHeader() {
        var taken = Taken.beacon("Report of October\n\nCity of Apple,\"Water, mostly\"\n" + HEADER + ROW + HEADER
                + ROW.replace("00:59", "01:59"));

        assertThat(taken.rejections).isEmpty();
        assertThat(taken.tally.records()).isEqualTo(2);
        assertThat(taken.reads()).hasSize(2);
    }

    @Test
    void whatIsBlankOrInErrorIsMissing() {
        var taken =
                Taken.beacon(HEADER + ROW + "78,,2026-10-01 00:59,,ERROR,2026-10-01 00:59,CCF,0,\n" + "79,,,,,,,0,\n");

        assertThat(taken.rejections).isEmpty();
        assertThat(taken.tally).isEqualTo(new Tally(3, 3, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "20261002_report.csv, 2026-10-02T12:00:00Z",
        "report-202610020615.csv, 2026-10-02T06:15:00Z",
        "report-209913990615.csv, 2026-10-02T12:00:00Z",
        "1234567890123456.csv, 2026-10-02T12:00:00Z",
    })
    void takesTheSourceStampFromTheNameOrElseFromArrival(String name, Instant expected) throws NotThisFeed {
        var bytes = (HEADER + ROW).getBytes(StandardCharsets.UTF_8);
        var taken = Taken.named(name, Feeds.builtIn().named("beacon").orElseThrow(), new ByteArrayInputStream(bytes));

        assertThat(taken.blocks.getFirst().source().stampedAt()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unknown-unit    | 2 | 78,5.0,2026-10-01 00:59,Bushels,227.6,2026-10-01 00:59,CCF,0,
            not-a-number    | 2 | 78,NaN,2026-10-01 00:59,Gallons,227.6,2026-10-01 00:59,CCF,0,
            too-large       | 1 | 78,1e309,2026-10-01 00:59,Gallons,,,CCF,0,
            not-a-time      | 2 | 78,5.0,10/1/2026 00:59,Gallons,227.6,2026-10-01 00:59,CCF,0,
            not-a-time      | 2 | 78,5.0,,Gallons,227.6,2026-10-01 00:59,CCF,0,
            unknown-quality | 2 | 78,5.0,2026-10-01 00:59,Gallons,227.6,2026-10-01 00:59,CCF,maybe,
            no-meter-id     | 2 | ' ,5.0,2026-10-01 00:59,Gallons,227.6,2026-10-01 00:59,CCF,0,'
            wrong-columns   | 1 | 78,5.0,2026-10-01 00:59
            wrong-columns   | 2 | 78,5.0,2026-10-01 00:59,Gallons,227.6,2026-10-01 00:59,CCF,0,,x
            broken-quote    | 1 | "78,5.0,2026-10-01 00:59,Gallons,227.6,2026-10-01 00:59,CCF,0,
            broken-quote    | 1 | "78"x,5.0,2026-10-01 00:59,Gallons,227.6,2026-10-01 00:59,CCF,0,
            """)
    void refusesARowInWordsAndGoesOn(String code, int reads, String row) {
        var taken = Taken.beacon(HEADER + row + "\n" + ROW);

        assertThat(taken.codes()).containsExactly(code);
        assertThat(taken.rejections.getFirst().reads()).isEqualTo(reads);
        assertThat(taken.rejections.getFirst().firstLine()).isEqualTo(2);
        assertThat(taken.rejections.getFirst().lastLine()).isEqualTo(2);
        assertThat(taken.rejections.getFirst().detail()).matches("[A-Z].*\\.");
        assertThat(taken.reads()).containsExactly("77:flow 2026-10-01T04:00:00Z 5");
        assertThat(taken.tally.records()).isEqualTo(2);
    }

    @Test
    void aFileWithoutTheColumnsIsNotOfThisFeed() {
        assertThatExceptionOfType(NotThisFeed.class)
                .isThrownBy(() -> Taken.named(
                        "x.csv",
                        Feeds.builtIn().named("beacon").orElseThrow(),
                        new ByteArrayInputStream(
                                HEADER.replace("Flow_Time", "When").getBytes(StandardCharsets.UTF_8))))
                .withMessage("It has no header with the columns of the feed beacon: Flow_Time is missing.");
    }
}
