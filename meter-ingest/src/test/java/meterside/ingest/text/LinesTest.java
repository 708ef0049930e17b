package meterside.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

    private static Lines of(String text) {
        return new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String text(Lines lines) {
        return new String(lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.ISO_8859_1);
    }

    private static List<String> all(Lines lines) throws IOException {
        var all = new ArrayList<String>();
        while (lines.next()) {
            all.add(lines.number() + ":" + text(lines));
        }
        return all;
    }

    @Test
    void endsLinesAtLfAndCrLfAndCrInAnyMixture() throws IOException {
        assertThat(all(of("a\r\nb\nc\rd\n\ne"))).containsExactly("1:a", "2:b", "3:c", "4:d", "5:", "6:e");
        assertThat(all(of("a\n"))).containsExactly("1:a");
        assertThat(all(of(""))).isEmpty();
    }

    @Test
    void readsPastAByteOrderMark() throws IOException {
        assertThat(all(of("\u00ef\u00bb\u00bfa\nb"))).containsExactly("1:a", "2:b");
        assertThat(all(of("\u00ef\u00bb"))).containsExactly("1:\u00ef\u00bb");
    }

    @Test
    void seesControlCharactersButNotTabulators() throws IOException {
        var lines = of("a\0b\na\tb\n\u00e9");

        assertThat(lines.next()).isTrue();
        assertThat(lines.hasControlCharacter()).isTrue();
        assertThat(lines.next()).isTrue();
        assertThat(lines.hasControlCharacter()).isFalse();
        assertThat(lines.next()).isTrue();
        assertThat(lines.hasControlCharacter()).isFalse();
    }

    @Test
    void splitsTheSameWhereverTheBytesAreCutInTransit() throws IOException {
        var text = "one,1\r\ntwo,2\rthree\n\r\nfour\n\n\rfive".repeat(700);
        for (var step : new int[] {1, 2, 3, 7, 64, 65_535}) {
            var lines = new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
                @Override
                public int read(byte[] bytes, int from, int length) {
                    return super.read(bytes, from, Math.min(length, step));
                }
            });
            assertThat(all(lines)).hasSize(7 * 700 + 1).isEqualTo(all(of(text)));
        }
    }

    @Test
    void readsPastALineThatIsTooLongAndHoldsNoMoreOfItThanTheLimit() throws IOException {
        var lines = new Lines(new Sized(100L << 20));

        assertThat(lines.next()).isTrue();
        assertThat(text(lines)).isEqualTo("a");
        assertThat(lines.next()).isTrue();
        assertThat(lines.isTooLong()).isTrue();
        assertThat(lines.bytes().length).isLessThanOrEqualTo(4 * Lines.LONGEST);
        assertThat(lines.next()).isTrue();
        assertThat(lines.isTooLong()).isFalse();
        assertThat(text(lines)).isEqualTo("b");
        assertThat(lines.number()).isEqualTo(3);
        assertThat(lines.next()).isFalse();
    }

    @Test
    void joinsLinesAndTakesThemApartAgain() throws IOException {
        var lines = of("a\r\nb\nc");

        assertThat(lines.next()).isTrue();
        assertThat(lines.extend()).isTrue();
        assertThat(text(lines)).isEqualTo("a\r\nb");
        assertThat(lines.lastNumber()).isEqualTo(2);
        lines.forget();
        assertThat(text(lines)).isEqualTo("a");
        assertThat(lines.next()).isTrue();
        assertThat(text(lines)).isEqualTo("b");
        assertThat(lines.number()).isEqualTo(2);
        assertThat(lines.extend()).isTrue();
        assertThat(lines.extend()).isFalse();
        assertThat(text(lines)).isEqualTo("b");
    }

    /** A short line, one of that many bytes, and a short one. */
    private static final class Sized extends InputStream {
        private final long size;
        private long at;

        Sized(long size) {
            this.size = size;
        }

        @Override
        public int read() {
            var i = at++;
            if (i < 2) {
                return i == 0 ? 'a' : '\n';
            }
            if (i < size + 2) {
                return 'x';
            }
            return i == size + 2 ? '\n' : i == size + 3 ? 'b' : -1;
        }
    }
}
