package meterside.portal.paper;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import meterside.portal.paper.BillSheet.Charge;
import meterside.portal.paper.BillSheet.Line;
import org.jspecify.annotations.Nullable;

/** Papers of Dana Demo: a bill of seven services and a late fee, $193.14 in all, its receipt, and statements of any length. */
final class Sheets {

    static final Addressee DANA = new Addressee("A-1001", "Dana Demo", "14 Alder Street");
    private static final LocalDate FROM = LocalDate.parse("2026-10-12");
    private static final LocalDate UNTIL = LocalDate.parse("2026-11-12");

    private Sheets() {}

    static BillSheet bill(long openCents) {
        return new BillSheet(
                DANA,
                "5501",
                1,
                LocalDate.parse("2026-11-13"),
                LocalDate.parse("2026-12-12"),
                FROM,
                UNTIL,
                "USD",
                19_314,
                openCents,
                null,
                false,
                List.of(
                        charge(
                                "electricity",
                                "612.5",
                                "kWh",
                                "measured",
                                null,
                                line("Customer charge", null, null, null, 900),
                                line("Energy, first 500 kWh", "500", "kWh", "0.1142", 5710),
                                line("Energy, above 500 kWh", "112.5", "kWh", "0.1298", 1460)),
                        charge(
                                "gas",
                                "21.4",
                                "therm",
                                "estimated",
                                null,
                                line("Gas", "21.4", "therm", "1.10748", 2370)),
                        charge(
                                "water",
                                "4212",
                                "gal",
                                "measured",
                                "The meter was exchanged on November 2.",
                                line("Base", null, null, null, 1200),
                                line("Water", "4212", "gal", "0.004", 1685)),
                        charge("sewer", "4212", "gal", "measured", null, line("Sewer", "4212", "gal", "0.006", 2527)),
                        charge(
                                "solid-waste",
                                "1",
                                "count",
                                "flat",
                                null,
                                line("Cart, weekly", "1", "count", "18.00", 1800)),
                        charge("stormwater", null, null, "flat", null, line("One home", null, null, null, 412)),
                        charge("fire", null, null, "flat", null, line("Fire service", null, null, null, 250)),
                        new Charge(
                                "electricity",
                                "penalty",
                                null,
                                null,
                                null,
                                null,
                                "flat",
                                null,
                                null,
                                null,
                                1000,
                                List.of(line("Late fee", null, null, null, 1000)))),
                new BillSheet.Previous(LocalDate.parse("2026-10-13"), 17_020));
    }

    static ReceiptSheet receipt(String state, long refundedCents) {
        var due = LocalDate.parse("2026-12-12");
        return new ReceiptSheet(
                "100417",
                OffsetDateTime.parse("2026-11-01T06:30:00Z"),
                ZoneId.of("America/New_York"),
                LocalDate.parse("2026-11-01"),
                "card",
                "Visa",
                "4242",
                state,
                "USD",
                20_314,
                245,
                refundedCents,
                List.of(new ReceiptSheet.Part(
                        DANA,
                        20_314,
                        1_000,
                        List.of(
                                new ReceiptSheet.Line("electricity", "service", "5501", due, 8_070),
                                new ReceiptSheet.Line("electricity", "penalty", "5501", due, 1_000),
                                new ReceiptSheet.Line("other", "fee", null, due, 10_244)))));
    }

    static StatementSheet statement(int entries) {
        var rows = new ArrayList<StatementSheet.Entry>();
        var balance = 17_020L;
        for (var i = 0; i < entries; i++) {
            var paid = i % 2 == 1;
            balance += paid ? -19_314 : 19_314;
            rows.add(new StatementSheet.Entry(
                    LocalDate.parse("2026-01-02").plusDays(i),
                    paid ? "payment" : "bill",
                    Integer.toString(paid ? 100_000 + i : 5_500 + i),
                    paid ? 0 : 19_314,
                    paid ? 19_314 : 0,
                    balance));
        }
        return new StatementSheet(
                DANA, LocalDate.parse("2026-01-01"), LocalDate.parse("2027-01-01"), "USD", 17_020, balance, rows);
    }

    private static Charge charge(
            String service,
            @Nullable String quantity,
            @Nullable String unit,
            String basis,
            @Nullable String note,
            Line... lines) {
        var sum = 0L;
        for (var line : lines) {
            sum += line.amountCents();
        }
        var metered = basis.equals("measured");
        return new Charge(
                service,
                "service",
                FROM,
                UNTIL,
                quantity == null ? null : new BigDecimal(quantity),
                unit,
                basis,
                metered ? new BigDecimal("41200") : null,
                metered ? new BigDecimal("45412") : null,
                note,
                sum,
                List.of(lines));
    }

    private static Line line(
            String text, @Nullable String quantity, @Nullable String unit, @Nullable String price, long cents) {
        return new Line(
                text,
                quantity == null ? null : new BigDecimal(quantity),
                unit,
                price == null ? null : new BigDecimal(price),
                cents);
    }
}
