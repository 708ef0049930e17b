package meterside.metering;

import static java.math.RoundingMode.HALF_EVEN;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/**
 * How many of one unit another is, as an exact fraction in lowest terms: a cubic foot is 576/77 (1728/231) US gallons
 * (rule UN1). Applied once, to a sum: intervals are never converted one by one.
 */
public record Conversion(long numerator, long denominator) {

    /** A billionth of a litre each; the gallon of 231 and the foot of 1728 cubic inches, the inch of 25.4 mm. */
    private static final Map<Unit, Long> BILLIONTHS_OF_A_LITRE = Map.of(
            Unit.US_GALLON, 3_785_411_784L,
            Unit.CUBIC_FOOT, 28_316_846_592L,
            Unit.CUBIC_METRE, 1_000_000_000_000L,
            Unit.LITRE, 1_000_000_000L);

    public Conversion {
        if (numerator <= 0 || denominator <= 0) {
            throw new IllegalArgumentException("a unit is a positive fraction of another");
        }
        var common = BigInteger.valueOf(numerator)
                .gcd(BigInteger.valueOf(denominator))
                .longValue();
        numerator /= common;
        denominator /= common;
    }

    /** {@return how many {@code to} one {@code from} is, or empty: a therm is no volume, whatever the gas} */
    public static Optional<Conversion> between(Unit from, Unit to) {
        if (from == to) {
            return Optional.of(new Conversion(1, 1));
        }
        var above = BILLIONTHS_OF_A_LITRE.get(from);
        var below = BILLIONTHS_OF_A_LITRE.get(to);
        return above == null || below == null ? Optional.empty() : Optional.of(new Conversion(above, below));
    }

    /** {@return the sum in the other unit, half-even to a billionth of it} */
    public BigInteger apply(BigInteger billionths) {
        return new BigDecimal(billionths.multiply(BigInteger.valueOf(numerator)))
                .divide(BigDecimal.valueOf(denominator), 0, HALF_EVEN)
                .toBigInteger();
    }
}
