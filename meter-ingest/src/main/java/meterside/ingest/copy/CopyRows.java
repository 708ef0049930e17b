package meterside.ingest.copy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows as {@code copy … from stdin (format binary)} takes them. Fields are written in the order of the columns; what a
 * field is, the database believes, so each must be written as its column's type.
 */
public final class CopyRows {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    /** PostgreSQL counts from 2000-01-01T00:00Z. */
    static final long EPOCH_MICROS = 946_684_800_000_000L;

    private static final long EPOCH_DAY = 10_957;
    private static final BigInteger TEN_THOUSAND = BigInteger.valueOf(10_000);

    private final int columns;
    private byte[] bytes = new byte[8192];
    private int length;
    private int rows;

    public CopyRows(int columns) {
        this.columns = columns;
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        length = HEADER.length;
    }

    /** Begins the next row. */
    public CopyRows row() {
        rows++;
        room(2);
        put2(columns);
        return this;
    }

    /** {@return how many rows were begun} */
    public int rows() {
        return rows;
    }

    public CopyRows int8(long value) {
        room(12);
        put4(8);
        put8(value);
        return this;
    }

    public CopyRows int4(int value) {
        room(8);
        put4(4);
        put4(value);
        return this;
    }

    public CopyRows int2(int value) {
        room(6);
        put4(2);
        put2(value);
        return this;
    }

    /** Writes a timestamptz. */
    public CopyRows micros(long sinceUnixEpoch) {
        return int8(sinceUnixEpoch - EPOCH_MICROS);
    }

    /** Writes a timestamptz, cut to the microsecond. */
    public CopyRows instant(@Nullable Instant instant) {
        return instant == null ? nothing() : micros(Micros.of(instant));
    }

    public CopyRows date(LocalDate day) {
        return int4((int) (day.toEpochDay() - EPOCH_DAY));
    }

    public CopyRows text(@Nullable String text) {
        if (text == null) {
            return nothing();
        }
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        room(4 + encoded.length);
        put4(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        return this;
    }

    public CopyRows bytes(byte @Nullable [] value) {
        if (value == null) {
            return nothing();
        }
        room(4 + value.length);
        put4(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /** Writes a whole numeric: its digits to the base of ten thousand, greatest first. */
    public CopyRows numeric(BigInteger value) {
        var digits = new ArrayDeque<Integer>();
        for (var rest = value.abs(); rest.signum() != 0; rest = rest.divide(TEN_THOUSAND)) {
            digits.push(rest.mod(TEN_THOUSAND).intValue());
        }
        room(12 + 2 * digits.size());
        put4(8 + 2 * digits.size());
        put2(digits.size());
        put2(digits.size() - 1);
        put2(value.signum() < 0 ? 0x4000 : 0);
        put2(0);
        digits.forEach(this::put2);
        return this;
    }

    public CopyRows nothing() {
        room(4);
        put4(-1);
        return this;
    }

    /** {@return all of it, with the trailer; nothing may be written after} */
    public InputStream stream() {
        room(2);
        put2(-1);
        return new ByteArrayInputStream(bytes, 0, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private void put2(int value) {
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    private void put4(int value) {
        put2(value >> 16);
        put2(value);
    }

    private void put8(long value) {
        put4((int) (value >> 32));
        put4((int) value);
    }
}
