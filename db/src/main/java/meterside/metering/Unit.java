package meterside.metering;

import java.util.Optional;

/**
 * The units a quantity is stored in. What a feed sends in multiples of these (CCF, KGAL, MCF, Wh) is scaled on the way
 * in; nothing converts from one of these to another in storage.
 */
public enum Unit {
    KILOWATT_HOUR("kWh"),
    KILOVOLT_AMPERE_HOUR("kVAh"),
    KILOVAR_HOUR("kvarh"),
    KILOWATT("kW"),
    US_GALLON("gal"),
    CUBIC_FOOT("ft3"),
    CUBIC_METRE("m3"),
    LITRE("L"),
    THERM("therm");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    /** {@return how the unit is written on the wire and in the database, such as {@code kWh}} */
    public String symbol() {
        return symbol;
    }

    /** {@return the unit written exactly so, or empty: {@code kwh} is not {@code kWh}} */
    public static Optional<Unit> ofSymbol(String symbol) {
        for (var unit : values()) {
            if (unit.symbol.equals(symbol)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }
}
