package meterside.portal.gateway;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Amounts of money in settings, such as {@code 25.00}. */
public final class Dollars {

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,2})?");

    private Dollars() {}

    /**
     * {@return the amount in cents}
     *
     * @param setting its name, for the message
     * @throws IllegalStateException if it is not an amount of whole cents
     */
    public static long cents(String setting, String amount) {
        if (!AMOUNT.matcher(amount.strip()).matches()) {
            throw new IllegalStateException("%s is an amount such as 25.00".formatted(setting));
        }
        return new BigDecimal(amount.strip()).movePointRight(2).longValueExact();
    }
}
