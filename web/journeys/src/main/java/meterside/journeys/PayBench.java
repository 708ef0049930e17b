package meterside.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
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
    private static final int WARM_UP_SECONDS = 30;
    private static final int SECONDS = 60;
    private static final int WISHES = A_SECOND * (WARM_UP_SECONDS + SECONDS);
    private static final int DOUBLE_CLICK = 10;
    private static final long GOAL_MILLIS = 300;
    private static final long CENTS = 10_000;
    private static final String EMAIL = "bench@meterside.example";
    private static final String PASSWORD = "a bench needs a password";

    private final House house;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private String cookie = "";

    private PayBench(House house) {
        this.house = house;
    }

    static Measured measure(Path folder) throws IOException {
        var home = Files.createTempDirectory("meterside-pay");
        try (var house = new House(home.resolve("home"), Map.of("METERSIDE_NEW_PASSWORD", PASSWORD))) {
            return new PayBench(house).run(home.resolve("registry"));
        } finally {
            House.delete(home);
        }
    }

    /** What a click came to. */
    private record Click(String payment, String page, long millis) {}

    private Measured run(Path registry) throws IOException {
        System.out.println("Starting a Meterside of its own …");
        new ManyMeters(1, LocalDate.of(2026, 5, 1), 1).writeRegistry(registry);
        house.up("--empty");
        house.meterside("registry", "load", registry.toString()).orThrow();
        house.meterside("login", "add", EMAIL, "--account", "1").orThrow();
        owe();
        signIn();
        System.out.printf("%d clicks a second for %d s …%n", A_SECOND, WARM_UP_SECONDS + SECONDS);
        var clicks = clicks(house.sql("select id from account where number like 'PAY-%' order by id").lines().toList());
        check(clicks);
        return measured(clicks);
    }

    /** An account for each wish, since a new page closes an older one of the same account; each owes a bill. */
    private void owe() {
        house.sql("""
                with made as (
                    insert into account (number, name) select 'PAY-' || n, 'Bench' from generate_series(1, %d) n returning id),
                seen as (
                    insert into account_access (login, account, granted_at)
                    select (select id from login where email = '%s'), id, '2026-01-01' from made),
                file as (
                    insert into bill_import (sha256, name, format, currency, bills, charges, total_cents, imported_at)
                    values (sha256('bench'), 'bench.csv', 'csv', 'USD', 1, 1, 1, '2026-06-01') returning id),
                bill as (
                    insert into bill (number, account, issued_on, due_on, during, total_cents, import)
                    select 'B-' || made.id, made.id, '2026-06-01', '2026-07-01', '[2026-05-01,2026-06-01)', %d, file.id from made, file
                    returning id, account),
                charge as (
                    insert into charge (bill, account, service, kind, during, due_on, amount_cents, basis)
                    select id, account, 'water', 'service', '[2026-05-01,2026-06-01)', '2026-07-01', %d, 'flat' from bill
                    returning id, account, bill)
                insert into ledger_entry (id, account, debit, credit, amount_cents, charge, cause, effective_on, posted_at)
                select gen_random_uuid(), account, 'receivable', 'revenue', %d, id, 'bill:' || bill, '2026-06-01', '2026-06-01'
                from charge
                """.formatted(WISHES, EMAIL, CENTS, CENTS, CENTS));
        house.sql("analyze");
    }

    private void signIn() {
        var answer = send("POST", "/api/session", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(EMAIL, PASSWORD), "");
        cookie = answer.headers()
                .firstValue("Set-Cookie")
                .map(set -> set.split(";", 2)[0])
                .orElseThrow(() -> new IllegalStateException("not signed in: " + answer.body()));
    }

    private List<Click> clicks(List<String> accounts) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begin = System.nanoTime() + Duration.ofMillis(200).toNanos();
            var clicks = new ArrayList<Future<Click>>();
            for (var i = 0; i < WISHES; i++) {
                var account = accounts.get(i);
                var due = begin + i * Duration.ofSeconds(1).toNanos() / A_SECOND;
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

    private Click click(String payment, String account, long due) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        var answer = send("POST", "/api/payments", """
                {"parts":[{"account":"%s","cents":%d}],"kind":"card","language":"en"}""".formatted(account, CENTS), payment);
        var millis = (System.nanoTime() - due) / 1_000_000;
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
            if (click.page().isEmpty() || before != null && !before.equals(click.page())) {
                throw new IllegalStateException("two answers to one wish: " + before + " and " + click.page());
            }
        }
        must("pages told", new HashSet<>(told.values()).size());
        must("payments", Long.parseLong(house.sql("select count(*) from payment where state = 'waiting'")));
        must("pages noted", Long.parseLong(house.sql("select count(distinct provider_session) from payment")));
        var provider = send(
                "GET", "http://127.0.0.1:%d/dev/money.json".formatted(house.portOf("STANDINS_PORT")), null, "");
        var theirs = JsonMapper.shared().readTree(provider.body()).findParents("client_reference_id").stream()
                .map(page -> page.path("client_reference_id").asString(""))
                .filter(told::containsKey)
                .toList();
        must("pages at the provider", theirs.size());
        must("payments there", new HashSet<>(theirs).size());
    }

    private static void must(String what, long found) {
        if (found != WISHES) {
            throw new IllegalStateException("%d %s for %d wishes".formatted(found, what, WISHES));
        }
    }

    private static Measured measured(List<Click> clicks) {
        var millis = clicks.stream()
                .skip(clicks.size() * (long) WARM_UP_SECONDS / (WARM_UP_SECONDS + SECONDS))
                .map(Click::millis)
                .sorted()
                .toList();
        var figures = new LinkedHashMap<String, Object>();
        figures.put("clicksASecond", A_SECOND);
        figures.put("clicks", millis.size());
        figures.put("millisMedian", Measured.median(millis));
        figures.put("millisP95", millis.get((millis.size() * 95 + 99) / 100 - 1));
        var p99 = millis.get((millis.size() * 99 + 99) / 100 - 1);
        figures.put("millisP99", p99);
        figures.put("millisMost", millis.getLast());
        figures.put("processors", Runtime.getRuntime().availableProcessors());
        var ratio = Measured.ratio(GOAL_MILLIS, Math.max(1, p99));
        return new Measured("pay", ratio, Measured.ratio(1, 1), List.of(Map.copyOf(figures)), figures);
    }

    private HttpResponse<String> send(String method, String path, @Nullable String json, String key) {
        try {
            var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : house.url() + path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Sec-Fetch-Site", "same-origin")
                    .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
            if (json != null) {
                request.header("Content-Type", "application/json");
            }
            if (!key.isEmpty()) {
                request.header("Idempotency-Key", key);
            }
            if (!cookie.isEmpty()) {
                request.header("Cookie", cookie);
            }
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
