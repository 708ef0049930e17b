package meterside.ingest.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The fields of one line, separated by a delimiter and quoted as RFC 4180 says. Reused from line to line. */
public final class Fields {

    private final byte delimiter;
    private byte[] bytes = {};
    private int[] from = new int[128];
    private int[] to = new int[128];
    private boolean[] quoted = new boolean[128];
    private int count;

    public Fields(char delimiter) {
        this.delimiter = (byte) delimiter;
    }

    /** How a line came apart. */
    public enum Split {
        WHOLE,
        /** A quote is open at its end: the field may go on in the next line. */
        OPEN,
        /** Something stands between a closing quote and the delimiter. */
        BROKEN
    }

    /** Takes the line apart; the fields are good until the line moves on. */
    public Split split(Lines line) {
        var bytes = line.bytes();
        var delimiter = this.delimiter;
        var i = line.from();
        var end = line.to();
        this.bytes = bytes;
        count = 0;
        while (true) {
            if (count == from.length) {
                grow();
            }
            var open = i < end && bytes[i] == '"';
            quoted[count] = open;
            if (open) {
                from[count] = ++i;
                i = closingQuote(i, end);
                if (i < 0) {
                    return Split.OPEN;
                }
                to[count++] = i++;
                if (i < end && bytes[i] != delimiter) {
                    return Split.BROKEN;
                }
            } else {
                from[count] = i;
                while (i < end && bytes[i] != delimiter) {
                    i++;
                }
                to[count++] = i;
            }
            if (i >= end) {
                return Split.WHOLE;
            }
            i++;
        }
    }

    public int count() {
        return count;
    }

    /** Forgets the last field. */
    public void dropLast() {
        count--;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** {@return where the field begins, blanks before it left out} */
    public int from(int field) {
        var i = from[field];
        while (i < to[field] && bytes[i] == ' ') {
            i++;
        }
        return i;
    }

    /** {@return where the field ends, blanks behind it left out} */
    public int to(int field) {
        var i = to[field];
        while (i > from[field] && bytes[i - 1] == ' ') {
            i--;
        }
        return i;
    }

    public boolean isEmpty(int field) {
        return from(field) >= to(field);
    }

    /** {@return whether the field is exactly this ASCII text} */
    public boolean is(int field, String ascii) {
        var start = from(field);
        var length = ascii.length();
        if (to(field) - start != length) {
            return false;
        }
        for (var i = 0; i < length; i++) {
            if (bytes[start + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** {@return the field to the letter, blanks and all} */
    public String exactly(int field) {
        var text = new String(bytes, from[field], to[field] - from[field], StandardCharsets.UTF_8);
        return quoted[field] ? text.replace("\"\"", "\"") : text;
    }

    /** {@return the field without the blanks around it} */
    public String text(int field) {
        return exactly(field).strip();
    }

    /** {@return the field for a message} */
    public String quote(int field) {
        return Refused.quote(bytes, from(field), to(field));
    }

    private int closingQuote(int start, int end) {
        for (var i = start; i < end; i++) {
            if (bytes[i] == '"') {
                if (i + 1 < end && bytes[i + 1] == '"') {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return -1;
    }

    private void grow() {
        from = Arrays.copyOf(from, count * 2);
        to = Arrays.copyOf(to, count * 2);
        quoted = Arrays.copyOf(quoted, count * 2);
    }
}
