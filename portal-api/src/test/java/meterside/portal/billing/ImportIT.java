package meterside.portal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import meterside.db.Settings;
import meterside.portal.testing.Rows;
import meterside.portal.testing.TotalledFile;
import meterside.testing.Backing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of bills against a real database: taken whole, known again, corrected, or refused with each line that is wrong. */
class ImportIT {

    private static final List<String> WRITTEN = List.of(
            "bill_import", "bill", "charge", "charge_line", "payment", "payment_part", "ledger_entry", "ledger_close");

    private static final String WATER = "bill,R-1,440101,2026-10-01,2026-10-31,2026-09-01,2026-10-01,10.00";
    private static final String FIRE = "charge,fire,service,,,,,21.50,,,flat";

    private Backing.Database database;
    private Rows rows;

    @TempDir
    Path folder;

    @BeforeEach
    void makeAccounts() {
        database = Backing.database();
        rows = new Rows(database);
        for (var account : List.of("440101", "440202", "440303")) {
            rows.write("insert into account (number, name) values (?, 'Someone')", account);
        }
        served("440101", "RVT-0001-E", "electricity");
        served("440101", "RVT-0001-W", "water");
        served("440202", "RVT-0002-E", "electricity");
        served("440303", "RVT-0003-E", "electricity");
    }

    private void served(String account, String point, String commodity) {
        var id = rows.write(
                "insert into usage_point (number, commodity, zone) values (?, ?, 'America/New_York') returning id",
                point,
                commodity);
        rows.write("""
                insert into service_agreement (account, usage_point, during, cycle)
                select a.id, ?, tstzrange('2025-05-01T04:00Z', null), 'C01' from account a where a.number = ? returning id
                """, id, account);
    }

    /** What a run said: its exit code and its one object. */
    private record Said(int code, JsonNode report) {

        List<String> faults() {
            return report.path("faults")
                    .valueStream()
                    .map(fault -> "%d %s: %s"
                            .formatted(
                                    fault.get("line").asInt(),
                                    fault.get("code").asString(),
                                    fault.get("detail").asString()))
                    .toList();
        }

        String outcome() {
            return report.path("outcome").asString();
        }

        String bills() {
            return report.path("bills").toString();
        }
    }

    @Test
    void takesTheExamplesOfTheDocs() {
        var csv = say(example("csv"));
        var before = allButImports();
        var json = say(example("json"));

        assertThat(csv.code()).isZero();
        assertThat(csv.bills()).isEqualTo("{\"new\":2,\"corrected\":0,\"unchanged\":0}");
        assertThat(csv.report().get("charges").asInt()).isEqualTo(6);
        assertThat(csv.report().get("accountsWithoutBill").valueStream().map(JsonNode::asString))
                .as("rule IN15")
                .containsExactly("440303");
        assertThat(rows.text("select array_agg(total_cents order by number) from bill"))
                .isEqualTo("{9846,-350}");
        assertThat(rows.text("""
                        select string_agg(concat_ws(' ', line, text_es, quantity, unit, trim_scale(price), amount_cents), ';'
                                          order by line)
                        from charge_line where charge = (select min(id) from charge)
                        """)).isEqualTo("1 Cargo fijo 950;2 Energía 412500000000 kWh 0.112 4620");
        assertThat(rows.text("select string_agg(format('%s %s %s', kind, state, reference), ',') from payment"))
                .isEqualTo("cheque settled M-77120");
        assertThat(owed("440101")).as("paid by the payment of the past").isZero();
        assertThat(owed("440202"))
                .as("a credit above all charges is the customer's")
                .isEqualTo(-350);
        // the same bills and payment in another format are known to the letter
        assertThat(json.bills()).isEqualTo("{\"new\":0,\"corrected\":0,\"unchanged\":2}");
        assertThat(json.report().get("payments").toString()).isEqualTo("{\"new\":0,\"known\":1}");
        assertThat(allButImports()).isEqualTo(before);
        balances();
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        say(example("csv"));
        var before = everything();

        var again = say(example("csv"));

        assertThat(again.code()).isZero();
        assertThat(again.outcome()).isEqualTo("known");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void refusesAFileWholeWhoseTotalsDiffer() {
        var empty = everything();

        var said = say(example("csv").replace("total,water,1,21.26", "total,water,1,21.27"));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.faults())
                .containsExactly("21 control-total: water: the control total says 1 charge of 21.27, and the file holds"
                        + " 1 charge of 21.26");
        assertThat(everything()).isEqualTo(empty);
    }

    @Test
    void tellsWhatTheRegistryDoesNotKnow() {
        var said = say(example("csv")
                .replace("R-2609-0002,440202", "R-2609-0002,440999")
                .replace("RVT-0002-E", "RVT-0002-X")
                .replace("water,service,RVT-0001-W", "water,service,RVT-0001-E")
                .replace("payment,440101", "payment,nobody"));

        assertThat(said.faults())
                .containsExactly(
                        "7 other-commodity: bill R-2609-0001: usage point RVT-0001-E measures electricity, not water",
                        "13 unknown-account: bill R-2609-0002: there is no account 440999",
                        "16 unknown-usage-point: bill R-2609-0002: there is no usage point RVT-0002-X",
                        "18 unknown-account: payment M-77120: there is no account nobody");
        assertThat(rows.write("select count(*) from bill")).isZero();
    }

    /** Rule RB17: told as lines; the constraint decides. */
    @Test
    void billsNoDayTwice() {
        say(TotalledFile.of(WATER, "charge,water,service,RVT-0001-W,,,,10.00,100,gal,measured"));
        var before = everything();

        var said = say(TotalledFile.of(
                "bill,R-2,440101,2026-10-20,2026-11-20,2026-09-30,2026-10-15,30.00",
                "charge,water,service,RVT-0001-W,,,,20.00,100,gal,measured",
                "charge,fire,service,,,,,10.00,,,flat",
                "bill,R-3,440101,2026-10-21,2026-11-20,2026-10-14,2026-10-20,10.00",
                "charge,fire,service,,,,,10.00,,,flat"));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.faults())
                .containsExactly(
                        "3 billed-twice: bill R-2: water from 2026-09-30 to 2026-10-15 is billed already, by bill R-1 from"
                                + " 2026-09-01 to 2026-10-01",
                        "6 billed-twice: bill R-3: fire from 2026-10-14 to 2026-10-20 is billed twice within the file, first"
                                + " by bill R-2");
        assertThat(everything()).isEqualTo(before);
        assertThat(say(TotalledFile.of(
                                "bill,R-2,440101,2026-11-01,2026-11-30,2026-10-01,2026-11-01,20.00",
                                "charge,water,service,RVT-0001-W,,,,20.00,100,gal,measured"))
                        .outcome())
                .as("the next day on it may be billed")
                .isEqualTo("taken");
    }

    /** Rule RB12: line by line, the net effect is the difference, and what was paid stays paid. */
    @Test
    void aCorrectedBillReversesAndReplaces() {
        var first = TotalledFile.of(
                "bill,R-1,440101,2026-10-01,2026-10-31,2026-09-01,2026-10-01,61.50",
                "charge,water,service,RVT-0001-W,,,,40.00,4000,gal,measured",
                "charge,solid-waste,service,,,,,21.50,,,flat",
                "payment,440101,2026-10-12,61.50,M-1");
        var corrected = TotalledFile.of(
                "bill,R-1,440101,2026-10-20,2026-11-20,2026-09-01,2026-10-01,51.50,The meter was misread.",
                "charge,water,service,RVT-0001-W,,,,30.00,3000,gal,measured",
                "charge,solid-waste,service,,,,,21.50,,,flat");
        say(first);
        var paid = owed("440101");

        var said = say(corrected);

        assertThat(paid).isZero();
        assertThat(said.bills()).isEqualTo("{\"new\":0,\"corrected\":1,\"unchanged\":0}");
        assertThat(owed("440101")).isEqualTo(-1000);
        assertThat(rows.text("""
                        select string_agg(concat_ws(' ', version, total_cents, corrects is not null, reason), ';' order by version)
                        from bill where number = 'R-1'
                        """)).isEqualTo("1 6150 f;2 5150 t The meter was misread.");
        assertThat(rows.text("""
                        select string_agg(concat_ws(' ', b.version, c.service, c.amount_cents, r.version), ';' order by c.id)
                        from charge c join bill b on b.id = c.bill left join bill r on r.id = c.reversed_by
                        """)).isEqualTo("1 water 4000 2;1 solid-waste 2150 2;2 water 3000;2 solid-waste 2150");
        balances();
        // neither version is news any more
        var before = allButImports();
        assertThat(say(first + "# again\n").bills()).isEqualTo("{\"new\":0,\"corrected\":0,\"unchanged\":1}");
        assertThat(say(corrected + "# again\n").bills()).isEqualTo("{\"new\":0,\"corrected\":0,\"unchanged\":1}");
        assertThat(allButImports()).isEqualTo(before);
    }

    @Test
    void aCorrectionWithoutChargesCancelsABill() {
        say(TotalledFile.of("bill,R-1,440101,2026-10-01,2026-10-31,2026-09-01,2026-10-01,21.50", FIRE));

        say(TotalledFile.of("bill,R-1,440101,2026-10-02,2026-10-31,2026-09-01,2026-10-01,0,Sent by mistake."));

        assertThat(owed("440101")).isZero();
        assertThat(say(TotalledFile.of("bill,R-2,440101,2026-10-03,2026-10-31,2026-09-01,2026-10-01,21.50", FIRE))
                        .outcome())
                .as("its days are free again")
                .isEqualTo("taken");
    }

    @Test
    void saysWhyACorrectionIsNone() {
        say(TotalledFile.of(
                "bill,R-1,440101,2026-10-01,2026-10-31,2026-09-01,2026-10-01,21.50",
                FIRE,
                "payment,440101,2026-10-12,21.50,M-1"));

        var said = say(TotalledFile.of(
                "bill,R-1,440101,2026-10-01,2026-10-31,2026-09-01,2026-10-01,21.50,,",
                FIRE + ",,,A note.",
                "bill,R-9,440202,2026-10-01,2026-10-31,2026-09-01,2026-10-01,21.50,Wrong cart.",
                FIRE,
                "payment,440101,2026-10-13,21.50,M-1"));
        var moved = say(TotalledFile.of(
                "bill,R-1,440202,2026-10-01,2026-10-31,2026-09-01,2026-10-01,21.50,Wrong home.",
                FIRE,
                "bill,R-1,440202,2026-10-01,2026-10-31,2026-10-01,2026-11-01,21.50",
                FIRE));

        assertThat(said.faults())
                .contains(
                        "2 changed-without-reason: bill R-1 is there already and says something else; a correction gives its"
                                + " reason",
                        "4 nothing-to-correct: bill R-9 gives a reason for a correction, and there is none to correct",
                        "6 payment-changed: payment M-1 of account 440101 is there already with another day or amount");
        assertThat(moved.faults())
                .contains(
                        "2 other-account: bill R-1 is of account 440101, and a correction cannot give it to 440202",
                        "4 twice-in-file: bill R-1 stands twice in the file, first in line 2");
    }

    /** Rule PY6: what the customer had too much pays the next bill. */
    @Test
    void creditPaysTheNextBill() {
        say(TotalledFile.of(
                "bill,R-1,440101,2026-10-01,2026-10-31,2026-09-01,2026-10-01,21.50",
                FIRE,
                "payment,440101,2026-10-12,30.00,M-1"));

        say(TotalledFile.of("bill,R-2,440101,2026-11-01,2026-11-30,2026-10-01,2026-11-01,21.50", FIRE));

        assertThat(owed("440101")).isEqualTo(1300);
        assertThat(rows.write(
                        "select coalesce(sum(amount_cents), 0) from ledger_entry where cause like 'allocation:bill:%'"))
                .isEqualTo(850);
        balances();
    }

    @Test
    void takesOneOfTwoAtOnce() throws Exception {
        var text = example("csv");

        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var said = both.invokeAll(List.<Callable<Said>>of(() -> say(text), () -> say(text)));

            assertThat(List.of(said.get(0).get().outcome(), said.get(1).get().outcome()))
                    .containsExactlyInAnyOrder("taken", "known");
        }
        assertThat(rows.write("select count(*) from bill")).isEqualTo(2);
    }

    /** Held up where it comes to each table and cut off there, it leaves nothing; then the file is taken as for the first time. */
    @Test
    void whatIsCutOffLeavesNothing() throws Exception {
        var text = example("csv");
        var empty = everything();
        for (var table : List.of("bill", "charge", "charge_line", "payment", "payment_part", "ledger_entry")) {
            try (var other = database.asAdministrator();
                    var statement = other.createStatement();
                    var one = Executors.newVirtualThreadPerTaskExecutor()) {
                other.setAutoCommit(false);
                statement.execute("lock table %s in share mode".formatted(table));
                var importing = one.submit(() -> say(text));
                while (rows.write("""
                                select count(pg_terminate_backend(pid)) from pg_stat_activity
                                where datname = ? and usename = 'meterside_portal' and wait_event_type = 'Lock'
                                """, database.name()) == 0) {
                    assertThat(importing.isDone())
                            .as("it never came to %s", table)
                            .isFalse();
                }
                assertThat(importing.get().code()).as(table).isEqualTo(1);
                assertThat(importing.get().outcome()).contains("The database refused, and nothing was taken");
            }
            assertThat(everything()).as(table).isEqualTo(empty);
        }

        assertThat(say(text).outcome()).isEqualTo("taken");
        balances();
    }

    /** More than one batch on the way in, and more than one on the way into the ledger. */
    @Test
    void takesManyBills() {
        var said = say(manyBills(2_700));

        assertThat(said.bills()).isEqualTo("{\"new\":2700,\"corrected\":0,\"unchanged\":0}");
        assertThat(rows.write("select count(*) from ledger_entry")).isEqualTo(5_400);
        assertThat(rows.write("select count(*) from charge_line")).isEqualTo(5_400);
        assertThat(owed("440101")).isEqualTo(2_700 * 1_500);
        balances();
    }

    @Test
    void saysItInSentences() {
        var out = new StringBuilder();
        var err = new StringBuilder();
        var file = write(example("csv").replace("1,USD", "1,CAD")).toString();

        assertThat(ImportBills.run(List.of(file), settings(), out, err)).isEqualTo(2);
        assertThat(out.toString())
                .contains("%s was refused, and nothing of it was taken.".formatted(file))
                .contains("line 1: the file is in CAD, and this utility bills in USD (foreign-currency)");
        assertThat(ImportBills.run(List.of(), settings(), out, err)).isEqualTo(1);
        assertThat(ImportBills.run(List.of("no-such-file"), settings(), out, err))
                .isEqualTo(1);
        assertThat(ImportBills.run(List.of(file, "--jsn"), settings(), out, err))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("Usage: billing import FILE", "There is no file no-such-file that can be read.");
    }

    @Test
    void stopsAtTheFirstFileThatIsRefused() {
        var good = write(TotalledFile.of("bill,R-1,440101,2026-10-01,2026-10-31,2026-09-01,2026-10-01,21.50", FIRE))
                .toString();
        var bad = write("something else").toString();
        var next = write(example("csv")).toString();

        var code = ImportBills.run(List.of(good, bad, next), settings(), new StringBuilder(), new StringBuilder());

        assertThat(code).isEqualTo(2);
        assertThat(rows.text("select string_agg(number, ',') from bill")).isEqualTo("R-1");
    }

    /** Rule PY4, after everything. */
    private void balances() {
        assertThat(rows.text("""
                        select string_agg(concat_ws(' ', b.id, b.total_cents, e.cents), ';')
                        from bill b
                        left join (select c.bill, sum(case when e.credit = 'revenue' then e.amount_cents else -e.amount_cents end)
                                       as cents
                                   from ledger_entry e join charge c on c.id = e.charge
                                   where 'revenue' in (e.debit, e.credit) group by c.bill) e on e.bill = b.id
                        where coalesce(e.cents, 0)
                            <> case when exists (select from bill r where r.corrects = b.id) then 0 else b.total_cents end
                        """))
                .as("what stands of each bill is revenue, and no more")
                .isEmpty();
        assertThat(rows.write("""
                        select count(*) from (
                            select charge, sum(case when debit = 'receivable' then amount_cents else -amount_cents end) as open
                            from ledger_entry where 'receivable' in (debit, credit) group by charge) c
                        where open < 0
                        """)).as("no charge is paid above its amount").isZero();
    }

    /** {@return what an account owes by the entries alone; negative when it has credit} */
    private long owed(String account) {
        return rows.write("""
                select coalesce(sum(case when debit in ('receivable', 'unapplied') then amount_cents else 0 end
                                  - case when credit in ('receivable', 'unapplied') then amount_cents else 0 end), 0)::bigint
                from ledger_entry e join account a on a.id = e.account where a.number = ?
                """, account);
    }

    /** {@return rows and digest of all that an import writes} */
    private String everything() {
        return digests(WRITTEN);
    }

    private String allButImports() {
        return digests(WRITTEN.subList(1, WRITTEN.size()));
    }

    private String digests(List<String> tables) {
        var text = new StringBuilder();
        for (var table : tables) {
            text.append(rows.text(
                            "select concat('%1$s ', count(*), ' ', md5(string_agg(t::text, ' ' order by t::text))) from %1$s t"
                                    .formatted(table)))
                    .append('\n');
        }
        return text.toString();
    }

    private static String manyBills(int count) {
        var records = new String[count * 3];
        for (var n = 0; n < count; n++) {
            var day = LocalDate.parse("2000-01-01").plusDays(n);
            records[3 * n] = "bill,R-%d,440101,2026-10-01,2026-10-31,%s,%s,15.00".formatted(n, day, day.plusDays(1));
            records[3 * n + 1] = "charge,fire,service,,,,,10.00,,,flat\nline,Fire,,,,,10.00";
            records[3 * n + 2] = "charge,stormwater,service,,,,,5.00,,,flat\nline,Rain,,,,,5.00";
        }
        return TotalledFile.of(records);
    }

    private Said say(String text) {
        var out = new StringBuilder();
        var err = new StringBuilder();
        var code = ImportBills.run(List.of(write(text).toString(), "--json"), settings(), out, err);
        var json = JsonMapper.shared();
        return new Said(
                code,
                out.isEmpty() ? json.createObjectNode().put("outcome", err.toString()) : json.readTree(out.toString()));
    }

    private Path write(String text) {
        try {
            return Files.writeString(Files.createTempFile(folder, "bills", ".txt"), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Settings settings() {
        return new Settings(database.settings());
    }

    private static String example(String language) {
        try {
            var docs = Files.readString(Backing.root().resolve("docs/formats/bills.md"));
            var from = docs.indexOf("```" + language + "\n") + language.length() + 4;
            return docs.substring(from, docs.indexOf("```", from));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
