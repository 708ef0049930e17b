package meterside.journeys;

import java.util.Locale;

/** Amounts as the pages write them, which is the same in both languages, and back. */
final class Dollars {

    private Dollars() {}

    /** {@return such as $1,083.14} @param cents not negative */
    static String of(long cents) {
        return "$" + String.format(Locale.ROOT, "%,d.%02d", cents / 100, cents % 100);
    }

    /** {@return such as 1083.14, as it is typed} @param cents not negative */
    static String typed(long cents) {
        return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
    }

    /** {@return the cents of such as -$1,083.14} */
    static long cents(String text) {
        var size = Long.parseLong(text.replaceAll("[^0-9]", ""));
        return text.strip().matches("[-\u2212].*") ? -size : size;
    }
}
