package meterside.metering;

import static java.lang.Math.addExact;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact amount of a commodity, such as 1.25 kWh.
 *
 * <p>Whole billionths of the unit, so that sums of a year of reads are exact. Negative amounts are legal: a net meter
 * reports energy sent back to the grid as negative.
 *
 * @param billionths of {@code unit}; never rounded
 * @param unit the unit the quantity is stored in
 */
public record Quantity(long billionths, Unit unit) {

    /** No single read is larger than this many units, either way; a larger one is a broken record. */
    public static final long LIMIT_UNITS = 4_000_000_000L;

    private static final int BILLION = 1_000_000_000;

    /**
     * {@return the sum, in the same unit}
     *
     * @throws IllegalArgumentException if {@code other} is in another unit; nothing converts silently
     * @throws ArithmeticException if the sum exceeds 2⁶³−1 billionths
     */
    public Quantity plus(Quantity other) {
        if (unit != other.unit) {
            throw new IllegalArgumentException("cannot add %s to %s".formatted(other.unit.symbol(), unit.symbol()));
        }
        return new Quantity(addExact(billionths, other.billionths), unit);
    }

    /**
     * {@return the amount, exact}
     *
     * @param amount at most nine decimals
     * @throws ArithmeticException if it has more than nine decimals or is beyond {@link #LIMIT_UNITS}
     */
    public static Quantity of(BigDecimal amount, Unit unit) {
        if (amount.abs().compareTo(BigDecimal.valueOf(LIMIT_UNITS)) > 0) {
            throw new ArithmeticException(amount.toPlainString() + " is beyond " + LIMIT_UNITS);
        }
        return new Quantity(amount.movePointRight(9).longValueExact(), unit);
    }

    /** {@return the amount as a plain decimal without trailing zeros, such as {@code 312.5}} */
    public String toDecimal() {
        var text = new StringBuilder();
        append(text, billionths);
        return text.toString();
    }

    /** Writes so many billionths as {@link #decimal} does, digit by digit: a file has hundreds of thousands of them. */
    public static void append(StringBuilder text, long billionths) {
        var whole = billionths / BILLION;
        var rest = Math.abs((int) (billionths % BILLION));
        if (billionths < 0 && whole == 0) {
            text.append('-');
        }
        text.append(whole);
        if (rest > 0) {
            text.append('.');
        }
        for (var place = BILLION / 10; rest > 0; place /= 10) {
            text.append((char) ('0' + rest / place));
            rest %= place;
        }
    }

    /** {@return so many billionths as a plain decimal without trailing zeros; for sums that outgrow a {@code long}} */
    public static String decimal(BigInteger billionths) {
        if (billionths.bitLength() < Long.SIZE) {
            var text = new StringBuilder();
            append(text, billionths.longValue());
            return text.toString();
        }
        var value = new BigDecimal(billionths, 9).stripTrailingZeros();
        return (value.scale() < 0 ? value.setScale(0) : value).toPlainString();
    }
}
