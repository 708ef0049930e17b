package meterside.portal.billfile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import meterside.metering.Unit;
import meterside.portal.row.Fault;
import meterside.portal.row.Faults;
import meterside.portal.row.Row;
import meterside.portal.row.Unfit;
import org.jspecify.annotations.Nullable;

/** A bill whose rows are still coming; becomes a {@link Bill} when all are right and add up. */
final class Draft {

    static final Set<String> SERVICES =
            Set.of("electricity", "gas", "water", "sewer", "solid-waste", "stormwater", "fire", "ambulance", "other");
    private static final Set<String> KINDS = Set.of("service", "penalty", "fee", "agreement", "credit");
    private static final Set<String> BASES = Set.of("measured", "estimated", "flat");

    /** As stored, and {@code count} for what is counted by the piece: carts, homes. */
    private static final Set<String> UNITS = Arrays.stream(Unit.values())
            .map(Unit::symbol)
            .collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new), units -> {
                units.add("count");
                return units;
            }));

    private final Row bill;
    private final List<DraftCharge> charges = new ArrayList<>();

    private record DraftCharge(Row row, List<Row> lines) {}

    Draft(Row bill) {
        this.bill = bill;
    }

    void charge(Row row) {
        charges.add(new DraftCharge(row, new ArrayList<>()));
    }

    /** {@return whether there was a charge for it} */
    boolean line(Row row) {
        return !charges.isEmpty() && charges.getLast().lines().add(row);
    }

    /** {@return the bill, or null when something is wrong, which is noted} */
    @Nullable
    Bill whole(Faults faults) {
        var number = bill.has("number") ? bill.optional("number") : null;
        var before = faults.count();
        var head = checked(bill, number, faults, this::head);
        if (head == null) {
            return null;
        }
        var all = new ArrayList<Bill.Charge>(charges.size());
        for (var charge : charges) {
            var one = checked(charge.row(), number, faults, row -> charge(row, charge.lines(), head));
            if (one != null) {
                all.add(one);
            }
        }
        if (faults.count() > before) {
            return null;
        }
        return checked(bill, number, faults, row -> together(head, all));
    }

    private interface Reading<T> {
        T of(Row row);
    }

    private static <T> @Nullable T checked(Row row, @Nullable String number, Faults faults, Reading<T> reading) {
        try {
            return reading.of(row);
        } catch (Unfit unfit) {
            var whose = number == null ? "" : "bill %s: ".formatted(number);
            faults.add(row.line(), unfit.code(), whose + unfit.detail());
            return null;
        }
    }

    private Bill head(Row row) {
        var from = row.day("from");
        var to = row.day("to");
        inOrder(from, to, "it bills");
        var issuedOn = row.day("issuedOn");
        var dueOn = row.day("dueOn");
        if (dueOn.isBefore(issuedOn)) {
            throw new Unfit(
                    Fault.Code.DAYS_REVERSED, "it is due on %s, before it is issued on %s".formatted(dueOn, issuedOn));
        }
        return new Bill(
                row.line(),
                row.text("number"),
                row.text("account"),
                issuedOn,
                dueOn,
                from,
                to,
                row.cents("total"),
                row.optional("reason"),
                row.optional("reasonEs"),
                List.of());
    }

    private static Bill.Charge charge(Row row, List<Row> lineRows, Bill head) {
        var service = row.oneOf("service", SERVICES);
        var kind = row.oneOf("kind", KINDS);
        var dated = kind.equals("service") || row.has("from") || row.has("to");
        var from = dated ? row.day("from", head.from()) : null;
        var to = dated ? row.day("to", head.to()) : null;
        if (from != null && to != null) {
            inOrder(from, to, "the charge for %s bills".formatted(service));
            if (from.isBefore(head.from()) || to.isAfter(head.to())) {
                throw new Unfit(
                        Fault.Code.OUTSIDE_ITS_BILL,
                        "the charge for %s bills %s to %s, and the bill %s to %s"
                                .formatted(service, from, to, head.from(), head.to()));
            }
        }
        var amount = row.cents("amount");
        if (amount < 0) {
            throw new Unfit(
                    Fault.Code.NOT_MONEY,
                    "the charge for %s is negative: what is taken off is a charge of kind credit".formatted(service));
        }
        var lines = lines(lineRows);
        var sum = lines.stream().mapToLong(Bill.Line::amountCents).sum();
        if (!lines.isEmpty() && sum != amount) {
            throw new Unfit(
                    Fault.Code.DOES_NOT_ADD_UP,
                    "the charge for %s is %s, and its lines add up to %s"
                            .formatted(service, Totals.dollars(amount), Totals.dollars(sum)));
        }
        var basis = row.oneOf("basis", BASES);
        var quantity = row.billionths("quantity");
        if (quantity == null && !basis.equals("flat")) {
            throw new Unfit(
                    Fault.Code.MISSING, "the charge for %s is %s and has no quantity".formatted(service, basis));
        }
        return new Bill.Charge(
                row.line(),
                service,
                kind,
                row.optional("usagePoint"),
                from,
                to,
                row.day("dueOn", head.dueOn()),
                amount,
                quantity,
                unit(row, quantity),
                basis,
                row.number("startRegister"),
                row.number("endRegister"),
                row.optional("note"),
                row.optional("noteEs"),
                lines);
    }

    private static List<Bill.Line> lines(List<Row> rows) {
        var lines = new ArrayList<Bill.Line>(rows.size());
        for (var row : rows) {
            try {
                var quantity = row.billionths("quantity");
                lines.add(new Bill.Line(
                        row.text("text"),
                        row.optional("textEs"),
                        quantity,
                        unit(row, quantity),
                        row.number("price"),
                        row.cents("amount")));
            } catch (Unfit unfit) {
                throw new Unfit(unfit.code(), "line %d: %s".formatted(row.line(), unfit.detail()));
            }
        }
        return lines;
    }

    private static @Nullable String unit(Row row, @Nullable Long quantity) {
        if (quantity == null && !row.has("unit")) {
            return null;
        }
        if (quantity == null || !row.has("unit")) {
            throw new Unfit(Fault.Code.MISSING, "a quantity and its unit stand together or not at all");
        }
        return row.oneOf("unit", UNITS);
    }

    private static Bill together(Bill head, List<Bill.Charge> charges) {
        if (charges.isEmpty() && head.reason() == null) {
            throw new Unfit(Fault.Code.NO_CHARGES, "it has no charges; only a correction may have none");
        }
        var sum = charges.stream().mapToLong(Bill.Charge::signedCents).sum();
        if (sum != head.totalCents()) {
            throw new Unfit(
                    Fault.Code.DOES_NOT_ADD_UP,
                    "its total is %s, and its charges add up to %s"
                            .formatted(Totals.dollars(head.totalCents()), Totals.dollars(sum)));
        }
        return new Bill(
                head.line(),
                head.number(),
                head.account(),
                head.issuedOn(),
                head.dueOn(),
                head.from(),
                head.to(),
                head.totalCents(),
                head.reason(),
                head.reasonEs(),
                charges);
    }

    private static void inOrder(LocalDate from, LocalDate to, String what) {
        if (!from.isBefore(to)) {
            throw new Unfit(
                    Fault.Code.DAYS_REVERSED,
                    "%s from %s to %s: to is the day after the last".formatted(what, from, to));
        }
    }
}
