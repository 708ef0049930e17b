package meterside.alerts.words;

import java.time.ZoneId;

/**
 * Who speaks.
 *
 * @param name as every message begins, such as Riverton Utilities; at most 30 characters, so that a text stays one
 * @param phone where people answer
 * @param site address of the portal without a slash at its end; empty if it is not known
 * @param zone in which times are told that come without the reader's own
 */
public record City(String name, String phone, String site, ZoneId zone) {

    public static final int LONGEST_NAME = 30;
    public static final int LONGEST_PHONE = 16;

    public City {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "METERSIDE_CITY_NAME has 1 to %d characters, not %d".formatted(LONGEST_NAME, name.length()));
        }
        if (phone.length() > LONGEST_PHONE) {
            throw new IllegalArgumentException(
                    "METERSIDE_CITY_PHONE has at most %d characters".formatted(LONGEST_PHONE));
        }
    }
}
