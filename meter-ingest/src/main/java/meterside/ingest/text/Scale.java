package meterside.ingest.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import meterside.metering.Quantity;
import meterside.metering.Unit;

/**
 * Turns a feed's decimal into whole billionths of our unit, exactly, or says in words why it cannot. Everything that
 * scales it (CCF is 100 ft³, a multiplier in the record) is applied here, once.
 */
public final class Scale {

    private static final int MOST_DIGITS = 18;
    private static final int LONGEST = 60;
    private static final long[] POWERS = powers();
    private static final long LIMIT = Quantity.LIMIT_UNITS * POWERS[9];

    private final Unit unit;
    private final BigDecimal times;

    /** By number of decimals, the billionths in one of the last digit; 0 where that is not a whole number. */
    private final long[] perLastDigit = new long[MOST_DIGITS + 1];

    /** By number of decimals, the most that the digits may make, taken for a whole number; -1 for the long way round. */
    private final long[] most = new long[MOST_DIGITS + 1];

    public Scale(Unit unit, BigDecimal times) {
        this.unit = unit;
        this.times = times;
        var whole = wholeBillionths(times);
        for (var decimals = 0; decimals <= MOST_DIGITS; decimals++) {
            perLastDigit[decimals] = whole % POWERS[decimals] == 0 ? whole / POWERS[decimals] : 0;
            most[decimals] = perLastDigit[decimals] == 0 ? -1 : LIMIT / perLastDigit[decimals];
        }
    }

    public Unit unit() {
        return unit;
    }

    /**
     * {@return the value in billionths; minus nought is nought}
     *
     * @throws Refused if it is not a decimal number, is beyond 4,000,000,000 units, or needs more than nine decimals
     */
    public long billionths(byte[] bytes, int from, int to) throws Refused {
        var i = from;
        var negative = i < to && bytes[i] == '-';
        if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
            i++;
        }
        var digits = 0;
        var decimals = -1;
        var mantissa = 0L;
        for (; i < to; i++) {
            var c = bytes[i];
            if (c >= '0' && c <= '9' && digits < MOST_DIGITS) {
                mantissa = mantissa * 10 + (c - '0');
                digits++;
                decimals += decimals >= 0 ? 1 : 0;
            } else if (c == '.' && decimals < 0) {
                decimals = 0;
            } else {
                return slowly(bytes, from, to);
            }
        }
        var fraction = Math.max(decimals, 0);
        if (digits == 0 || mantissa > most[fraction]) {
            return slowly(bytes, from, to);
        }
        var billionths = mantissa * perLastDigit[fraction];
        return negative ? -billionths : billionths;
    }

    private long slowly(byte[] bytes, int from, int to) throws Refused {
        var text = Refused.quote(bytes, from, to);
        BigDecimal value;
        try {
            if (to - from > LONGEST) {
                throw new NumberFormatException("longer than any reading");
            }
            value = new BigDecimal(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        } catch (NumberFormatException notANumber) {
            throw new Refused("not-a-number", "The value '%s' is not a decimal number.".formatted(text));
        }
        if (value.signum() != 0 && (beyond(value.precision(), value.scale()) || beyondLimit(value))) {
            throw new Refused("too-large", "The value %s is beyond 4,000,000,000 %s.".formatted(text, unit.symbol()));
        }
        try {
            return value.multiply(times).movePointRight(9).longValueExact();
        } catch (ArithmeticException inexact) {
            throw new Refused(
                    "too-precise", "The value %s needs more than nine decimals in %s.".formatted(text, unit.symbol()));
        }
    }

    /** Looked at before any arithmetic: {@code 1e999999999} must not be written out. */
    private static boolean beyond(int precision, int scale) {
        return (long) precision - scale > LONGEST;
    }

    private boolean beyondLimit(BigDecimal value) {
        return value.scale() <= LONGEST
                && value.multiply(times).abs().compareTo(BigDecimal.valueOf(Quantity.LIMIT_UNITS)) > 0;
    }

    private static long wholeBillionths(BigDecimal times) {
        try {
            return times.movePointRight(9).setScale(0, RoundingMode.UNNECESSARY).longValueExact();
        } catch (ArithmeticException notWhole) {
            return 0;
        }
    }

    private static long[] powers() {
        var powers = new long[MOST_DIGITS + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
