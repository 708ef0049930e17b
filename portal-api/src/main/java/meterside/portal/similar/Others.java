package meterside.portal.similar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import meterside.portal.similar.Similar.Told;
import meterside.portal.similar.Similar.Why;
import meterside.portal.unit.Fraction;

/**
 * What may be told of similar homes, and how (rule SC9).
 *
 * <p><b>The average, not the middle one.</b> The middle of an odd number of homes is the use of one of them, to the last digit. A sum of at least
 * fifteen customers, none with more than 15 % of it, is what the rule was made for, and the largest part it allows is also what
 * keeps one home from pulling the average away.
 *
 * <p><b>Customers are counted, not homes</b>: fifteen flats of one landlord are one customer. Who used nothing hides nobody and is not
 * counted either, though their homes are averaged; so an average of nought is never told.
 *
 * <p><b>Nothing to take the difference of.</b> Two sums that differ by one home give its use away. So there are whole months only, no spans that
 * overlap, one division into classes and sizes and no sum over several of them. A month is told when its late reads have had their time to
 * come, since while they come homes become whole one after another. What still comes later, and that each neighbour's own home is missing from
 * their answer alone, is met by telling less: the average is rounded, once, to two figures, and how many they are is told by steps. A step of the second
 * figure is at least a hundredth of the average, and of fifteen homes or more: two answers leave open what one home used by 15 % of an average
 * one at the very least, to someone who knows the number that is not told.
 */
final class Others {

    private static final MathContext TWO_FIGURES = new MathContext(2, RoundingMode.HALF_EVEN);

    /** Numbers of customers that are told; which of them is reached says little of the next one who comes. */
    private static final int[] STEPS = {500, 100, 50};

    private Others() {}

    /**
     * One home's month.
     *
     * @param account whose it was, all month
     * @param used exact, in billionths of the unit that is told
     */
    record Home(long account, Fraction used) {}

    /** {@return what is told to that account of all homes but its own} */
    static Told told(List<Home> homes, long account, Discretion discretion) {
        var others = homes.stream().filter(home -> home.account() != account).toList();
        var byAccount = new HashMap<Long, Fraction>();
        for (var home : others) {
            byAccount.merge(home.account(), home.used(), Fraction::plus);
        }
        var parts = byAccount.values().stream()
                .filter(part -> part.numerator().signum() != 0)
                .toList();
        if (discretion.isTooFew(parts.size())) {
            return new Told.Nothing(Why.TOO_FEW);
        }
        var sizes = sizes(parts);
        var whole = sizes.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (sizes.stream().anyMatch(size -> discretion.isTooLarge(size, whole))) {
            return new Told.Nothing(Why.ONE_TOO_LARGE);
        }
        var sum = others.stream().map(Home::used).reduce(Fraction.ZERO, Fraction::plus);
        return new Told.About(about(sum, others.size()), atLeast(parts.size(), discretion));
    }

    /** {@return how large each is, without its sign, over one denominator} What is sent to the grid may be negative. */
    private static List<BigInteger> sizes(List<Fraction> parts) {
        var common = parts.stream().map(Fraction::denominator).reduce(BigInteger.ONE, (one, other) -> one.divide(
                        one.gcd(other))
                .multiply(other));
        return parts.stream()
                .map(part -> part.numerator()
                        .multiply(common.divide(part.denominator()))
                        .abs())
                .toList();
    }

    /** {@return the average in units, written without an exponent and without noughts at its end} */
    private static BigDecimal about(Fraction billionths, int homes) {
        var about = new BigDecimal(billionths.numerator())
                .divide(new BigDecimal(billionths.denominator().multiply(BigInteger.valueOf(homes))), TWO_FIGURES)
                .movePointLeft(9)
                .stripTrailingZeros();
        return about.scale() < 0 ? about.setScale(0) : about;
    }

    private static int atLeast(int customers, Discretion discretion) {
        return IntStream.of(STEPS)
                .filter(step -> step <= customers && step > discretion.fewest())
                .findFirst()
                .orElse(discretion.fewest());
    }
}
