package meterside.standins.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import meterside.standins.billing.Bill.Counted;
import meterside.standins.billing.Bill.Line;
import meterside.standins.billing.Bill.Said;
import meterside.standins.riverton.Home;
import org.jspecify.annotations.Nullable;

/**
 * What Riverton charges, made up. A fixed charge is prorated by days (rule RB2); the steps of a price are not, a boundary belongs to the
 * lower step, and the steps add up to the quantity (RB5, RB6).
 *
 * @param days that are billed, of so many that the month has
 */
record Tariff(Home home, int days, int ofDays) {

    private static final Said FIXED = new Said("Customer charge", "Cargo fijo");

    /** Up to so much of the unit, at this price; the last step has no end. */
    private record Step(@Nullable String upTo, String price) {}

    private boolean isSchool() {
        return home.kind() == Home.Kind.SCHOOL;
    }

    List<Line> electricity(Counted counted) {
        var lines = new ArrayList<Line>();
        lines.add(fixed(isSchool() ? "38.00" : "9.75"));
        lines.addAll(
                isSchool()
                        ? steps(counted, "kWh", "kWh", new Step(null, "0.1142"))
                        : steps(counted, "kWh", "kWh", new Step("500", "0.1034"), new Step(null, "0.1287")));
        lines.add(priced(new Said("Fuel adjustment", "Ajuste por combustible"), decimal(counted), "kWh", "0.0186"));
        return lines;
    }

    /** What the sun brought in is taken off, at less than it costs (rule RB16). */
    static List<Line> sentToTheGrid(Counted counted) {
        return List.of(priced(
                new Said("Energy you sent to the grid", "Energía que usted envió a la red"),
                decimal(counted),
                "kWh",
                "0.0520"));
    }

    List<Line> gas(Counted counted) {
        var lines = new ArrayList<Line>();
        lines.add(fixed(isSchool() ? "45.00" : "12.40"));
        lines.addAll(steps(counted, "therms", "termias", new Step("40", "0.9120"), new Step(null, "0.8450")));
        return lines;
    }

    List<Line> water(Counted counted) {
        var lines = new ArrayList<Line>();
        lines.add(fixed(isSchool() ? "61.00" : "13.80"));
        lines.addAll(
                counted.unit().equals("gal")
                        ? steps(
                                counted,
                                "gallons",
                                "galones",
                                new Step("3000", "0.0046"),
                                new Step("8000", "0.0061"),
                                new Step(null, "0.0089"))
                        : steps(
                                counted,
                                "cubic feet",
                                "pies cúbicos",
                                new Step("400", "0.0344"),
                                new Step("1070", "0.0456"),
                                new Step(null, "0.0666")));
        return lines;
    }

    /** By the water that came in. */
    List<Line> sewer(Counted water) {
        var byWater = new Said("By the water used", "Según el agua usada");
        var price = water.unit().equals("gal") ? "0.0052" : "0.0389";
        return List.of(fixed(isSchool() ? "52.00" : "11.20"), priced(byWater, decimal(water), water.unit(), price));
    }

    List<Line> solidWaste() {
        return List.of(flat(
                new Said("Carts, collected weekly", "Contenedores, recogida semanal"), isSchool() ? 6 : 1, "21.50"));
    }

    List<Line> stormwater() {
        var text = new Said("Runoff, as of so many homes", "Escorrentía, como de tantas viviendas");
        return List.of(flat(text, isSchool() ? 14 : 1, "6.75"));
    }

    List<Line> fire() {
        var text = new Said("Fire protection", "Protección contra incendios");
        return List.of(flat(text, 1, isSchool() ? "38.00" : "4.10"));
    }

    /** A late fee: one and a half percent of what was due and not paid. */
    static Line late(long cents) {
        var fee = BigDecimal.valueOf(cents).multiply(new BigDecimal("0.015"));
        var text =
                new Said("Late fee, 1.5 % of the bill before", "Recargo por pago tardío, 1.5 % de la factura anterior");
        return new Line(text, null, null, null, rounded(fee));
    }

    private Line fixed(String dollars) {
        return new Line(prorated(FIXED), null, null, null, share(cents(dollars)));
    }

    private Line flat(Said text, int count, String price) {
        return new Line(
                prorated(text),
                BigDecimal.valueOf(count),
                "count",
                new BigDecimal(price),
                share(cents(price).multiply(BigDecimal.valueOf(count))));
    }

    private Said prorated(Said text) {
        return days == ofDays
                ? text
                : new Said(
                        "%s, %d of %d days".formatted(text.english(), days, ofDays),
                        "%s, %d de %d días".formatted(text.spanish(), days, ofDays));
    }

    private long share(BigDecimal cents) {
        return cents.multiply(BigDecimal.valueOf(days))
                .divide(BigDecimal.valueOf(ofDays), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static List<Line> steps(Counted counted, String unit, String unidad, Step... steps) {
        var lines = new ArrayList<Line>();
        var all = decimal(counted);
        var below = BigDecimal.ZERO;
        for (var step : steps) {
            var end = step.upTo() == null ? all : all.min(new BigDecimal(step.upTo()));
            if (end.compareTo(below) > 0 || lines.isEmpty()) {
                lines.add(priced(named(step, below, unit, unidad), end.subtract(below), counted.unit(), step.price()));
            }
            below = end.max(below);
        }
        return lines;
    }

    private static Said named(Step step, BigDecimal below, String unit, String unidad) {
        if (below.signum() == 0) {
            return step.upTo() == null
                    ? new Said("Energy", "Energía")
                    : new Said(
                            "First %s %s".formatted(grouped(step.upTo()), unit),
                            "Primeros %s %s".formatted(grouped(step.upTo()), unidad));
        }
        var from = grouped(below.toPlainString());
        return step.upTo() == null
                ? new Said("Above %s %s".formatted(from, unit), "Más de %s %s".formatted(from, unidad))
                : new Said(
                        "Next, up to %s %s".formatted(grouped(step.upTo()), unit),
                        "Siguientes, hasta %s %s".formatted(grouped(step.upTo()), unidad));
    }

    private static String grouped(String whole) {
        return String.format(java.util.Locale.ROOT, "%,d", Long.parseLong(whole));
    }

    private static Line priced(Said text, BigDecimal quantity, String unit, String price) {
        return new Line(
                text,
                quantity,
                unit,
                new BigDecimal(price),
                rounded(quantity.multiply(new BigDecimal(price)).movePointRight(2)));
    }

    private static BigDecimal decimal(Counted counted) {
        return BigDecimal.valueOf(counted.thousandths(), 3);
    }

    private static BigDecimal cents(String dollars) {
        return new BigDecimal(dollars).movePointRight(2);
    }

    private static long rounded(BigDecimal cents) {
        return cents.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
