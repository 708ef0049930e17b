package meterside.portal.books;

import java.util.Locale;

/** Where money is or comes from: the two sides of every entry. */
public enum Book {
    /** What customers owe, charge by charge. */
    RECEIVABLE,
    /** A customer's credit that no charge has taken yet. */
    UNAPPLIED,
    /** What was charged for. */
    REVENUE,
    /** In the drawer at the counter. */
    CASH,
    /** Convenience fees. */
    FEES,
    /** At the payment provider, or on its way from there. */
    CLEARING,
    /** Given up. */
    WRITE_OFF;

    /** {@return as it is stored, such as {@code write-off}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the book of this word} */
    public static Book of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
