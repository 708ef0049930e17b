package meterside.portal.unit;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meterside.metering.Conversion;
import meterside.metering.Unit;
import org.jspecify.annotations.Nullable;

/**
 * A unit to tell sums in: so many of one that is stored (rule UN1). A hundred cubic feet are a CCF, a thousand gallons a KGAL.
 *
 * @param symbol how it is written on the wire
 * @param of null for one that the registry names and nobody knows: it is told as it is stored
 * @param numerator over {@code denominator}: how many {@code of} one of it is
 */
public record Measure(String symbol, @Nullable Unit of, long numerator, long denominator) {

    private static final List<Measure> ALL = Stream.concat(
                    Arrays.stream(Unit.values()).map(unit -> new Measure(unit.symbol(), unit, 1, 1)),
                    Stream.of(
                            new Measure("Wh", Unit.KILOWATT_HOUR, 1, 1000),
                            new Measure("MWh", Unit.KILOWATT_HOUR, 1000, 1),
                            new Measure("CCF", Unit.CUBIC_FOOT, 100, 1),
                            new Measure("MCF", Unit.CUBIC_FOOT, 1000, 1),
                            new Measure("KGAL", Unit.US_GALLON, 1000, 1)))
            .toList();

    /**
     * {@return the unit that was asked for}
     *
     * @param symbol null asks for none: each sum stays in the unit its reads are stored in
     * @throws UnitUnknown if it is none
     */
    public static Optional<Measure> asked(@Nullable String symbol) {
        if (symbol == null) {
            return Optional.empty();
        }
        return Optional.of(ALL.stream()
                .filter(one -> one.symbol.equals(symbol))
                .findFirst()
                .orElseThrow(
                        () -> new UnitUnknown(ALL.stream().map(Measure::symbol).collect(Collectors.joining(", ")))));
    }

    /**
     * {@return the unit that reads in {@code stored} are told in if {@code asked} was asked for}
     *
     * @param stored the symbol of a unit that is stored
     * @throws UnitForeign if what is stored is no multiple of it, whatever was measured: a therm is no volume
     */
    public static Measure of(String stored, Optional<Measure> asked) {
        var told = asked.orElse(new Measure(stored, Unit.ofSymbol(stored).orElse(null), 1, 1));
        told.factor(stored);
        return told;
    }

    /**
     * {@return how many of this one of the unit is that reads are stored in}
     *
     * @throws UnitForeign if they measure different things
     */
    public Fraction factor(String stored) {
        return from(stored).orElseThrow(UnitForeign::new);
    }

    /** {@return whether what is stored in the unit can be told in this one} */
    public boolean fits(String stored) {
        return from(stored).isPresent();
    }

    /** {@return how many of this one of the other is, in lowest terms, or empty if they measure different things} */
    private Optional<Fraction> from(String stored) {
        if (symbol.equals(stored)) {
            return Optional.of(Fraction.ONE);
        }
        var own = of;
        return own == null
                ? Optional.empty()
                : Unit.ofSymbol(stored)
                        .flatMap(other -> Conversion.between(other, own))
                        .map(conversion -> new Fraction(
                                BigInteger.valueOf(conversion.numerator()).multiply(BigInteger.valueOf(denominator)),
                                BigInteger.valueOf(conversion.denominator()).multiply(BigInteger.valueOf(numerator))));
    }
}
