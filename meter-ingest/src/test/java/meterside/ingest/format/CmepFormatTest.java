package meterside.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import meterside.metering.ReadLength;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import org.junit.jupiter.api.Test;

class CmepFormatTest {

    /** {@return a record of a meter that stands in field 7, with these triples} */
    private static String record(String units, String interval, int count, String triples) {
        return "MEPMD01,20080501,HE,,UTIL,,202610021000,M1,OK,W,%s,1.0,%s,%d,%s\r\n"
                .formatted(units, interval, count, triples);
    }

    @Test
    void readsTheEndsOfIntervalsAndKeepsTheirLines() {
        var taken = Taken.cmep(record("GAL", "00000100", 2, "202610010100,R0,10,202610010200,E0,12.5")
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
}
