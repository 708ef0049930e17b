package meterside.portal.wish;

import java.util.Locale;

/** Where the wish comes from. */
public enum Origin {
    /** Somebody signed in, on our pages. */
    PAGE,
    /** Somebody with an account's number and a second fact. */
    GUEST,
    /** A standing order. */
    AUTOPAY,
    /** Somebody signed in, for a day ahead. */
    SCHEDULED,
    /** A clerk. */
    COUNTER;

    /** {@return as it is stored and told} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Origin of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
