package meterside.ingest.block;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads what {@link BlockWriter} wrote, and believes nothing: every wrong byte is an {@link IllegalArgumentException}. */
final class BlockReader {

    private final byte[] bytes;
    private int at;

    BlockReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int octet() {
        if (at == bytes.length) {
            throw new IllegalArgumentException("the block ends too soon");
        }
        return bytes[at++] & 0xFF;
    }

    long number() {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7) {
            var octet = octet();
            if (shift == 63 && octet > 1) {
                break;
            }
            value |= (long) (octet & 0x7F) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }

    long signed() {
        var value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** {@return a number from {@code least} to {@code most}} */
    int number(int least, int most) {
        var value = number();
        if (value < least || value > most) {
            throw new IllegalArgumentException("%d is not between %d and %d".formatted(value, least, most));
        }
        return (int) value;
    }

    String text() {
        var length = number(0, bytes.length);
        if (length > bytes.length - at) {
            throw new IllegalArgumentException("the block ends within a text");
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, at, length))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("text with a NUL");
            }
            at += length;
            return text;
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("text that is not UTF-8", malformed);
        }
    }

    Instant instant() {
        var seconds = signed();
        var nanos = number(0, 999_999_999);
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException beyond) {
            throw new IllegalArgumentException("an instant beyond all times", beyond);
        }
    }

    void end() {
        if (at != bytes.length) {
            throw new IllegalArgumentException("%d bytes after the end of the block".formatted(bytes.length - at));
        }
    }
}
