package meterside.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import meterside.metering.Conversion;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;

/**
 * The rule that a local day's use passes a threshold: strictly greater (AL3), once a day (AL7), exact in whatever unit the
 * threshold was set and the reads are stored.
 *
 * <p>The state of a day is {@value #STATE} longs within an array of the caller's: the day with a mark whether it has passed,
 * and the sum in 128 bits, since two reads of the largest size already outgrow 64. Reads are added in their own unit's
 * billionths times a whole weight, so that several units add up without a rounding.
 */
public final class DailyThreshold {

    /** How many longs the state of one day takes. All zero is a state to begin with. */
    public static final int STATE = 3;

    private static final int DAY = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;

    private final Map<Unit, Long> weights = new EnumMap<>(Unit.class);
    private final long scale;
    private final long limitHigh;
    private final long limitLow;
    private final boolean countEstimates;

    /** What a step came to. */
    public enum Outcome {
        /** Nothing to be told. */
        QUIET,
        /** The day's sum is beyond the threshold, for the first time in this day. */
        PASSED,
        /** The read is of a day before the state's: fold that day from what is stored. */
        OLDER
    }

    /**
     * @param threshold billionths of {@code unit}
     * @param units in which the reads are stored
     * @param countEstimates whether estimated reads count
     * @throws IllegalArgumentException if one of them is no measure of the same thing
     */
    public DailyThreshold(long threshold, Unit unit, Collection<Unit> units, boolean countEstimates) {
        this.countEstimates = countEstimates;
        var common = BigInteger.ONE;
        for (var of : units) {
            var below = BigInteger.valueOf(conversion(of, unit).denominator());
            common = common.divide(common.gcd(below)).multiply(below);
        }
        for (var of : units) {
            var one = conversion(of, unit);
            weights.put(
                    of,
                    common.divide(BigInteger.valueOf(one.denominator()))
                            .multiply(BigInteger.valueOf(one.numerator()))
                            .longValueExact());
        }
        scale = common.longValueExact();
        limitHigh = Math.multiplyHigh(threshold, scale);
        limitLow = threshold * scale;
    }

    private static Conversion conversion(Unit from, Unit to) {
        return Conversion.between(from, to)
                .orElseThrow(() -> new IllegalArgumentException("%s is no %s".formatted(from, to)));
    }

    /** {@return whether a read of this quality counts: what nobody measured only if the customer wants it to} */
    public boolean counts(ReadingQuality quality) {
        return countEstimates || (quality != ReadingQuality.ESTIMATED && quality != ReadingQuality.FORECAST);
    }

    /**
     * {@return what reads in this unit are multiplied by}
     *
     * @throws IllegalArgumentException if the rule was not made for it
     */
    public long weight(Unit unit) {
        var weight = weights.get(unit);
        if (weight == null) {
            throw new IllegalArgumentException("this rule adds up no " + unit);
        }
        return weight;
    }

    /** One read of a day comes, and nothing goes. */
    public Outcome step(long[] states, int at, int day, long weight, long billionths, ReadingQuality quality) {
        var known = (int) (states[at + DAY] >> 1);
        if (day < known) {
            return Outcome.OLDER;
        }
        if (day > known) {
            begin(states, at, day);
        }
        if (!counts(quality)) {
            return Outcome.QUIET;
        }
        add(states, at, weight, billionths);
        return settle(states, at) ? Outcome.PASSED : Outcome.QUIET;
    }

    /** Begins a day with nothing. */
    public void begin(long[] states, int at, int day) {
        states[at + DAY] = (long) day << 1;
        states[at + HIGH] = 0;
        states[at + LOW] = 0;
    }

    /** Adds what counts. What goes again is added with the opposite sign. */
    public void add(long[] states, int at, long weight, long billionths) {
        var low = states[at + LOW] + billionths * weight;
        var carry = Long.compareUnsigned(low, states[at + LOW]) < 0 ? 1 : 0;
        states[at + LOW] = low;
        states[at + HIGH] += Math.multiplyHigh(billionths, weight) + carry;
    }

    /** {@return whether the day has passed the threshold just now} Asked when all that came at one instant is added. */
    public boolean settle(long[] states, int at) {
        if ((states[at + DAY] & 1) != 0 || !isBeyond(states, at)) {
            return false;
        }
        states[at + DAY] |= 1;
        return true;
    }

    /** {@return whether the sum is greater than the threshold} */
    public boolean isBeyond(long[] states, int at) {
        var high = states[at + HIGH];
        return high > limitHigh || (high == limitHigh && Long.compareUnsigned(states[at + LOW], limitLow) > 0);
    }

    /** {@return the sum in billionths of the threshold's unit, half-even} */
    public BigInteger sum(long[] states, int at) {
        var low = BigInteger.valueOf(states[at + LOW] >>> 1).shiftLeft(1).or(BigInteger.valueOf(states[at + LOW] & 1));
        var weighted =
                BigInteger.valueOf(states[at + HIGH]).shiftLeft(Long.SIZE).or(low);
        return new BigDecimal(weighted)
                .divide(BigDecimal.valueOf(scale), 0, RoundingMode.HALF_EVEN)
                .toBigInteger();
    }
}
