package meterside.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long after a click on <em>pay</em> a customer has the address of the provider's page, at fifty clicks a second.
 *
 * <p>Clicks come when they come, not when the last one was answered: each is due at its own instant, and its time counts from
 * then. Every tenth is a double click. A run counts when each wish is one payment with one page of its own, here and at the
 * provider's.
 */
final class PayBench {

    private static final int A_SECOND = 50;
    /** In seconds at full speed. */
    private static final int WARM_UP = 30;

    private static final int SECONDS = 60;
    private static final int WISHES = A_SECOND * (WARM_UP + SECONDS);
    private static final int DOUBLE_CLICK = 10;
    private static final long GOAL_MILLIS = 300;
    private static final long CENTS = 10_000;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final House house;
    private final Crowd crowd;
    private final LongAdder refused = new LongAdder();

    private PayBench(House house) {
        this.house = house;
        this.crowd = new Crowd(house);
    }

    static Measured measure(Path folder) throws IOException {
        var home = Files.createTempDirectory("meterside-pay");
        try (var house = new House(home.resolve("home"), Map.of("METERSIDE_CLOCK", Crowd.NOW))) {
            return new PayBench(house).run();
        } finally {
            House.delete(home);
        }
    }

    /** What a click came to. */
    private record Click(String payment, String page, long millis) {}

    private Measured run() {
        System.out.println("Starting a Meterside of its own …");
        house.up("--empty");
        owe();
        var accounts = crowd.of("PAY-");
        System.out.println("%d clicks, at last %d a second for %d s …".formatted(WISHES, A_SECOND, SECONDS));
        var clicks = clicks(accounts);
        check(clicks);
        return measured(clicks);
    }

    /** An account for each wish, since a new page closes an older one of the same account; each owes a bill. */
    private void owe() {
        house.sql("""
                with made as (
                    insert into account (number, name) select 'PAY-' || n, 'Bench' from generate_series(1, %1$d) n returning id),
                file as (
                    insert into bill_import (sha256, name, format, currency, bills, charges, total_cents, imported_at)
                    values (sha256('bench'), 'bench.csv', 'csv', 'USD', 1, 1, 1, '2026-06-01') returning id),
                billed as (
                    insert into bill (number, account, issued_on, due_on, during, total_cents, import)
                    select 'B-' || made.id, made.id, '2026-06-01', '2026-07-01', '[2026-05-01,2026-06-01)', %2$d, file.id
                    from made, file
                    returning id, account),
                charged as (
                    insert into charge (bill, account, service, kind, during, due_on, amount_cents, basis)
                    select id, account, 'water', 'service', '[2026-05-01,2026-06-01)', '2026-07-01', %2$d, 'flat' from billed
                    returning id, account, bill)
                insert into ledger_entry (id, account, debit, credit, amount_cents, charge, cause, effective_on, posted_at)
                select gen_random_uuid(), account, 'receivable', 'revenue', %2$d, id, 'bill:' || bill, '2026-06-01', '2026-06-01'
                from charged
                """.formatted(WISHES, CENTS));
    }

    private List<Click> clicks(List<String> accounts) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var at = System.nanoTime() + Duration.ofMillis(200).toNanos();
            var clicks = new ArrayList<Future<Click>>();
            for (var i = 0; i < WISHES; i++) {
                var account = accounts.get(i);
                var due = at;
                at += Duration.ofSeconds(1).toNanos() / rate(i);
                var payment = UUID.randomUUID().toString();
                clicks.add(threads.submit(() -> click(payment, account, due)));
                if (i % DOUBLE_CLICK == 0) {
                    clicks.add(threads.submit(() -> click(payment, account, due)));
                }
            }
            var done = new ArrayList<Click>();
            for (var click : clicks) {
                done.add(click.get());
            }
            return done;
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** {@return clicks a second: ever more of them while the portal, which just started, compiles what they need} */
    private static int rate(int wish) {
        return wish < 100 ? 10 : wish < 300 ? 20 : wish < 600 ? 30 : wish < 1_000 ? 40 : A_SECOND;
    }

    private Click click(String payment, String account, long due) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        var answer = crowd.post(account, "/api/payments", """
                {"parts":[{"account":"%s","cents":%d}],"kind":"card","language":"en"}""".formatted(account, CENTS), payment);
        var millis = (System.nanoTime() - due) / 1_000_000;
        if (answer.statusCode() == 503) {
            // as whoever presses again: it is the same wish, and its time still counts from the first press
            refused.increment();
            Thread.sleep(AGAIN);
            return click(payment, account, due);
        }
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("%d %s".formatted(answer.statusCode(), answer.body()));
        }
        var said = JsonMapper.shared().readTree(answer.body());
        return new Click(payment, said.path("pageUrl").asString(""), millis);
    }

    /** One wish, one payment, one page: by what customers were told, in the database, and by what the provider has. */
    private void check(List<Click> clicks) {
        var told = new LinkedHashMap<String, String>();
        for (var click : clicks) {
            var before = told.put(click.payment(), click.page());
            if (click.page().isEmpty() || (before != null && !before.equals(click.page()))) {
                throw new IllegalStateException("two answers to one wish: " + before + " and " + click.page());
            }
        }
        must("pages told", new HashSet<>(told.values()).size());
        must("payments", number("select count(*) from payment where state = 'waiting'"));
        must("pages noted", number("select count(distinct provider_session) from payment"));
        var provider = crowd.ask("http://127.0.0.1:%d/dev/money.json".formatted(house.portOf("STANDINS_PORT")));
        var theirs = JsonMapper.shared()
                .readTree(provider.body())
                .path("checkout.session")
                .valueStream()
                .map(page -> page.path("client_reference_id").asString(""))
                .filter(told::containsKey)
                .toList();
        must("pages at the provider", theirs.size());
        must("payments there", new HashSet<>(theirs).size());
    }

    private long number(String sql) {
        return Long.parseLong(house.sql(sql));
    }

    private static void must(String what, long found) {
        if (found != WISHES) {
            throw new IllegalStateException("%d %s for %d wishes".formatted(found, what, WISHES));
        }
    }

    private Measured measured(List<Click> clicks) {
        var millis = clicks.stream()
                .skip(clicks.size() * (long) WARM_UP / (WARM_UP + SECONDS))
                .map(Click::millis)
                .toList();
        var p99 = Measured.percentile(millis, 99);
        var figures = new LinkedHashMap<String, Object>();
        figures.put("clicksASecond", A_SECOND);
        figures.put("clicks", millis.size());
        figures.put("millisMedian", Measured.median(millis));
        figures.put("millisP95", Measured.percentile(millis, 95));
        figures.put("millisP99", p99);
        figures.put("millisMost", Measured.percentile(millis, 100));
        figures.put("refusedForNow", refused.sum());
        figures.put("processors", Runtime.getRuntime().availableProcessors());
        var ratio = Measured.ratio(GOAL_MILLIS, Math.max(1, p99));
        return new Measured("pay", ratio, Measured.ratio(1, 1), List.of(Map.copyOf(figures)), figures);
    }
}
