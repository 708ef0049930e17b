package meterside.ingest.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a file, one at a time: ended by LF, CR LF or CR, in any mixture. However long a line is, no more than
 * {@link #LONGEST} bytes of it are held; the rest is read past.
 *
 * <p>Lines are counted by hand, and not by a CSV library, because a quote that is never closed, or a line of 100 MB,
 * must cost one record and not the rest of the file.
 */
public final class Lines {

    /** The longest line that is read: a year of quarter hours in one CMEP record fits. */
    public static final int LONGEST = 1 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private boolean ended;

    private int from;
    private int to;
    private int next;
    private boolean lineFeedMayFollow;
    private int number;
    private int lastNumber;
    private boolean tooLong;
    private boolean control;

    private int firstTo;
    private int firstNext;
    private boolean firstLineFeedMayFollow;
    private boolean firstControl;

    public Lines(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line. {@return false at the end of the file} */
    public boolean next() throws IOException {
        skipLineFeed();
        from = next;
        tooLong = false;
        control = false;
        if (from == filled && !fill()) {
            return false;
        }
        var first = lastNumber == 0;
        number = ++lastNumber;
        if (first) {
            skipByteOrderMark();
        }
        if (!findEnd(from)) {
            skipRest();
        }
        remember();
        return true;
    }

    /**
     * Joins the next line to this one, for a quoted field that holds a line break.
     *
     * @return false if there is none, or all together would be too long; then only the first line is left
     */
    public boolean extend() throws IOException {
        skipLineFeed();
        if ((next == filled && !fill()) || !findEnd(next)) {
            forget();
            return false;
        }
        lastNumber++;
        return true;
    }

    /** Takes back every {@link #extend}: the joined lines will be read again one by one. */
    public void forget() {
        to = firstTo;
        next = firstNext;
        lineFeedMayFollow = firstLineFeedMayFollow;
        control = firstControl;
        lastNumber = number;
    }

    /** {@return the bytes that hold the line, until the next call} */
    public byte[] bytes() {
        return buffer;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** {@return the line's number from 1; the first one's if several were joined} */
    public int number() {
        return number;
    }

    /** {@return the number of the last line joined} */
    public int lastNumber() {
        return lastNumber;
    }

    /** {@return whether the line has more than {@link #LONGEST} bytes; then only its beginning is here} */
    public boolean isTooLong() {
        return tooLong;
    }

    /** {@return whether it holds a NUL or another control character than a tabulator} */
    public boolean hasControlCharacter() {
        return control;
    }

    public boolean isBlank() {
        for (var i = from; i < to; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private void remember() {
        firstTo = to;
        firstNext = next;
        firstLineFeedMayFollow = lineFeedMayFollow;
        firstControl = control;
    }

    /** Finds the end of the line that begins at {@code start}. {@return false if it is too long} */
    private boolean findEnd(int start) throws IOException {
        var i = start;
        while (true) {
            i = findControl(i);
            if (i < filled) {
                var c = buffer[i];
                if (c == '\n' || c == '\r') {
                    to = i;
                    next = i + 1;
                    lineFeedMayFollow = c == '\r';
                    return i - from <= LONGEST;
                }
                control = true;
                i++;
                continue;
            }
            if (filled - from > LONGEST) {
                return false;
            }
            var before = from;
            if (!fill()) {
                to = filled;
                next = filled;
                return true;
            }
            i -= before - from;
        }
    }

    /** {@return where the next control character stands, or the end of what is there} The loop that every byte passes. */
    private int findControl(int start) {
        var bytes = buffer;
        var end = filled;
        for (var i = start; i < end; i++) {
            var c = bytes[i];
            if (c >= 0 && c < ' ' && c != '\t') {
                return i;
            }
        }
        return end;
    }

    private void skipRest() throws IOException {
        tooLong = true;
        to = Math.min(filled, from + LONGEST);
        var i = to;
        while (true) {
            if (i == filled) {
                filled = to;
                if (!refill()) {
                    next = filled;
                    return;
                }
                i = to;
            }
            if (buffer[i] == '\n' || buffer[i] == '\r') {
                next = i + 1;
                lineFeedMayFollow = buffer[i] == '\r';
                return;
            }
            i++;
        }
    }

    private void skipLineFeed() throws IOException {
        if (lineFeedMayFollow && (next < filled || fill()) && buffer[next] == '\n') {
            next++;
        }
        lineFeedMayFollow = false;
    }

    private void skipByteOrderMark() throws IOException {
        while (filled - from < 3 && fill()) {
            // three bytes are needed to tell
        }
        if (filled - from >= 3
                && buffer[from] == (byte) 0xEF
                && buffer[from + 1] == (byte) 0xBB
                && buffer[from + 2] == (byte) 0xBF) {
            from += 3;
        }
    }

    /** Reads on, moving the current line to the front of the buffer and growing it if need be. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (from > 0 && filled == buffer.length) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            filled -= from;
            to -= from;
            next -= from;
            firstTo -= from;
            firstNext -= from;
            from = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        return refill();
    }

    private boolean refill() throws IOException {
        var count = ended ? -1 : in.read(buffer, filled, buffer.length - filled);
        if (count <= 0) {
            ended = true;
            return false;
        }
        filled += count;
        return true;
    }
}
