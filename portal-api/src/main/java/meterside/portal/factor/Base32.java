package meterside.portal.factor;

import java.math.BigInteger;
import java.util.Locale;

/** RFC 4648 without padding, for bytes that need none: apps take their secret so, and it has no letters that look alike. */
final class Base32 {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /** @param bytes a multiple of five of them */
    static String of(byte[] bytes) {
        var text = new StringBuilder();
        var number = new BigInteger(1, bytes);
        for (var place = bytes.length * Byte.SIZE / BITS - 1; place >= 0; place--) {
            text.append(LETTERS.charAt(number.shiftRight(place * BITS).intValue() & 31));
        }
        return text.toString();
    }

    /** {@return what was typed without spaces and hyphens, in capitals} */
    static String plain(String typed) {
        return typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }
}
