package meterside.alerts.sender;

import java.util.Locale;

/** A way to reach someone. */
public enum Medium {
    EMAIL,
    SMS;

    /** {@return the word used in the database, such as {@code sms}} */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Medium of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
