package meterside.ingest.copy;

import java.nio.ByteBuffer;

/**
 * The fields of one row as {@code copy … to stdout (format binary)} sends them, in the order of the columns. What a
 * field is, the caller knows; none may be null.
 */
public final class CopyFields {

    private static final int HEADER_LENGTH = 19;

    private final ByteBuffer message;
    private final int columns;

    /** @param message as the driver gives it; the first one begins with the header, the last one holds no row */
    public CopyFields(byte[] message) {
        this.message = ByteBuffer.wrap(message);
        if (message.length > 2 && message[0] == 'P') {
            this.message.position(HEADER_LENGTH);
        }
        columns = this.message.getShort();
    }

    /** {@return whether there is a row; there is none in the last message} */
    public boolean isRow() {
        return columns >= 0;
    }

    public long int8() {
        length(8);
        return message.getLong();
    }

    public int int4() {
        length(4);
        return message.getInt();
    }

    public int int2() {
        length(2);
        return message.getShort();
    }

    /** {@return a timestamptz as microseconds since 1970} */
    public long micros() {
        return int8() + CopyRows.EPOCH_MICROS;
    }

    private void length(int expected) {
        var length = message.getInt();
        if (length != expected) {
            throw new IllegalStateException("a field of %d bytes where %d were expected".formatted(length, expected));
        }
    }
}
