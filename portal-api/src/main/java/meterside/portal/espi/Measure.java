package meterside.portal.espi;

import java.math.BigInteger;
import meterside.metering.Unit;

/**
 * How the reads of a unit are written in ESPI: {@code value × 10^exponent} of {@code uom}. The finest exponent writes our
 * billionths as they are. It does not follow from the reads of the span asked for: a program that puts two files together
 * must not take one's values for the other's.
 *
 * @param uom ESPI {@code UnitSymbolKind}
 * @param kind ESPI {@code MeasurementKind}
 * @param accumulation ESPI {@code AccumulationKind}
 * @param exponent ESPI {@code UnitMultiplierKind}
 * @param divisor how many billionths of our unit the value counts in
 */
public record Measure(int uom, int kind, int accumulation, int exponent, long divisor) {

    /** The largest of ESPI's {@code Int48}. */
    public static final long LARGEST = 140_737_488_355_327L;

    private static final int ENERGY = 12;
    private static final int DEMAND = 8;
    private static final int VOLUME = 58;
    private static final int DELTA = 4;
    private static final int INDICATING = 6;
    private static final int THOUSAND = 1000;

    /** {@return the finest way to write it} */
    public static Measure of(Unit unit) {
        return switch (unit) {
            case KILOWATT_HOUR -> fine(72, ENERGY, -6);
            case KILOVOLT_AMPERE_HOUR -> fine(71, ENERGY, -6);
            case KILOVAR_HOUR -> fine(73, ENERGY, -6);
            case KILOWATT -> new Measure(38, DEMAND, INDICATING, -6, 1);
            case US_GALLON -> fine(128, VOLUME, -9);
            case CUBIC_FOOT -> fine(119, VOLUME, -9);
            case CUBIC_METRE -> fine(42, VOLUME, -9);
            case LITRE -> fine(134, VOLUME, -9);
            case THERM -> fine(169, ENERGY, -9);
        };
    }

    private static Measure fine(int uom, int kind, int exponent) {
        return new Measure(uom, kind, DELTA, exponent, 1);
    }

    /** {@return the finest way in which amounts up to {@code largest} billionths fit} */
    public Measure for48Bits(BigInteger largest) {
        return largest.divide(BigInteger.valueOf(divisor)).compareTo(BigInteger.valueOf(LARGEST)) <= 0
                ? this
                : new Measure(uom, kind, accumulation, exponent + 3, divisor * THOUSAND).for48Bits(largest);
    }

    /** {@return whether so many billionths can be written without losing a digit} */
    public boolean holds(long billionths) {
        return billionths % divisor == 0 && Math.abs(billionths / divisor) <= LARGEST;
    }

    /**
     * {@return the value to write}
     *
     * @throws IllegalStateException if it would lose a digit: better no file than a wrong one
     */
    public long value(long billionths) {
        if (!holds(billionths)) {
            throw new IllegalStateException("%d / %d is no value of ESPI's".formatted(billionths, divisor));
        }
        return billionths / divisor;
    }
}
