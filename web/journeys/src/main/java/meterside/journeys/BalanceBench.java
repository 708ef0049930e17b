package meterside.journeys;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an account owes and its bills of 24 months, as home asks for them, for customers of two years and for customers of ten,
 * who live in the same tables.
 *
 * <p>A B A B, after one of each to warm up; one look after the other, each of the next customer. A look is both answers, the
 * bills asked for once the balance is there. It counts when the balance is what the account's entries add up to, and the bills are
 * the newest 24, of the right sum, with just the balance open.
 */
final class BalanceBench {

    private static final int PAIRS = 5;
    private static final int LOOKS = 1000;
    private static final int ACCOUNTS = 2000;
    private static final int MONTHS_OF_FEW = 24;
    private static final int MONTHS_OF_MANY = 120;
    private static final int BILLS = 24;
    private static final long GOAL_MICROS = 25_000;

    /** Ten years may take so many hundredths of what two years take. */
    private static final int MOST_PERCENT = 115;

    /**
     * Six charges a bill, its payment and what that pays are 13 entries a month, so the ledger closes an account's books after 31
     * months: two years are 305 entries and never closed, ten are 1,553, and 344 of them since the last close.
     */
    private static final int MONTHS_TO_A_CLOSE = 31;

    private final House house;
    private final Crowd crowd;
    private final Map<String, String> truth = new LinkedHashMap<>();
    private final List<Map<String, Object>> runs = new ArrayList<>();

    private BalanceBench(House house) {
        this.house = house;
        this.crowd = new Crowd(house);
    }

    static Measured measure(Path folder) throws IOException {
        var home = Files.createTempDirectory("meterside-balance");
        try (var house = new House(home.resolve("home"), Map.of("METERSIDE_CLOCK", Crowd.NOW))) {
            return new BalanceBench(house).run();
        } finally {
            House.delete(home);
        }
    }

    /** Customers of as many years, and how long each look took, in microseconds. */
    private record Arm(String name, List<String> accounts, boolean hasMore, List<Long> micros) {}

    private Measured run() {
        System.out.println("Starting a Meterside of its own …");
        house.up("--empty");
        System.out.println("Writing %d accounts' bills …".formatted(ACCOUNTS));
        live();
        var two = new Arm("two", crowd.of("TWO-"), false, new ArrayList<>());
        var ten = new Arm("ten", crowd.of("TEN-"), true, new ArrayList<>());
        know();
        for (var pair = 0; pair <= PAIRS; pair++) {
            look(two, pair);
            look(ten, pair);
        }
        return measured(two, ten);
    }

    /**
     * Bills, payments and entries as import and counter leave them, month by month, so that an account's rows lie as far apart as
     * they would. Every fourth account has ten years. All is paid but the newest bill.
     */
    private void live() {
        house.sql("""
                insert into account (number, name)
                select case when mod(n, 4) = 0 then 'TEN-' else 'TWO-' end || n, 'Bench' from generate_series(1, %1$d) n;
                create temp table cost as
                select a.id as account, m, (date '2026-06-01' - m * interval '1 month')::date as day, s.k, s.service,
                       1000 + mod(a.id * 31 + m * 131 + s.k * 977, 9000) as cents
                from account a
                cross join lateral generate_series(0, case when starts_with(a.number, 'TEN-') then %2$d else %3$d end - 1) m
                cross join unnest(array['electricity', 'gas', 'water', 'sewer', 'solid-waste', 'stormwater'])
                    with ordinality as s (service, k);
                insert into bill_import (sha256, name, format, currency, bills, charges, total_cents, imported_at)
                values (sha256('bench'), 'bench.csv', 'csv', 'USD', 1, 1, 1, '2026-06-01');
                insert into bill (number, account, issued_on, due_on, during, total_cents, import)
                select 'B-' || c.account || '-' || c.m, c.account, c.day, c.day + 21,
                       daterange((c.day - interval '1 month')::date, c.day), sum(c.cents), (select id from bill_import)
                from cost c group by c.account, c.m, c.day order by c.day, c.account;
                insert into charge (bill, account, service, kind, during, due_on, amount_cents, basis)
                select b.id, b.account, c.service, 'service', b.during, b.due_on, c.cents, 'flat'
                from bill b join cost c on c.account = b.account and c.day = b.issued_on order by b.id, c.k;
                create temp table paid as
                select b.id as bill, b.account, b.issued_on + 20 as day, b.total_cents as cents,
                       md5(b.account || ' ' || b.issued_on)::uuid as payment
                from bill b where b.issued_on < '2026-06-01';
                insert into payment (id, kind, origin, amount_cents, fee_cents, currency, language, request_hash, state, created_at,
                                     effective_on, state_at)
                select payment, 'cheque', 'counter', cents, 0, 'USD', 'en', sha256('bench'), 'settled', day, day, day
                from paid order by day, account;
                insert into payment_part (payment, account, amount_cents) select payment, account, cents from paid order by day, account
                """.formatted(ACCOUNTS, MONTHS_OF_MANY, MONTHS_OF_FEW));
        post();
    }

    private void post() {
        house.sql("""
                insert into ledger_entry (id, account, debit, credit, amount_cents, charge, payment, cause, effective_on, posted_at)
                select gen_random_uuid(), account, debit, credit, cents, charge, payment, cause, day, day
                from (select c.account, 'receivable' as debit, 'revenue' as credit, c.amount_cents as cents, c.id as charge,
                             null::uuid as payment, 'bill:' || b.id as cause, b.issued_on as day, 1 as place
                      from charge c join bill b on b.id = c.bill
                      union all
                      select r.account, 'cash', 'unapplied', r.amount_cents, null, p.id, 'payment:' || p.id, p.effective_on, 2
                      from payment p join payment_part r on r.payment = p.id
                      union all
                      select c.account, 'unapplied', 'receivable', c.amount_cents, c.id, p.id, 'allocation:payment:' || p.id,
                             p.effective_on, 3
                      from bill b
                      join charge c on c.bill = b.id
                      join payment p on p.id = md5(b.account || ' ' || b.issued_on)::uuid) entries
                order by day, account, place, charge;
                insert into ledger_close (account, through_seq, receivable_cents, unapplied_cents, open, credits, closed_at)
                select b.account, (select max(e.seq) from ledger_entry e
                                   where e.account = b.account and e.effective_on <= b.issued_on + 20), 0, 0, '{}', '[]', b.issued_on + 20
                from bill b
                join generate_series(%2$d, %1$d, %2$d) n
                    on b.issued_on = (date '2026-06-01' - (%1$d - n) * interval '1 month')::date
                join account a on a.id = b.account and starts_with(a.number, 'TEN-')
                """.formatted(MONTHS_OF_MANY, MONTHS_TO_A_CLOSE));
    }

    /** What every look has to show: the balance by the entries alone, and the sum of the newest bills. */
    private void know() {
        house.sql("""
                        select b.account, (select sum(case when e.debit = 'receivable' then e.amount_cents
                                                           when e.credit = 'receivable' then -e.amount_cents else 0 end)
                                                - sum(case when e.credit = 'unapplied' then e.amount_cents
                                                           when e.debit = 'unapplied' then -e.amount_cents else 0 end)
                                           from ledger_entry e where e.account = b.account), sum(b.total_cents)
                        from bill b where b.issued_on > date '2026-06-01' - %d * interval '1 month'
                        group by b.account
                        """.formatted(BILLS)).lines().forEach(line -> {
            var account = line.substring(0, line.indexOf('|'));
            truth.put(account, line.substring(account.length() + 1));
        });
        if (truth.size() != ACCOUNTS) {
            throw new IllegalStateException("there are %d accounts with bills".formatted(truth.size()));
        }
    }

    private void look(Arm arm, int pair) {
        house.sql("checkpoint");
        var postgres = house.databaseProcess();
        var portal = house.process("portal-api").pid();
        var before = List.of(Cpu.ofFamily(postgres), Cpu.of(portal));
        var micros = new ArrayList<Long>();
        for (var n = 0; n < LOOKS; n++) {
            micros.add(look(arm, arm.accounts().get(n % arm.accounts().size())));
        }
        if (pair > 0) {
            arm.micros().addAll(micros);
        }
        var run = new LinkedHashMap<String, Object>();
        run.put("arm", arm.name());
        run.put("pair", pair == 0 ? "warm-up" : Integer.toString(pair));
        run.put("looks", LOOKS);
        run.put("microsMedian", Measured.median(micros));
        run.put("microsP95", Measured.percentile(micros, 95));
        run.put("microsP99", Measured.percentile(micros, 99));
        run.put("postgresCpuMillis", Cpu.ofFamily(postgres) - before.get(0));
        run.put("portalCpuMillis", Cpu.of(portal) - before.get(1));
        runs.add(run);
        System.out.println("  %s years %-7s median %,7d µs   p99 %,7d µs"
                .formatted(arm.name(), run.get("pair"), Measured.median(micros), Measured.percentile(micros, 99)));
    }

    private long look(Arm arm, String account) {
        var began = System.nanoTime();
        var balance = crowd.get(account, "/api/accounts/%s/balance".formatted(account));
        var bills = crowd.get(account, "/api/accounts/%s/bills".formatted(account));
        var micros = (System.nanoTime() - began) / 1000;
        if (balance.statusCode() != 200 || bills.statusCode() != 200) {
            throw new IllegalStateException(balance.body() + bills.body());
        }
        check(
                arm,
                account,
                JsonMapper.shared().readTree(balance.body()),
                JsonMapper.shared().readTree(bills.body()));
        return micros;
    }

    private void check(Arm arm, String account, JsonNode balance, JsonNode bills) {
        var shown = bills.path("bills");
        var owed = balance.path("owedCents").asLong();
        var total = shown.valueStream()
                .mapToLong(bill -> bill.path("totalCents").asLong())
                .sum();
        var open = shown.valueStream()
                .mapToLong(bill -> bill.path("openCents").asLong())
                .sum();
        if (!(owed + "|" + total).equals(truth.get(account))
                || open != owed
                || shown.size() != BILLS
                || bills.path("more").asBoolean() != arm.hasMore()) {
            throw new IllegalStateException("account %s has %s, and is shown %s with %s"
                    .formatted(account, truth.get(account), balance, bills));
        }
    }

    private Measured measured(Arm two, Arm ten) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("accounts", ACCOUNTS);
        figures.put("bills", number("select count(*) from bill"));
        figures.put("entries", number("select count(*) from ledger_entry"));
        figures.put("looksOfEach", PAIRS * LOOKS);
        figures.put("processors", Runtime.getRuntime().availableProcessors());
        for (var arm : List.of(two, ten)) {
            figures.put(arm.name() + "YearsMicrosMedian", Measured.median(arm.micros()));
            figures.put(arm.name() + "YearsMicrosP95", Measured.percentile(arm.micros(), 95));
            figures.put(arm.name() + "YearsMicrosP99", Measured.percentile(arm.micros(), 99));
        }
        figures.put("tenOverTwoMedian", over(ten, two, 50));
        figures.put("tenOverTwoP95", over(ten, two, 95));
        figures.put("tenOverTwoP99", over(ten, two, 99));
        var slowest = Math.max(Measured.percentile(two.micros(), 99), Measured.percentile(ten.micros(), 99));
        var ratio = Measured.ratio(GOAL_MICROS, slowest).min(flat(ten, two, 50)).min(flat(ten, two, 99));
        return new Measured("balance", ratio, Measured.ratio(1, 1), runs, figures);
    }

    private static BigDecimal over(Arm ten, Arm two, int percent) {
        return Measured.ratio(Measured.percentile(ten.micros(), percent), Measured.percentile(two.micros(), percent));
    }

    /** {@return 1 and more where ten years take no longer than they may} */
    private static BigDecimal flat(Arm ten, Arm two, int percent) {
        return Measured.ratio(
                Measured.percentile(two.micros(), percent) * MOST_PERCENT,
                Measured.percentile(ten.micros(), percent) * 100);
    }

    private long number(String sql) {
        return Long.parseLong(house.sql(sql));
    }
}
