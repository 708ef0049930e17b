package meterside.portal.unit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** An exact rational number in lowest terms, its denominator positive. */
public record Fraction(BigInteger numerator, BigInteger denominator) {

    public static final Fraction ZERO = of(BigInteger.ZERO);

    public static final Fraction ONE = of(BigInteger.ONE);

    /** @throws IllegalArgumentException if the denominator is not positive */
    public Fraction {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("a denominator is positive");
        }
        var common = numerator.gcd(denominator);
        numerator = numerator.divide(common);
        denominator = denominator.divide(common);
    }

    public static Fraction of(BigInteger whole) {
        return new Fraction(whole, BigInteger.ONE);
    }

    public Fraction plus(Fraction other) {
        return new Fraction(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    public Fraction times(BigInteger whole) {
        return new Fraction(numerator.multiply(whole), denominator);
    }

    /** {@return the nearest whole number, half to the even one} */
    public BigInteger rounded() {
        return denominator.equals(BigInteger.ONE)
                ? numerator
                : new BigDecimal(numerator)
                        .divide(new BigDecimal(denominator), 0, RoundingMode.HALF_EVEN)
                        .toBigIntegerExact();
    }
}
