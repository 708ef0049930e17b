package meterside.alerts.sender;

import java.util.Locale;

/** What is wrong with an address for good, until it is verified anew. */
public enum Trouble {
    BOUNCED,
    INVALID,
    OPTED_OUT,
    WRONG_NUMBER;

    /** {@return the word used in the database, such as {@code opted-out}} */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
