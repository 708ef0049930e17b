package meterside.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A city's bills of a month through {@code ./meterside billing import}, posted to the ledger, and how much memory the command
 * takes for them and for a tenth of them.
 *
 * <p>Timed from the start of the command to its end. A run counts when bills, charges, lines and entries are as many as the file
 * has, and add up to the same cents; and when the same file once more changes nothing.
 */
final class BillingImportBench {

    private static final int BILLS = 122_000;
    private static final int FEW = BILLS / 10;
    private static final long GOAL_MILLIS = 120_000;

    /** Flat means: ten times the bills take at most a tenth more memory. */
    private static final int MOST_PERCENT = 110;

    private final House house;
    private final Path files;

    private BillingImportBench(House house, Path files) {
        this.house = house;
        this.files = files;
    }

    static Measured measure(Path folder) throws IOException {
        var home = Files.createTempDirectory("meterside-billing");
        var settings = Map.of("METERSIDE_CLOCK", Crowd.NOW);
        try (var house = new House(home.resolve("home"), settings)) {
            return new BillingImportBench(house, home).run();
        } finally {
            House.delete(home);
        }
    }

    /** What became of a file. */
    private record Taken(int bills, long millis, long peakKilobytes, long commandCpuMillis, long postgresCpuMillis) {

        Map<String, Object> facts() {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("bills", bills);
            facts.put("millis", millis);
            facts.put("billsPerSecond", bills * 1000L / millis);
            facts.put("peakKilobytes", peakKilobytes);
            facts.put("commandCpuMillis", commandCpuMillis);
            facts.put("postgresCpuMillis", postgresCpuMillis);
            return facts;
        }
    }

    private Measured run() throws IOException {
        System.out.println("Starting a Meterside of its own …");
        house.up("--empty");
        // the accounts of the many come after the few: an account without a bill would be told, and kept in mind until
        // then
        var few = take("few.csv", new ManyBills(FEW, LocalDate.of(2026, 4, 1)), 0);
        var many = take("many.csv", new ManyBills(BILLS, LocalDate.of(2026, 5, 1)), FEW);
        return measured(few, many);
    }

    /** @param known how many of the accounts are there already */
    private Taken take(String name, ManyBills bills, int known) throws IOException {
        var file = files.resolve(name);
        bills.write(file);
        house.sql(bills.accounts(known));
        house.sql("vacuum analyze");
        house.sql("checkpoint");
        var postgres = house.databaseProcess();
        var ourselves = ProcessHandle.current().pid();
        var postgresBefore = Cpu.ofFamily(postgres);
        var commandBefore = Cpu.ofEndedChildren(ourselves);
        try (var peak = new Peak("portal.billing.ImportBills")) {
            var began = System.nanoTime();
            var said = importing(file);
            var millis = (System.nanoTime() - began) / 1_000_000;
            var taken = new Taken(
                    bills.bills(),
                    millis,
                    peak.kilobytes(),
                    Cpu.ofEndedChildren(ourselves) - commandBefore,
                    Cpu.ofFamily(postgres) - postgresBefore);
            System.out.println(
                    "  %,9d bills %,9d ms %,9d kB".formatted(taken.bills, taken.millis, taken.peakKilobytes));
            must("outcome", "taken", said);
            must("what was stored", wanted(bills), stored(name));
            must("outcome of the same file", "known", importing(file));
            must("what is stored after the same file", wanted(bills), stored(name));
            return taken;
        }
    }

    /** {@return taken, known or refused} */
    private String importing(Path file) {
        var said =
                house.meterside("billing", "import", file.toString(), "--json").orThrow();
        return JsonMapper.shared().readTree(said).path("outcome").asString("");
    }

    private static String wanted(ManyBills bills) {
        var cents = bills.cents();
        return "bills %1$d %2$d charges %3$d %2$d lines %4$d %2$d entries %3$d %2$d"
                .formatted(bills.bills(), cents, bills.bills() * ManyBills.CHARGES, bills.bills() * ManyBills.LINES);
    }

    private String stored(String name) {
        return house.sql("""
                with b as (select b.* from bill b join bill_import i on i.id = b.import where i.name = '%s'),
                     c as (select c.* from charge c join b on b.id = c.bill)
                select concat_ws(' ',
                    'bills', (select concat_ws(' ', count(*), sum(total_cents)) from b),
                    'charges', (select concat_ws(' ', count(*), sum(amount_cents)) from c),
                    'lines', (select concat_ws(' ', count(*), sum(l.amount_cents)) from charge_line l join c on c.id = l.charge),
                    'entries', (select concat_ws(' ', count(*), sum(e.amount_cents)) from ledger_entry e join c on c.id = e.charge
                                where e.debit = 'receivable' and e.credit = 'revenue' and e.cause = 'bill:' || c.bill))
                """.formatted(name));
    }

    private static void must(String what, String wanted, String found) {
        if (!found.equals(wanted)) {
            throw new IllegalStateException("%s is '%s' instead of '%s'".formatted(what, found, wanted));
        }
    }

    private static Measured measured(Taken few, Taken many) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("bills", many.bills);
        figures.put("charges", many.bills * ManyBills.CHARGES);
        figures.put("millis", many.millis);
        figures.put("billsPerSecond", many.bills * 1000L / many.millis);
        figures.put("peakKilobytesOfFew", few.peakKilobytes);
        figures.put("peakKilobytes", many.peakKilobytes);
        figures.put("memoryOfManyOverFew", Measured.ratio(many.peakKilobytes, Math.max(1, few.peakKilobytes)));
        figures.put("processors", Runtime.getRuntime().availableProcessors());
        var speed = Measured.ratio(GOAL_MILLIS, many.millis);
        var flat = Measured.ratio(few.peakKilobytes * MOST_PERCENT, Math.max(1, many.peakKilobytes) * 100);
        var runs = List.of(few.facts(), many.facts());
        return new Measured("billing-import", speed.min(flat), Measured.ratio(1, 1), runs, figures);
    }
}
