package meterside.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import meterside.ingest.series.Rejection;
import meterside.ingest.series.Sink;
import meterside.ingest.text.Fields;
import meterside.ingest.text.Lines;
import meterside.ingest.text.Refused;
import org.jspecify.annotations.Nullable;

/** The rows of a file, taken apart, with what is wrong with one as a whole told apart from what is wrong in it. */
public final class Rows {

    /** A quoted field may hold a few line breaks; a quote that is never closed must not swallow the file. */
    private static final int MOST_LINES_OF_A_ROW = 20;

    private final Lines lines;
    private final Fields fields;
    private boolean hasSplit;

    public Rows(InputStream text, char delimiter) {
        this.lines = new Lines(text);
        this.fields = new Fields(delimiter);
    }

    /** Moves to the next row that is not blank. {@return false at the end} */
    public boolean next() throws IOException {
        while (lines.next()) {
            if (lines.isTooLong() || !lines.isBlank()) {
                hasSplit = false;
                return true;
            }
        }
        return false;
    }

    /** {@return the row's fields} @throws Refused if it cannot be taken apart */
    public Fields fields() throws Refused, IOException {
        if (lines.isTooLong()) {
            throw new Refused("line-too-long", "The line is longer than %d bytes.".formatted(Lines.LONGEST));
        }
        var split = fields.split(lines);
        while (split == Fields.Split.OPEN
                && lines.lastNumber() - lines.number() < MOST_LINES_OF_A_ROW - 1
                && lines.extend()) {
            split = fields.split(lines);
        }
        if (split != Fields.Split.WHOLE) {
            lines.forget();
            throw new Refused("broken-quote", "A quoted field is never closed, or something stands behind its end.");
        }
        if (lines.hasControlCharacter()) {
            throw new Refused("control-character", "The line holds a NUL or another character that is no text.");
        }
        hasSplit = true;
        return fields;
    }

    boolean isComment() {
        return lines.to() > lines.from() && lines.bytes()[lines.from()] == '#';
    }

    public int number() {
        return lines.number();
    }

    /** {@return the fields if they could be taken apart: to say more about a row that is refused} */
    @Nullable
    Fields split() {
        return hasSplit ? fields : null;
    }

    void reject(Sink sink, Refused refused, @Nullable String key, int reads) {
        sink.rejected(rejection(refused, key, reads));
    }

    /** {@return the row's refusal} */
    public Rejection rejection(Refused refused, @Nullable String key, int reads) {
        return new Rejection(lines.number(), lines.lastNumber(), refused.code(), key, reads, refused.detail());
    }
}
