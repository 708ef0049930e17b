package meterside.ingest.block;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Grows as it is written. Numbers are LEB128, so that small ones take one byte; signed ones are zigzag first. */
final class BlockWriter {

    private byte[] bytes = new byte[512];
    private int length;

    void octet(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) value;
    }

    void number(long value) {
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            octet((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        octet((int) rest);
    }

    void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    void text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("text with a NUL cannot be stored, so it cannot be sent");
        }
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        for (var one : encoded) {
            octet(one);
        }
    }

    void instant(Instant instant) {
        signed(instant.getEpochSecond());
        number(instant.getNano());
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
