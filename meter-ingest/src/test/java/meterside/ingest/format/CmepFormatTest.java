package meterside.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import meterside.ingest.feed.Feeds;
import meterside.metering.ReadLength;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CmepFormatTest {

    private static final String HOUR = "202610010100,R0,10";

    /** {@return a record of a meter that stands in field 7, with these triples} */
    private static String record(String units, String interval, int count, String triples) {
        return "MEPMD01,20080501,HE,,UTIL,,202610021000,M1,OK,W,%s,1.0,%s,%d,%s\r\n"
                .formatted(units, interval, count, triples);
    }

    private static String ok() {
        return record("GAL", "00000100", 1, HOUR);
    }

    /**
     * The fixture is one utility's day. What is expected of it comes from
     * <pre>
     * awk -F, '$1=="MEPMD01" && ($9=="OK" || $9=="RESEND") { for (i=15; i+2<=NF; i+=3) if (substr($(i+1),1,1)!="N")
     *   { n[$11]++; s[$11]+=$(i+2) } } END { for (u in n) printf "%s %d %.4f\n", u, n[u], s[u] }' one-day.cmep
     * GKWH 96 6.3600
     * KWHREG 2 9433.7500
     * KWH 94 11.7450
     * CCF 24 0.1200
     * </pre>
     * and the water's 0.12 CCF, of a meter that counts by ten, are 0.12 × 10 × 100 = 120 cubic feet.
     */
    @Test
    void readsADayOfElectricityAndWater() throws IOException {
        try (InputStream text = getClass().getResourceAsStream("/fixtures/one-day.cmep")) {
            var taken = Taken.of(Feeds.builtIn().named("cmep").orElseThrow(), Objects.requireNonNull(text));

            assertThat(taken.tally).isEqualTo(new Tally(6, 4, 4));
            assertThat(taken.codes()).containsExactly("purpose", "record-type");
            assertThat(taken.blocks)
                    .extracting(block -> block.source().key())
                    .containsExactly("E1001:E:KWH", "E1001:E:GKWH", "E1001:E:KWHREG", "W77:W:CCF");
            assertThat(taken.blocks).extracting(block -> block.reads()).containsExactly(94, 96, 2, 24);
            assertThat(sum(taken, 0)).isEqualTo("11.745");
            assertThat(sum(taken, 1)).isEqualTo("6.36");
            assertThat(sum(taken, 3)).isEqualTo("120");
            assertThat(taken.register(2).billionths()).containsExactly(4_711_500_000_000L, 4_722_250_000_000L);
            assertThat(taken.interval(0).start()).isEqualTo(Instant.parse("2026-10-01T04:00:00Z"));
            assertThat(taken.interval(0).billionths().subList(8, 12)).element(1).isNull();
            assertThat(Collections.frequency(taken.interval(0).qualities(), ReadingQuality.ESTIMATED))
                    .isEqualTo(4);
            assertThat(taken.interval(1).start()).isEqualTo(taken.interval(0).start());
            assertThat(taken.interval(3).qualities()).containsOnly(ReadingQuality.EDITED);
            assertThat(taken.interval(3).unit()).isEqualTo(Unit.CUBIC_FOOT);
        }
    }

    private static String sum(Taken taken, int block) {
        var one = new Taken();
        one.block(taken.blocks.get(block));
        return one.sum();
    }

    @Test
    void readsTheEndsOfIntervalsAndKeepsTheirLines() {
        var taken = Taken.cmep(record("GAL", "00000100", 2, HOUR + ",202610010200,E0,12.5")
                + record("GAL", "00000100", 1, "202610010300,,0"));

        assertThat(taken.rejections).isEmpty();
        assertThat(taken.tally).isEqualTo(new Tally(2, 2, 1));
        var block = taken.interval(0);
        assertThat(block.start()).isEqualTo(Instant.parse("2026-10-01T00:00:00Z"));
        assertThat(block.length()).isEqualTo(new ReadLength(60));
        assertThat(block.unit()).isEqualTo(Unit.US_GALLON);
        assertThat(block.billionths()).containsExactly(10_000_000_000L, 12_500_000_000L, 0L);
        assertThat(block.qualities())
                .containsExactly(ReadingQuality.RAW, ReadingQuality.ESTIMATED, ReadingQuality.VALID);
        assertThat(block.lines()).containsExactly(1, 1, 2);
        assertThat(block.source().key()).isEqualTo("M1:W:GAL");
        assertThat(block.source().stampedAt()).isEqualTo(Instant.parse("2026-10-02T10:00:00Z"));
        assertThat(block.source().rawQuality()).isEqualTo("R0*1 E0*1 -*1");
    }

    @Test
    void aLocalDayBeginsAtTheUtilitysMidnight() {
        // from midnight to midnight in New York, over the end of daylight saving
        var taken = Taken.cmep(record("GAL", "00010000", 2, "202611010400,R0,240,202611020500,R0,250"));

        assertThat(taken.interval(0).length()).isEqualTo(ReadLength.LOCAL_DAY);
        assertThat(taken.interval(0).start()).isEqualTo(Instant.parse("2026-10-31T04:00:00Z"));
        assertThat(taken.interval(0).billionths()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "R0, RAW",
        "R, RAW",
        "'', VALID",
        "E4, ESTIMATED",
        "E512, ESTIMATED",
        "A, EDITED",
        "R64, RAW",
        "R1, QUESTIONABLE",
        "R1024, QUESTIONABLE",
        "R32768, QUESTIONABLE",
        "R2, RAW",
    })
    void aFlagIsAQuality(String flag, ReadingQuality quality) {
        var taken = Taken.cmep(record("GAL", "00000100", 1, "202610010100,%s,10".formatted(flag)));

        assertThat(taken.interval(0).qualities()).containsExactly(quality);
    }

    @ParameterizedTest
    @CsvSource({"N32, 0", "N, 0", "N32, 36318", "R32, 5", "E32, 5", "R0, ''", "N0, NaN"})
    void whatIsMissingIsNoReadAndNeverZero(String flag, String value) {
        var taken = Taken.cmep(ok() + record("GAL", "00000100", 1, "202610010200,%s,%s".formatted(flag, value)));

        assertThat(taken.rejections).isEmpty();
        assertThat(taken.tally.understood()).isEqualTo(2);
        assertThat(taken.reads()).containsExactly("M1:W:GAL 2026-10-01T00:00:00Z 10");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CUST:012000 | FLEX | NET  | METER | METER
            CUST:030000 | FLEX | MINE | METER | MINE
            SPS:130000  | FLEX | MINE |       | MINE
            CUST:100000 | FLEX | NET  | METER | FLEX
            CUST:000000 | FLEX | NET  | METER | METER
            ''          | FLEX | NET  | METER | METER
            SCE         | FLEX | NET  | METER | METER
            CUST:030000 | FLEX |      | METER | METER
            """)
    void theDigitsBehindTheSenderSayWhichFieldIsTheMeter(
            String sender, String receiver, String customer, String meter, String expected) {
        var taken = Taken.cmep("MEPMD01,20080501,HE,%s,%s,%s,202610021000,%s,OK,W,GAL,1.0,00000100,1,%s\n"
                .formatted(sender, receiver, customer == null ? "" : customer, meter == null ? "" : meter, HOUR));

        assertThat(taken.blocks.getFirst().source().key()).isEqualTo(expected + ":W:GAL");
    }

    @ParameterizedTest
    @CsvSource({
        "KWH, 1.0, kWh, 10",
        "GKWH, 1.0, kWh, 10",
        "NKWH, 1, kWh, 10",
        "WH, 1, kWh, 0.01",
        "CF, 1, ft3, 10",
        "CCF, 1, ft3, 1000",
        "MCF, 1, ft3, 10000",
        "ACFT, 1, ft3, 435600",
        "GAL, 0.1, gal, 1",
        "KGAL, 1, gal, 10000",
        "GGAL, 1, gal, 10",
        "THERM, 1.5, therm, 15",
        "GAL, '', gal, 10",
    })
    void scalesEachUnitOnceWithTheMultiplier(String units, String multiplier, String unit, String expected) {
        var taken = Taken.cmep("MEPMD01,20080501,HE,,U,,202610021000,M1,OK,E,%s,%s,00000100,1,%s\n"
                .formatted(units, multiplier, HOUR));

        assertThat(taken.interval(0).unit().symbol()).isEqualTo(unit);
        assertThat(taken.reads()).containsExactly("M1:E:%s 2026-10-01T00:00:00Z %s".formatted(units, expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            count-mismatch  | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1.0,00000100,2,202610010100,R0,10
            count-mismatch  | 2 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1.0,00000100,1,202610010100,R0,10,202610010200,R0,10
            count-mismatch  | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1.0,00000100,1,202610010100,R0,10,x
            unknown-unit    | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,BUSHEL,1.0,00000100,1,202610010100,R0,10
            commodity       | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,X,GAL,1.0,00000100,1,202610010100,R0,10
            multiplier      | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,0,00000100,1,202610010100,R0,10
            multiplier      | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1e9,00000100,1,202610010100,R0,10
            interval-length | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1.0,00000007,1,202610010100,R0,10
            interval-length | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1.0,,1,202610010100,R0,10
            purpose         | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,HISTORY,W,GAL,1.0,00000100,1,202610010100,R0,10
            purpose         | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,REJECT,W,GAL,1.0,00000100,1,202610010100,R0,10
            no-meter-id     | 1 | MEPMD01,20080501,HE,,U,,202610021000,,OK,W,GAL,1.0,00000100,1,202610010100,R0,10
            no-source-stamp | 1 | MEPMD01,20080501,HE,,U,,,M1,OK,W,GAL,1.0,00000100,1,202610010100,R0,10
            not-a-time      | 1 | MEPMD01,20080501,HE,,U,,yesterday,M1,OK,W,GAL,1.0,00000100,1,202610010100,R0,10
            not-a-time      | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1.0,00000100,1,202613010100,R0,10
            no-time         | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1.0,00000100,1,,R0,10
            no-time         | 2 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GALREG,1.0,00000000,2,202610010100,R0,10,,R0,10
            unknown-quality | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1.0,00000100,1,202610010100,Q7,10
            not-a-number    | 2 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1.0,00000100,2,202610010100,R0,10,202610010200,R0,NaN
            too-large       | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1.0,00000100,1,202610010100,R0,1e309
            too-precise     | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1.0,00000100,1,202610010100,R0,0.0000000001
            truncated       | 1 | MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL
            record-type     | 0 | MLA01,20080501,HE,,U,,202610021000,M1,OK,W,METERDQ,1.0,,1,202610010100,R0,2
            record-type     | 0 | MEPMD02,20080501,HE,,U,,202610021000,M1,OK,E,KWH,S,1.0,x,x,1,TOTAL,R0,2
            not-cmep        | 1 | Endpoint_SN,Flow
            broken-quote    | 1 | MEPMD01,20080501,"HE,,U,,202610021000,M1,OK,W,GAL,1.0,00000100,1,202610010100,R0,10
            """)
    void refusesARecordInWordsAndGoesOn(String code, int reads, String line) {
        var taken = Taken.cmep(line + "\n" + ok());

        assertThat(taken.codes()).containsExactly(code);
        assertThat(taken.rejections.getFirst().reads()).isEqualTo(reads);
        assertThat(taken.rejections.getFirst().firstLine()).isEqualTo(1);
        assertThat(taken.rejections.getFirst().detail()).matches("[A-Z].*\\.");
        assertThat(taken.reads()).hasSize(1);
        assertThat(taken.tally.records()).isEqualTo(2);
        assertThat(taken.tally.understood()).isEqualTo(1);
    }

    @Test
    void takesAQuotedFieldTwoCommasAtTheEndAndARecordWithoutReads() {
        var taken = Taken.cmep("# made by hand\n"
                + "MEPMD01,20080501,\"Head, End\",,U,,202610021000,M1,OK,W,GAL,1.0,00000100,1,202610010100,R0,10,\n"
                + "MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1.0,00000100,0\n"
                + "MEPMD01,20080501,HE,,U,,202610021000,M1,OK,W,GAL,1.0,00000100,,\n");

        assertThat(taken.rejections).isEmpty();
        assertThat(taken.tally).isEqualTo(new Tally(3, 3, 1));
        assertThat(taken.reads()).hasSize(1);
    }
}
