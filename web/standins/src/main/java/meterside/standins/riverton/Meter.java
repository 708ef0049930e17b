package meterside.standins.riverton;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import meterside.standins.riverton.Home.Service;
import meterside.standins.riverton.Home.WaterMeter;
import org.jspecify.annotations.Nullable;

/**
 * A meter in a home. Amounts are thousandths of its unit.
 *
 * @param number 1 for the home's first meter of this service, 2 for the one that replaced it
 * @param to when it was removed, if it was
 */
public record Meter(
        Home home,
        Service service,
        int number,
        Instant from,
        @Nullable Instant to) {

    /** Which way what is counted goes, as the customer's side of the meter calls it. */
    public enum Flow {
        DELIVERED,
        RECEIVED
    }

    public boolean isBeacon() {
        return service == Service.WATER && home.water() == WaterMeter.BEACON;
    }

    public String feed() {
        return isBeacon() ? "beacon" : "cmep";
    }

    public List<Flow> flows() {
        return home.solar() && service == Service.ELECTRICITY
                ? List.of(Flow.DELIVERED, Flow.RECEIVED)
                : List.of(Flow.DELIVERED);
    }

    public String maker() {
        return switch (service) {
            case ELECTRICITY -> "Northgrid";
            case WATER -> isBeacon() ? "BADGER" : "Aquaflo";
            case GAS -> "Meridian";
        };
    }

    public String serial() {
        var prefix =
                switch (service) {
                    case ELECTRICITY -> "E510";
                    case WATER -> isBeacon() ? "1470" : "B720";
                    case GAS -> "G330";
                };
        return "%s%02d%02d".formatted(prefix, home.id(), number);
    }

    /** The radio's own number, by which BEACON knows the meter and CMEP's receiver does not. */
    public String radio() {
        return "%s%d%02d%02d".formatted(isBeacon() ? "1306" : "1517", service.number(), home.id(), number);
    }

    /** {@return CMEP's units of the interval reads} */
    public String units(Flow flow) {
        return switch (service) {
            case ELECTRICITY -> flow == Flow.DELIVERED ? "KWH" : "GKWH";
            case WATER -> home.water() == WaterMeter.CUBIC_FEET ? "CF" : "GAL";
            case GAS -> "THERM";
        };
    }

    /** {@return our feed's key for the interval reads} */
    public String intervalKey(Flow flow) {
        return isBeacon() ? radio() + ":flow" : "%s:%s:%s".formatted(serial(), service.letter(), units(flow));
    }

    /** {@return our feed's key for the register} */
    public String registerKey(Flow flow) {
        return isBeacon() ? radio() + ":read" : intervalKey(flow) + "REG";
    }

    /** {@return the unit of the interval reads, as stored} */
    public String unit() {
        return switch (service) {
            case ELECTRICITY -> "kWh";
            case WATER -> home.water() == WaterMeter.CUBIC_FEET ? "ft3" : "gal";
            case GAS -> "therm";
        };
    }

    /** {@return the unit of the register: BEACON sends gallons, and beside them a counter of cubic feet} */
    public String registerUnit() {
        return isBeacon() ? "ft3" : unit();
    }

    public int dials() {
        return 6;
    }

    /** {@return the smallest step of the register, thousandths} */
    public long step() {
        return isBeacon() ? 1000 : Usage.step(this);
    }

    /** {@return the most that can pass in an hour, whole units of the register} */
    public int flowLimit() {
        return switch (service) {
            case ELECTRICITY -> 48;
            case WATER -> registerUnit().equals("ft3") ? 160 : 1200;
            case GAS -> 4;
        };
    }

    /** {@return what the register showed when the meter was installed; water meters are older than their radios} */
    public long startRegister(Flow flow) {
        if (service != Service.WATER || flow == Flow.RECEIVED) {
            return 0;
        }
        return home.equals(Home.ROLLS_OVER) ? 947_113_000L : 1000L * (20_000 + 7_919L * home.id());
    }

    /** {@return what the register shows after so much has passed: in its unit, by its step, rolling over at its dials} */
    public long register(Flow flow, long passed) {
        var counted = isBeacon() ? Math.floorDiv(passed * 231, 1728L) : passed;
        var shown = (startRegister(flow) + counted) % 1_000_000_000L;
        return shown - shown % step();
    }

    /** {@return thousandths as a plain decimal} */
    public static String decimal(long thousandths) {
        var value = BigDecimal.valueOf(thousandths, 3).stripTrailingZeros();
        return (value.scale() < 0 ? value.setScale(0) : value).toPlainString();
    }
}
