package meterside.journeys;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A city's bills of one month, for loads: seven services each, in fifteen lines. The same numbers make the same bytes; what they
 * add up to is told beside them.
 *
 * @param from first day of the month
 */
record ManyBills(int bills, LocalDate from) {

    static final int CHARGES = 7;
    static final int LINES = 15;

    private static final int FIXED = 1100;

    /** How many cents all bills are. */
    long cents() {
        var sum = 0L;
        for (var n = 0; n < bills; n++) {
            sum += of(n).values().stream().mapToLong(Long::longValue).sum();
        }
        return sum;
    }

    /** The cents of each service; in whole cents, as a billing system rounds. */
    private static Map<String, Long> of(int n) {
        var cents = new LinkedHashMap<String, Long>();
        cents.put("electricity", FIXED + scattered(n, 1, 12_000));
        cents.put("gas", FIXED + scattered(n, 2, 9_000));
        cents.put("water", FIXED + scattered(n, 3, 5_000));
        cents.put("sewer", FIXED + scattered(n, 4, 4_000));
        cents.put("solid-waste", 2150L);
        cents.put("stormwater", 675L);
        cents.put("fire", 410L);
        return cents;
    }

    private static long scattered(int n, int what, int bound) {
        var bits = (n * 1_000_003L + what) * 0x9E3779B97F4A7C15L;
        return (bits >>> 40) % bound;
    }

    /**
     * {@return what makes the accounts and the points they are served at, as the registry would have loaded them}
     *
     * @param known how many of them, the first, are there already
     */
    String accounts(int known) {
        return """
                insert into account (number, name) select 'B' || n, 'Customer ' || n from generate_series(%1$d, %2$d) n;
                insert into usage_point (number, commodity, zone)
                select 'B' || n || '-' || left(c, 1), c, 'America/New_York'
                from generate_series(%1$d, %2$d) n, unnest(array['electricity', 'gas', 'water']) c;
                insert into service_agreement (account, usage_point, during, cycle)
                select a.id, p.id, tstzrange('2020-01-01T05:00Z', null), 'C01'
                from generate_series(%1$d, %2$d) n
                cross join unnest(array['e', 'g', 'w']) c
                join account a on a.number = 'B' || n
                join usage_point p on p.number = 'B' || n || '-' || c
                """.formatted(known, bills - 1);
    }

    void write(Path file) throws IOException {
        var sums = new LinkedHashMap<String, Long>();
        try (var out = Files.newBufferedWriter(file)) {
            out.append("file,meterside-bills/1,USD\n");
            for (var n = 0; n < bills; n++) {
                var charges = of(n);
                charges.forEach((service, cents) -> sums.merge(service, cents, Long::sum));
                write(out, n, charges);
            }
            total(out, "bills", bills, cents());
            for (var service : sums.entrySet()) {
                total(out, service.getKey(), bills, service.getValue());
            }
        }
    }

    private void write(BufferedWriter out, int n, Map<String, Long> charges) throws IOException {
        var total = charges.values().stream().mapToLong(Long::longValue).sum();
        var to = from.plusMonths(1);
        out.append("bill,N%1$d-%2$s,B%1$d,%3$s,%4$s,%2$s,%3$s,%5$s\n"
                .formatted(n, from, to, to.plusDays(29), dollars(total)));
        for (var charge : charges.entrySet()) {
            write(out, n, charge.getKey(), charge.getValue());
        }
    }

    private static void write(BufferedWriter out, int n, String service, long cents) throws IOException {
        var dollars = dollars(cents);
        switch (service) {
            case "electricity" -> {
                metered(out, service, "B" + n + "-e", dollars, cents - FIXED, "kWh");
                line(out, "Customer charge", "Cargo fijo", FIXED);
                line(out, "First 500 kWh", "Primeros 500 kWh", (cents - FIXED) / 2);
                line(out, "Above 500 kWh", "Más de 500 kWh", (cents - FIXED) / 4);
                line(
                        out,
                        "Fuel adjustment",
                        "Ajuste por combustible",
                        cents - FIXED - (cents - FIXED) / 2 - (cents - FIXED) / 4);
            }
            case "gas", "water" -> {
                metered(
                        out,
                        service,
                        "B" + n + (service.equals("gas") ? "-g" : "-w"),
                        dollars,
                        cents - FIXED,
                        service.equals("gas") ? "therm" : "gal");
                line(out, "Customer charge", "Cargo fijo", FIXED);
                line(out, "First step", "Primer escalón", (cents - FIXED) / 2);
                line(out, "Above", "Más allá", cents - FIXED - (cents - FIXED) / 2);
            }
            case "sewer" -> {
                metered(out, service, "B" + n + "-w", dollars, cents - FIXED, "gal");
                line(out, "Customer charge", "Cargo fijo", FIXED);
                line(out, "By the water used", "Según el agua usada", cents - FIXED);
            }
            default -> {
                out.append("charge,")
                        .append(service)
                        .append(",service,,,,,")
                        .append(dollars)
                        .append(",,,flat\n");
                line(out, "Monthly charge", "Cargo mensual", cents);
            }
        }
    }

    private static void metered(
            BufferedWriter out, String service, String point, String dollars, long used, String unit)
            throws IOException {
        out.append("charge,%s,service,%s,,,,%s,%d.5,%s,measured,%d,%d.5\n"
                .formatted(service, point, dollars, used, unit, 10_000, 10_000 + used));
    }

    private static void line(BufferedWriter out, String text, String textEs, long cents) throws IOException {
        out.append("line,")
                .append(text)
                .append(',')
                .append(textEs)
                .append(",,,,")
                .append(dollars(cents))
                .append('\n');
    }

    private static void total(BufferedWriter out, String of, int count, long cents) throws IOException {
        out.append("total,%s,%d,%s\n".formatted(of, count, dollars(cents)));
    }

    private static String dollars(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
