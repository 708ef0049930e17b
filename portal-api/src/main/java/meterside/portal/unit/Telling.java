package meterside.portal.unit;

import java.math.BigInteger;

/**
 * Tells exact sums that follow one another, each within a billionth of what it is, so that those told add up to the whole told: what
 * rounding leaves over is carried to the next. Borders of days are borders of hours, so what is told finer adds up to what is told
 * wider, as far as both begin at the same place (rules TM4, UN4). One telling is for one answer, in order.
 */
public final class Telling {

    private Fraction exact = Fraction.ZERO;
    private BigInteger told = BigInteger.ZERO;

    /**
     * {@return the next sum in whole billionths}
     *
     * @param billionths exactly
     */
    public BigInteger next(Fraction billionths) {
        exact = exact.plus(billionths);
        var before = told;
        told = exact.rounded();
        return told.subtract(before);
    }
}
