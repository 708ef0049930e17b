package meterside.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import meterside.ingest.feed.Feeds;
import meterside.ingest.series.Rejection;
import meterside.ingest.series.Sink;
import meterside.metering.ReadBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a file, it costs the record that it is wrong in, and no memory. */
class BadInputTest {

    private static final String CMEP =
            "MEPMD01,20080501,HE,,U,,202610021000,M%d,OK,W,GAL,1.0,00000100,1,202610010100,R0,10";
    private static final String CSV_HEADER =
            "Endpoint_SN,Flow,Flow_Time,Flow_Unit,Read,Read_Time,Read_Unit,Estimated_Flag";
    private static final String CSV = "%d,5.0,2026-10-01 00:59,Gallons,227.6,2026-10-01 00:59,CCF,0";

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\r\n\n", "\n\r"})
    void anyMixtureOfLineEndsIsRead(String end) {
        var cmep = Taken.cmep(CMEP.formatted(1) + end + CMEP.formatted(2) + "\n" + CMEP.formatted(3) + "\r\n"
                + CMEP.formatted(4) + "\r" + CMEP.formatted(5));
        var csv = Taken.beacon(CSV_HEADER + end + CSV.formatted(1) + "\r" + CSV.formatted(2) + end);

        assertThat(cmep.tally).isEqualTo(new Tally(5, 5, 5));
        assertThat(csv.tally).isEqualTo(new Tally(2, 2, 4));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstField() {
        var mark = "\u00ef\u00bb\u00bf";

        assertThat(Taken.cmep(mark + CMEP.formatted(1)).rejections).isEmpty();
        assertThat(Taken.beacon(mark + CSV_HEADER + "\n" + CSV.formatted(1)).reads())
                .hasSize(1);
    }

    @Test
    void aNulCostsItsRecord() {
        var cmep = Taken.cmep(CMEP.formatted(1).replace("M1", "M\0") + "\n" + CMEP.formatted(2));
        var csv = Taken.beacon(CSV_HEADER + "\n" + CSV.formatted(1).replace("5.0", "5.\0") + "\n" + CSV.formatted(2));

        assertThat(cmep.codes()).containsExactly("control-character");
        assertThat(cmep.reads()).hasSize(1);
        assertThat(csv.codes()).containsExactly("control-character");
        assertThat(csv.reads()).hasSize(1);
    }

    @Test
    void aLineOf100MegabytesCostsItselfAndNoMemory() {
        var cmep = text(CMEP.formatted(1) + "\n", CMEP.formatted(2) + "\n" + CMEP.formatted(3));
        var csv = text(CSV_HEADER + "\n" + CSV.formatted(1) + "\n\"", CSV.formatted(2) + "\n" + CSV.formatted(3));
        var before = used();

        var taken = List.of(
                Taken.of(Feeds.builtIn().named("cmep").orElseThrow(), cmep),
                Taken.of(Feeds.builtIn().named("beacon").orElseThrow(), csv));

        assertThat(used() - before).isLessThan(40L << 20);
        for (var one : taken) {
            assertThat(one.codes()).containsExactly("line-too-long");
            assertThat(one.rejections.getFirst().firstLine()).isBetween(2, 3);
            assertThat(one.reads()).hasSize(3);
        }
    }

    /** A quote that is never closed must not swallow the file. */
    @Test
    void aQuoteThatIsNeverClosedCostsItsLine() {
        var text = new StringBuilder(CSV_HEADER + "\n");
        for (var meter = 1; meter <= 1000; meter++) {
            text.append(meter == 500 ? "\"" : "").append(CSV.formatted(meter)).append('\n');
        }

        var taken = Taken.beacon(text.toString());

        assertThat(taken.codes()).containsExactly("broken-quote");
        assertThat(taken.reads()).hasSize(999);
    }

    @Test
    void stampsOfAnyYearAreReadSinceOnlyTheClockCanJudgeThem() {
        var taken = Taken.cmep(CMEP.formatted(1).replace("202610010100", "197001010100") + "\n"
                + CMEP.formatted(2).replace("202610010100", "209901010100"));

        assertThat(taken.reads())
                .containsExactly("M1:W:GAL 1970-01-01T00:00:00Z 10", "M2:W:GAL 2099-01-01T00:00:00Z 10");
    }

    @Test
    void minusNoughtIsNought() {
        assertThat(Taken.cmep(CMEP.formatted(1).replace("R0,10", "R0,-0")).reads())
                .containsExactly("M1:W:GAL 2026-10-01T00:00:00Z 0");
    }

    @Test
    void memoryStaysFlatHoweverManyReadsAFileHas() {
        var line = new StringBuilder("MEPMD01,20080501,HE,,U,,202610021000,M%05d,OK,W,GAL,1.0,00000015,96");
        for (var i = 1; i <= 96; i++) {
            line.append(",20261001%02d%02d,R0,0.%03d".formatted(i / 4, i % 4 * 15, i));
        }
        var size = 25_000;
        var lines = new InputStream() {
            private byte[] now = {};
            private int at;
            private int made;

            @Override
            public int read() {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                if (at == now.length) {
                    if (made == size) {
                        return -1;
                    }
                    now = (line.toString().replace("M%05d", "M" + made++) + "\n").getBytes(StandardCharsets.US_ASCII);
                    at = 0;
                }
                var count = Math.min(length, now.length - at);
                System.arraycopy(now, at, bytes, from, count);
                at += count;
                return count;
            }
        };
        var counting = new Sink() {
            private long reads;
            private long most;

            @Override
            public void block(ReadBlock block) {
                reads += block.reads();
                most = Math.max(most, reads % 240_000 < 96 ? used() : 0);
            }

            @Override
            public void rejected(Rejection rejection) {
                throw new AssertionError(rejection);
            }
        };
        var before = used();

        var started = System.nanoTime();
        read(lines, counting);

        System.out.printf(
                "%d reads, %.3f µs each%n", counting.reads, (System.nanoTime() - started) / 1e3 / counting.reads);
        assertThat(counting.reads).isEqualTo(96L * size);
        assertThat(counting.most - before).isLessThan(60L << 20);
    }

    private static void read(InputStream text, Sink sink) {
        try {
            FeedFormat.of(Feeds.builtIn().named("cmep").orElseThrow())
                    .read(text, new SourceText(7, "x", java.time.Instant.EPOCH), sink);
        } catch (java.io.IOException | NotThisFeed failure) {
            throw new AssertionError(failure);
        }
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** {@return both texts with a line of 100 MB between them} */
    private static InputStream text(String before, String after) {
        var line = new InputStream() {
            private long left = 100L << 20;

            @Override
            public int read() {
                left--;
                return left < 0 ? -1 : left == 0 ? '\n' : 'x';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                var count = (int) Math.min(length, left);
                java.util.Arrays.fill(bytes, from, from + count, (byte) 'x');
                left -= count;
                if (left == 0 && count > 0) {
                    bytes[from + count - 1] = '\n';
                }
                return count == 0 ? -1 : count;
            }
        };
        return new SequenceInputStream(new SequenceInputStream(bytes(before), line), bytes(after));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
