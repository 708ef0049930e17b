package meterside.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import meterside.portal.testing.Alerts;
import meterside.portal.testing.BillFiles;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Payments;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Provider;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Asks every route as everyone for everyone's ids, and compares with the table in whose.md. */
class WhoseIT {

    private static final List<String> CALLERS = List.of("nobody", "demo", "other", "former");
    private static final long UNKNOWN = 999_999;

    /** What is sent to the routes that take a body. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("POST /api/guest/bills", "{\"accountNumber\":\"none\",\"proof\":\"1.00\"}"),
            Map.entry(
                    "POST /api/guest/payments",
                    "{\"token\":\"none\",\"cents\":1,\"kind\":\"card\",\"language\":\"en\"}"),
            Map.entry("POST /api/claims", """
                    {"accountNumber":"none","meterSerial":"none","email":"new@city.example","language":"en"}"""),
            Map.entry("POST /api/claims/{claim}", "{\"code\":\"123456\",\"password\":\"four small green hats\"}"),
            Map.entry("POST /api/password-resets", "{\"email\":\"none@city.example\",\"language\":\"en\"}"),
            Map.entry(
                    "POST /api/password-resets/{reset}",
                    "{\"code\":\"123456\",\"password\":\"four small green hats\"}"),
            Map.entry("PUT /api/password", "{\"current\":\"meterside-demo\",\"password\":\"short\"}"),
            Map.entry("POST /api/proof", "{\"password\":\"meterside-demo\"}"),
            Map.entry("PATCH /api/profile", "{}"),
            Map.entry("POST /api/second-factor/confirmation", "{\"code\":\"123456\"}"),
            Map.entry("POST /api/contacts", """
                    {"medium":"email","address":"a@vtext.com","language":"en","zone":"America/New_York","alerts":true}"""),
            Map.entry("PATCH /api/contacts/{contact}", "{}"),
            Map.entry("POST /api/contacts/{contact}/verification", "{\"code\":\"123456\"}"),
            Map.entry("POST /api/tokens", "{\"name\":\"x\",\"days\":0}"),
            Map.entry("POST /api/payment-methods", "{\"kind\":\"card\",\"language\":\"en\"}"),
            Map.entry("PUT /api/accounts/{account}/autopay", "{\"method\":\"999999\"}"),
            Map.entry("POST /api/messages", "{\"subject\":\"x\",\"text\":\"y\"}"),
            Map.entry(
                    "POST /api/counter/payments",
                    "{\"account\":\"1\",\"kind\":\"cash\",\"cents\":1,\"language\":\"en\"}"),
            Map.entry("POST /api/counter/payments/{payment}/void", "{\"reason\":\"x\"}"),
            Map.entry("POST /api/counter/refunds", "{}"),
            Map.entry("POST /api/counter/refunds/{refund}/decision", "{\"release\":true}"),
            Map.entry("POST /api/counter/settlement/{difference}/closing", "{\"note\":\"x\"}"),
            Map.entry("POST /api/payment-previews", """
                    {"parts":[{"account":"{account}","cents":100}],"kind":"card"}"""),
            Map.entry("POST /api/payments", """
                    {"parts":[{"account":"{account}","cents":100}],"kind":"card","language":"en"}"""),
            Map.entry("PUT /api/accounts/{account}/channels/{channel}/notes/{day}", "{\"text\":\"x\"}"),
            Map.entry("PUT /api/accounts/{account}/channels/{channel}/goal", "{\"amount\":\"1\",\"unit\":\"gal\"}"),
            Map.entry("POST /callbacks/stripe", "{}"));

    private static Homes homes;
    private static Alerts alerts;
    private static BillFiles bills;
    private static Portal portal;
    private static Provider provider;
    private static final Map<String, Browser> BROWSERS = new HashMap<>();
    private static final Map<String, String> PAYMENTS = new HashMap<>();

    @BeforeAll
    static void openThePortal() {
        homes = Homes.in(Backing.database());
        alerts = Alerts.in(homes);
        bills = new BillFiles(homes.database());
        Map.of("demo", homes.demo(), "other", homes.other(), "former", homes.former())
                .forEach((caller, account) -> bills.takeOne(caller, account, "2026-05-01", "2026-06-01"));
        provider = Provider.start();
        portal = Portal.on(homes.database(), Homes.NOW, provider.settings());
        provider.follows(portal);
        var rows = new Rows(homes.database());
        PAYMENTS.put("demo", Payments.settled(rows, Homes.DEMO, homes.demo(), 100));
        PAYMENTS.put("other", Payments.settled(rows, Homes.OTHER, homes.other(), 100));
        PAYMENTS.put("former", Payments.settled(rows, Homes.FORMER, homes.former(), 100));
        CALLERS.forEach(caller -> BROWSERS.put(caller, browser(caller)));
    }

    @AfterAll
    static void closeIt() {
        portal.close();
        provider.close();
    }

    /** A line of the table. */
    private record Row(String route, String caller, List<String> cells) {

        boolean hasIds() {
            return route.contains("{account}")
                    || route.contains("{payment}")
                    || BODIES.getOrDefault(route, "").contains("{account}");
        }

        boolean hasPart() {
            return PARTS.stream().anyMatch(route::contains) || route.endsWith("/alert-trial");
        }
    }

    /** What of an account a route may name. */
    private static final List<String> PARTS = List.of("{channel}", "{usagePoint}", "{alert}", "{evaluation}", "{bill}");

    /** Ids to put into a route, and the days to ask for. */
    private record Target(long account, Part part, String from, String to) {

        Target with(long otherAccount, Part otherPart) {
            return new Target(otherAccount, otherPart, from, to);
        }
    }

    /** Things of one account. */
    private record Part(long channel, long usagePoint, long alert, long evaluation, long bill, String payment) {

        static final Part UNKNOWN_TO_ALL =
                new Part(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, "00000000-0000-4000-8000-000000999999");
    }

    @Test
    void everyRouteHasARowForEveryCaller() throws IOException {
        var routes = new TreeSet<String>();
        for (var info : portal.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()) {
            for (var method : info.getMethodsCondition().getMethods()) {
                for (var pattern : info.getPatternsCondition().getPatterns()) {
                    CALLERS.forEach(caller -> routes.add("%s %s as %s".formatted(method, pattern, caller)));
                }
            }
        }
        var inTheTable = new TreeSet<String>();
        rows().forEach(row -> inTheTable.add(row.route() + " as " + row.caller()));

        assertThat(inTheTable).isEqualTo(routes);
    }

    @TestFactory
    Stream<DynamicTest> everyCellIsAsInTheTable() throws IOException {
        return rows().flatMap(row -> Stream.of(0, 1, 2, 3, 4)
                .filter(column -> !row.cells().get(column).equals("-"))
                .map(column -> dynamicTest(
                        "%s as %s, column %d".formatted(row.route(), row.caller(), column + 1),
                        () -> check(row, column))));
    }

    private static void check(Row row, int column) {
        var expected = row.cells().get(column);
        for (var target : targets(row, column)) {
            var answer = ask(row, target);
            var told = answer.status() + (isNothing(answer) ? " nothing" : "");
            assertThat(told).as("%s %s", target, answer.body()).isEqualTo(expected);
            if (answer.status() == 404) {
                var unknown = ask(row, unknown(row, target));
                assertThat(answer.body()).isEqualTo(unknown.body());
                assertThat(headers(answer)).isEqualTo(headers(unknown));
            }
        }
    }

    private static List<Target> targets(Row row, int column) {
        if (!row.hasIds()) {
            return List.of(own(row.caller()));
        }
        var own = own(row.caller());
        var another = row.caller().equals("other") ? own("demo") : own("other");
        var targets = new ArrayList<Target>();
        switch (column) {
            case 0 -> targets.add(own);
            case 1 -> {
                targets.add(own.with(another.account(), another.part()));
                if (row.hasPart()) {
                    targets.add(own.with(own.account(), another.part()));
                    targets.add(own.with(another.account(), own.part()));
                }
            }
            case 2 -> {
                targets.add(own.with(UNKNOWN, Part.UNKNOWN_TO_ALL));
                if (row.hasPart()) {
                    targets.add(own.with(own.account(), Part.UNKNOWN_TO_ALL));
                }
            }
            case 3 -> targets.add(own("former"));
            default -> targets.add(anothersTime(row.caller(), own));
        }
        return targets;
    }

    private static Target own(String caller) {
        return switch (caller) {
            case "other" -> new Target(homes.other(), part("other"), "2026-10-30", "2026-11-02");
            case "former" -> new Target(homes.former(), part("former"), "2026-05-30", "2026-06-01");
            default -> new Target(homes.demo(), part("demo"), "2026-10-30", "2026-11-02");
        };
    }

    private static Target anothersTime(String caller, Target own) {
        return switch (caller) {
            case "former" -> new Target(own.account(), own.part(), "2026-06-01", "2026-06-04");
            case "other" -> new Target(own.account(), own.part(), "2024-05-30", "2024-06-01");
            default -> new Target(own.account(), own.part(), "2026-05-30", "2026-06-01");
        };
    }

    private static Part part(String caller) {
        var water = caller.equals("other") ? homes.othersWater() : homes.water();
        var alert = alerts.of(caller);
        var bill = bills.id(caller.equals("nobody") ? "demo" : caller);
        return new Part(
                water.channel(),
                new Rows(homes.database()).write("select usage_point from channel where id = ?", water.channel()),
                alert.id(),
                alert.evaluation(),
                bill,
                PAYMENTS.getOrDefault(caller, PAYMENTS.get("demo")));
    }

    /** {@return the same question about what nobody has: the account unless it is the caller's own, else the channel} */
    private static Target unknown(Row row, Target target) {
        return target.account() == own(row.caller()).account()
                ? target.with(target.account(), Part.UNKNOWN_TO_ALL)
                : target.with(UNKNOWN, Part.UNKNOWN_TO_ALL);
    }

    private static Answer ask(Row row, Target target) {
        var method = row.route().split(" ")[0];
        var path = row.route()
                .split(" ")[1]
                .replace("{account}", Long.toString(target.account()))
                .replace("{channel}", Long.toString(target.part().channel()))
                .replace("{usagePoint}", Long.toString(target.part().usagePoint()))
                .replace("{alert}", Long.toString(target.part().alert()))
                .replace("{day}", target.from())
                .replace("{bill}", Long.toString(target.part().bill()))
                .replace("{evaluation}", Long.toString(target.part().evaluation()))
                .replace("{payment}", target.part().payment())
                .replace("{refund}", "00000000-0000-4000-8000-000000000001")
                .replace("{*path}", "app-1a2b3c4d.js")
                .replace("/**", "/1/water")
                .replaceAll("\\{(contact|session|claim|reset|token|method|difference|key)}", "999999");
        if (path.endsWith("/usage") || path.contains("/usage.csv") || path.endsWith("/usage/changes")) {
            path += "?from=%s&to=%s&by=day".formatted(target.from(), target.to());
        }
        if (path.endsWith("/usage/similar")) {
            path += "?month=" + target.from().substring(0, 7);
        }
        if (path.endsWith("/counter/accounts")) {
            path += "?q=x";
        }
        if (path.endsWith("/alert-trial")) {
            path += "?threshold=1&unit=gal&channel=" + target.part().channel();
        }
        if (path.contains("/statement")
                || path.contains(".xml")
                || path.endsWith("/notes")
                || path.endsWith("/weather")) {
            path += "?from=%s&to=%s".formatted(target.from(), target.to());
        }
        if (path.startsWith("/api/guest/payments/")) {
            path += "?token=none";
        }
        if (path.contains("/alerts") && method.matches("POST|PUT")) {
            return BROWSERS.get(row.caller())
                    .send(method, path, alerts.wish(row.caller(), target.part().channel()));
        }
        if (method.equals("DELETE") && path.contains("/alerts/") && target.equals(own(row.caller()))) {
            path = path.replaceFirst("[0-9]+$", Long.toString(alerts.another(row.caller())));
        }
        if (method.equals("DELETE") && path.contains("/notes/") && target.equals(own(row.caller()))) {
            BROWSERS.get(row.caller()).send("PUT", path, "{\"text\":\"x\"}");
        }
        if (path.endsWith("/session") && !method.equals("GET")) {
            var body = method.equals("POST")
                    ? "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(Homes.DEMO, Browser.PASSWORD)
                    : null;
            return browser(row.caller()).send(method, path, body);
        }
        if (BODIES.containsKey(row.route())) {
            var body = BODIES.get(row.route()).replace("{account}", Long.toString(target.account()));
            return BROWSERS.get(row.caller())
                    .send(
                            method,
                            path,
                            body,
                            "Idempotency-Key",
                            UUID.randomUUID().toString());
        }
        return path.endsWith("/events") || path.endsWith("/changes")
                ? opened(BROWSERS.get(row.caller()), path)
                : BROWSERS.get(row.caller()).send(method, path, null);
    }

    /** A stream has no end: only how it begins is looked at. */
    private static Answer opened(Browser browser, String path) {
        var response = browser.open(path);
        try (var body = response.body()) {
            var text = response.statusCode() == 200 ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(response.statusCode(), response.headers(), text);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static boolean isNothing(Answer answer) {
        if (answer.header("Content-Type").equals("application/atom+xml")) {
            return !answer.body().contains("<IntervalReading>");
        }
        return answer.status() == 200
                && answer.header("Content-Type").equals("application/json")
                && answer.json().path("buckets").isArray()
                && answer.json().get("buckets").isEmpty();
    }

    private static Map<String, List<String>> headers(Answer answer) {
        var headers = new HashMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }

    private static Browser browser(String caller) {
        return caller.equals("nobody") ? portal.browser() : portal.browser().signedInAs(caller + "@meterside.example");
    }

    private static Stream<Row> rows() throws IOException {
        return new ClassPathResource("whose.md")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches("\\| (GET|POST|PUT|PATCH|DELETE) .*"))
                .map(line -> Stream.of(line.split("\\|")).map(String::strip).toList())
                .map(words -> new Row(words.get(1), words.get(2), words.subList(3, 8)));
    }
}
