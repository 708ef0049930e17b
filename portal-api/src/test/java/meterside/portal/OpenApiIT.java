package meterside.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import meterside.portal.testing.Alerts;
import meterside.portal.testing.BillFiles;
import meterside.portal.testing.Browser;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** openapi.json is written by hand, so it is compared with what the portal has and answers. */
class OpenApiIT {

    private static final String LOCATION = "https://meterside.example/openapi.json";

    private static final String WEATHER = "GET /api/accounts/{account}/usage-points/{usagePoint}/weather";

    private static Homes homes;
    private static Alerts alerts;
    private static Portal portal;
    private static Provider provider;
    private static JsonNode openapi;
    private static SchemaRegistry schemas;

    @BeforeAll
    static void openThePortal() throws IOException {
        homes = Homes.in(Backing.database());
        alerts = Alerts.in(homes);
        billed();
        weather();
        provider = Provider.start();
        portal = Portal.on(homes.database(), Homes.NOW, provider.settings());
        provider.follows(portal);
        var text = new ClassPathResource("openapi.json").getContentAsString(StandardCharsets.UTF_8);
        openapi = JsonMapper.shared().readTree(text);
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(LOCATION, text)));
    }

    /** A flat bill, and one with every kind of field. */
    private static void billed() {
        var rows = new Rows(homes.database());
        var number = rows.text("select number from account where id = ?", homes.demo());
        var point = rows.text(
                "select p.number from usage_point p join channel c on c.usage_point = p.id where c.id = ?",
                homes.water().channel());
        new BillFiles(homes.database())
                .takeOne("R-1", homes.demo(), "2026-09-01", "2026-10-01")
                .take(
                        "bill,R-2,%s,2026-11-02,2026-11-22,2026-10-30,2026-11-02,9.50".formatted(number),
                        "charge,water,service,%s,,,,9.00,2701,gal,estimated,100,2801.5,No read had come."
                                        .formatted(point)
                                + "\nline,Water,Agua,2701,gal,0.0033,9.00",
                        "charge,other,penalty,,,,,0.50,,,flat");
    }

    private static void weather() {
        var rows = new Rows(homes.database());
        rows.write(
                "update usage_point set station = 'RIVERTON' where id = ?",
                placeOf(homes.water().channel()));
        rows.write("""
                with file as (
                    insert into source_file (sha256, feed, name, bytes, state, received_at)
                    values (decode(repeat('ab', 32), 'hex'), 'weather', 'a', 1, 'stored', '2026-11-01T00:00Z') returning id)
                insert into weather_day (station, day, high_f, low_f, rain_mm, stamped_at, source_file, line)
                select 'RIVERTON', '2026-10-29', 59.4, -3.25, 3.05, '2026-11-01T00:00Z', id, 1 from file
                """);
    }

    private static long bill(String number) {
        return new BillFiles(homes.database()).id(number);
    }

    @AfterAll
    static void closeIt() {
        portal.close();
        provider.close();
    }

    @Test
    void namesEveryRouteOfTheApiAndNoOther() {
        var routes = new TreeSet<String>();
        for (var info : portal.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()) {
            for (var pattern : info.getPatternsCondition().getPatterns()) {
                var path = pattern.getPatternString();
                if (path.startsWith("/api/") || path.startsWith("/health/")) {
                    info.getMethodsCondition().getMethods().forEach(method -> routes.add(method + " " + path));
                }
            }
        }
        var named = new TreeSet<String>();
        for (var path : openapi.get("paths").properties()) {
            path.getValue().propertyNames().forEach(method -> named.add(method.toUpperCase() + " " + path.getKey()));
        }

        assertThat(named).isEqualTo(routes);
    }

    @Test
    void isServedAsItIs() {
        assertThat(portal.browser().get("/api/openapi.json").json()).isEqualTo(openapi);
    }

    /** An answer to look at: what to ask, and which status to expect. */
    private record Case(String route, String path, int status) {}

    @TestFactory
    Stream<DynamicTest> everyAnswerIsAsDescribed() {
        var usage = "GET /api/accounts/{account}/channels/{channel}/usage";
        var trial = "GET /api/accounts/{account}/alert-trial";
        var statement = "GET /api/accounts/{account}/statement";
        var greenButton = "GET /api/accounts/{account}/usage-points/{usagePoint}/green-button.xml";
        var point = "GET /api/accounts/{account}/usage-points/{usagePoint}/usage";
        var demo = homes.demo();
        var bills = "/api/accounts/%d/bills".formatted(demo);
        var water = homes.water().channel();
        return Stream.of(
                        new Case("GET /api/session", "/api/session", 200),
                        new Case("GET /api/session", "/api/session", 401),
                        new Case("GET /api/session", "/api/session?x=1", 400),
                        new Case("GET /api/site", "/api/site", 200),
                        new Case("GET /api/signing-keys", "/api/signing-keys", 200),
                        new Case("GET /api/signing-keys/{key}", "/api/signing-keys/none", 404),
                        new Case("GET /api/accounts", "/api/accounts", 200),
                        new Case("GET /api/accounts", "/api/accounts", 401),
                        new Case(
                                "GET /api/accounts/{account}/channels",
                                "/api/accounts/%d/channels".formatted(demo),
                                200),
                        new Case("GET /api/accounts/{account}/channels", "/api/accounts/999/channels", 404),
                        new Case(usage, Homes.usage(demo, water, "2026-10-28", "2026-11-04", "day"), 200),
                        new Case(usage, Homes.usage(demo, water, "2026-11-01", "2026-11-03", "hour"), 200),
                        new Case(usage, Homes.usage(demo, water, "2025-01-01", "2025-02-01", "day"), 200),
                        new Case(usage, Homes.usage(demo, 999, "2026-11-01", "2026-11-03", "hour"), 404),
                        new Case(usage, Homes.usage(demo, water, "2026-11-01", "2026-11-01", "hour"), 422),
                        new Case(usage, Homes.usage(demo, water, "2026-11-01", "2026-12-31", "hour"), 422),
                        new Case(usage, Homes.usage(demo, water, "yesterday", "2026-11-03", "hour"), 400),
                        new Case(greenButton, greenButton(demo, "999", "2026-11-02"), 404),
                        new Case(greenButton, greenButton(999, "1", "2026-11-02"), 404),
                        new Case(greenButton, greenButton(demo, point(), "2026-10-30"), 422),
                        new Case(greenButton, greenButton(demo, point(), "soon"), 400),
                        new Case(
                                greenButton + ".zip",
                                greenButton(demo, point(), "2026-10-30").replace(".xml", ".xml.zip"),
                                422),
                        new Case(usage, Homes.usage(demo, water, "2026-10-28", "2026-11-04", "week"), 200),
                        new Case(usage, Homes.usage(demo, water, "2026-08-12", "2026-11-04", "month"), 200),
                        new Case(usage, Homes.usage(demo, water, "2026-08-12", "2026-11-04", "cycle"), 200),
                        new Case(usage, Homes.usage(demo, water, "2026-11-01", "2026-11-02", "quarter-hour"), 422),
                        new Case(usage, Homes.usage(demo, water, "2026-11-01", "2026-11-02", "day&unit=CCF"), 200),
                        new Case(usage, Homes.usage(demo, water, "2026-11-01", "2026-11-02", "day&unit=kWh"), 422),
                        new Case(usage, Homes.usage(demo, water, "2026-11-01", "2026-11-02", "day&as-known-on=x"), 400),
                        new Case("GET /api/usage", "/api/usage?from=2026-10-12&to=2026-11-04&by=week", 200),
                        new Case(
                                usage + "/changes",
                                total(demo, "channels/%d/usage/changes".formatted(water), "day"),
                                200),
                        new Case(usage + "/changes", total(demo, "channels/999/usage/changes", "day"), 404),
                        new Case(of("notes"), beside(water, "notes?from=2026-10-12&to=2026-11-04"), 200),
                        new Case(of("notes"), beside(999, "notes?from=2026-10-12&to=2026-11-04"), 404),
                        new Case(of("notes"), beside(water, "notes?from=2026-11-04&to=2026-10-12"), 422),
                        new Case(of("cycle"), beside(water, "cycle"), 200),
                        new Case(of("cycle"), beside(999, "cycle"), 404),
                        new Case(usage + "/similar", similar(demo, water, "2026-10"), 200),
                        new Case(usage + "/similar", similar(demo, water, "2026-11"), 422),
                        new Case(usage + "/similar", similar(demo, water, "2026-13"), 400),
                        new Case(usage + "/similar", similar(demo, 999, "2026-10"), 404),
                        new Case(
                                "GET /api/accounts/{account}/unusual", "/api/accounts/%d/unusual".formatted(demo), 200),
                        new Case("GET /api/accounts/{account}/unusual", "/api/accounts/999/unusual", 404),
                        new Case("GET /api/usage", "/api/usage?from=2026-10-12&to=2026-11-04&by=hour", 400),
                        new Case("GET /api/accounts/{account}/usage", total(demo, "usage", "week"), 200),
                        new Case("GET /api/accounts/{account}/usage", total(999, "usage", "day"), 404),
                        new Case("GET /api/accounts/{account}/usage", total(demo, "usage", "day&unit=kWh"), 422),
                        new Case(point, total(demo, "usage-points/%d/usage".formatted(placeOf(water)), "hour"), 200),
                        new Case(point, total(demo, "usage-points/999/usage", "day"), 404),
                        new Case(WEATHER, weather(demo, placeOf(water), "us"), 200),
                        new Case(WEATHER, weather(demo, 999, "metric"), 404),
                        new Case(WEATHER, weather(demo, placeOf(water), "kelvin"), 400),
                        new Case(usage + ".csv", file(demo, water, "2026-11-01", "2026-11-01", "day"), 422),
                        new Case(usage + ".csv", file(demo, 999, "2026-11-01", "2026-11-03", "read"), 404),
                        new Case(usage + ".csv", file(demo, water, "2026-11-01", "2026-11-03", "year"), 400),
                        new Case(
                                usage + ".csv.zip",
                                file(demo, 999, "2026-11-01", "2026-11-03", "read")
                                        .replace(".csv", ".csv.zip"),
                                404),
                        new Case("GET /api/accounts/{account}/bills", bills, 200),
                        new Case("GET /api/accounts/{account}/bills", bills + "?before=x", 400),
                        new Case("GET /api/accounts/{account}/bills", "/api/accounts/999/bills", 404),
                        new Case("GET /api/accounts/{account}/bills/{bill}", bills + "/" + bill("R-1"), 200),
                        new Case("GET /api/accounts/{account}/bills/{bill}", bills + "/" + bill("R-2"), 200),
                        new Case("GET /api/accounts/{account}/bills/{bill}", bills + "/999999", 404),
                        new Case("GET /api/accounts/{account}/alerts", "/api/accounts/%d/alerts".formatted(demo), 200),
                        new Case("GET /api/accounts/{account}/alerts", "/api/accounts/999/alerts", 404),
                        new Case(trial, trial(demo, "commodity=water&threshold=300&unit=gal"), 200),
                        new Case(trial, trial(demo, "commodity=water&threshold=300&unit=kWh"), 422),
                        new Case(trial, trial(demo, "commodity=water&threshold=lots&unit=gal"), 400),
                        new Case(trial, trial(demo, "channel=999&threshold=300&unit=gal"), 404),
                        new Case(
                                "GET /api/accounts/{account}/balance", "/api/accounts/%d/balance".formatted(demo), 200),
                        new Case("GET /api/accounts/{account}/balance", "/api/accounts/999/balance", 404),
                        new Case(statement, statement(demo, "?from=2026-10-01&to=2026-12-01"), 200),
                        new Case(statement, statement(demo, "?from=2026-12-01&to=2026-12-01"), 422),
                        new Case(statement, statement(demo, "?from=1990-12-01&to=2026-12-01"), 422),
                        new Case(statement, statement(demo, "?from=lately&to=2026-12-01"), 400),
                        new Case(statement + ".csv", statement(999, ".csv?from=2026-10-01&to=2026-12-01"), 404),
                        new Case(statement + ".csv", statement(demo, ".csv?from=2026-12-01&to=2026-10-01"), 422),
                        new Case("GET /api/accounts/{account}/events", "/api/accounts/999/events", 404),
                        new Case("GET /api/accounts/{account}/changes", "/api/accounts/999/changes", 404),
                        new Case("GET /api/tokens", "/api/tokens", 200),
                        new Case("GET /api/tokens", "/api/tokens", 401),
                        new Case("GET /api/staff", "/api/staff", 404),
                        new Case("GET /api/counter/settlement", "/api/counter/settlement", 404),
                        new Case(
                                "GET /api/accounts/{account}/bills/{bill}/pdf",
                                "/api/accounts/%d/bills/999/pdf".formatted(demo),
                                404),
                        new Case(
                                "GET /api/accounts/{account}/bills/{bill}/pdf",
                                "/api/accounts/%d/bills/999/pdf?language=tlh".formatted(demo),
                                400),
                        new Case("GET /api/payments/{payment}/receipt", "/api/payments/none/receipt", 404),
                        new Case("GET /health/live", "/health/live", 200),
                        new Case("GET /health/ready", "/health/ready", 200))
                .map(one -> dynamicTest(one.status() + " " + one.path(), () -> check(one)));
    }

    private static String of(String what) {
        return "GET /api/accounts/{account}/channels/{channel}/" + what;
    }

    private static String beside(long channel, String what) {
        return "/api/accounts/%d/channels/%d/%s".formatted(homes.demo(), channel, what);
    }

    private static String total(long account, String what, String by) {
        return "/api/accounts/%d/%s?from=2026-10-12&to=2026-11-04&by=%s".formatted(account, what, by);
    }

    private static String similar(long account, long channel, String month) {
        return "/api/accounts/%d/channels/%d/usage/similar?month=%s".formatted(account, channel, month);
    }

    private static String weather(long account, long usagePoint, String units) {
        return "/api/accounts/%d/usage-points/%d/weather?from=2026-10-28&to=2026-11-04&units=%s"
                .formatted(account, usagePoint, units);
    }

    private static long placeOf(long channel) {
        return new Rows(homes.database()).write("select usage_point from channel where id = ?", (int) channel);
    }

    private static String file(long account, long channel, String from, String to, String by) {
        return Homes.usage(account, channel, from, to, by).replace("/usage?", "/usage.csv?");
    }

    @TestFactory
    Stream<DynamicTest> everySignInIsAsDescribed() {
        var route = "POST /api/session";
        return Stream.of(
                        Map.entry(200, "{\"email\":\"demo@meterside.example\",\"password\":\"meterside-demo\"}"),
                        Map.entry(401, "{\"email\":\"demo@meterside.example\",\"password\":\"wrong\"}"),
                        Map.entry(400, "{\"email\":\"demo@meterside.example\"}"))
                .map(one -> dynamicTest(one.getKey() + " " + one.getValue(), () -> {
                    var answer = portal.browser().send("POST", "/api/session", one.getValue());
                    assertThat(answer.status()).isEqualTo(one.getKey());
                    matches(route, answer);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyAlertIsAsDescribed() {
        var demo = portal.browser().signedInAs(Homes.DEMO);
        var all = "/api/accounts/{account}/alerts";
        var wish = alerts.wish("demo", homes.water().channel());
        return Stream.of(
                        Map.entry("POST 201 " + all, wish),
                        Map.entry("POST 400 " + all, "{}"),
                        Map.entry("POST 404 " + all, wish.replaceFirst("[0-9]+", "999")),
                        Map.entry("POST 422 " + all, wish.replace("gal", "kWh")),
                        Map.entry("PUT 200 " + all + "/{alert}", wish.replace("300", "301")))
                .map(one -> dynamicTest(one.getKey() + " " + one.getValue(), () -> {
                    var words = one.getKey().split(" ");
                    var path = words[2].replace("{account}", Long.toString(homes.demo()))
                            .replace("{alert}", Long.toString(alerts.of("demo").id()));
                    var answer = demo.send(words[0], path, one.getValue());
                    assertThat(answer.status()).as(answer.body()).isEqualTo(Integer.parseInt(words[1]));
                    matches(words[0] + " " + words[2], answer);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyNoteAndGoalIsAsDescribed() {
        var demo = portal.browser().signedInAs(Homes.DEMO);
        return Stream.of(
                        Map.entry("PUT 200 notes/2026-11-01", "{\"text\":\"Filled the pool\"}"),
                        Map.entry("PUT 400 notes/2026-11-01", "{}"),
                        Map.entry("PUT 422 notes/2026-01-01", "{\"text\":\"Filled the pool\"}"),
                        Map.entry("DELETE 404 notes/2026-11-02", ""),
                        Map.entry("PUT 200 goal", "{\"amount\":\"2.5\",\"unit\":\"KGAL\"}"),
                        Map.entry("GET 200 cycle", ""),
                        Map.entry("PUT 400 goal", "{\"amount\":\"much\",\"unit\":\"KGAL\"}"),
                        Map.entry("PUT 422 goal", "{\"amount\":\"2.5\",\"unit\":\"kWh\"}"))
                .map(one -> dynamicTest(one.getKey() + " " + one.getValue(), () -> {
                    var words = one.getKey().split(" ");
                    var answer = demo.send(
                            words[0],
                            beside(homes.water().channel(), words[2]),
                            one.getValue().isEmpty() ? null : one.getValue());
                    assertThat(answer.status()).as(answer.body()).isEqualTo(Integer.parseInt(words[1]));
                    var what = words[2].replaceFirst("/.*", "/{day}");
                    matches("%s /api/accounts/{account}/channels/{channel}/%s".formatted(words[0], what), answer);
                }));
    }

    @Test
    void aDecisionIsAsDescribed() {
        var decision = alerts.told("demo").evaluation();
        var path = "/api/accounts/%d/evaluations/%d".formatted(homes.demo(), decision);
        var demo = portal.browser().signedInAs(Homes.DEMO);

        matches("GET /api/accounts/{account}/evaluations/{evaluation}", demo.get(path));
        matches("GET /api/accounts/{account}/evaluations/{evaluation}", demo.get(path + "0000"));
    }

    @TestFactory
    Stream<DynamicTest> everyPaymentIsAsDescribed() {
        var demo = portal.browser().signedInAs(Homes.DEMO);
        var paid = Payments.settled(new Rows(homes.database()), Homes.DEMO, homes.demo(), 100);
        var key = "7d1f3b8a-9c10-4a50-9d2e-0b6d1f0e5f0c";
        var wish = "{\"parts\":[{\"account\":\"%d\",\"cents\":100}],\"kind\":\"card\",\"language\":\"en\"}"
                .formatted(homes.demo());
        var preview = wish.replace(",\"language\":\"en\"", "");
        return Stream.of(
                        Map.entry("POST 200 /api/payment-previews", preview),
                        Map.entry("POST 400 /api/payment-previews", "{}"),
                        Map.entry("POST 404 /api/payment-previews", preview.replaceFirst("[0-9]+", "999")),
                        Map.entry("POST 422 /api/payment-previews", preview.replace("100", "0")),
                        Map.entry("POST 201 /api/payments", wish),
                        Map.entry("POST 400 /api/payments", "{}"),
                        Map.entry("POST 404 /api/payments", wish.replaceFirst("[0-9]+", "999")),
                        Map.entry("POST 409 /api/payments", wish.replace("100", "200")),
                        Map.entry("POST 422 /api/payments", wish.replace("100", "99999")),
                        Map.entry("GET 200 /api/payments/" + paid, ""),
                        Map.entry("GET 200 /api/payments/" + key, ""),
                        Map.entry("GET 404 /api/payments/1", ""),
                        Map.entry("DELETE 409 /api/payments/" + paid, ""),
                        Map.entry("DELETE 404 /api/payments/1", ""),
                        Map.entry("GET 200 /api/accounts/%d/payments".formatted(homes.demo()), ""),
                        Map.entry("GET 400 /api/accounts/%d/payments?before=soon".formatted(homes.demo()), ""),
                        Map.entry("GET 404 /api/accounts/999/payments", ""))
                .map(one -> dynamicTest(one.getKey() + " " + one.getValue(), () -> {
                    var words = one.getKey().split(" ");
                    var body = one.getValue().isEmpty() ? null : one.getValue();
                    var used = words[1].equals("201") || words[1].equals("409")
                            ? key
                            : UUID.randomUUID().toString();
                    var answer = demo.send(words[0], words[2], body, "Idempotency-Key", used);
                    assertThat(answer.status()).as(answer.body()).isEqualTo(Integer.parseInt(words[1]));
                    matches(
                            words[0] + " "
                                    + words[2].replaceFirst("\\?.*", "")
                                            .replaceFirst("(?<=/payments/).+", "{payment}")
                                            .replaceFirst("(?<=/accounts/)[0-9]+", "{account}"),
                            answer);
                }));
    }

    @Test
    void withoutAProviderPayingIsAsDescribed() {
        try (var bare = Portal.on(homes.database(), Homes.NOW)) {
            var wish = "{\"parts\":[{\"account\":\"%d\",\"cents\":100}],\"kind\":\"card\",\"language\":\"en\"}"
                    .formatted(homes.demo());
            var answer = bare.browser()
                    .signedInAs(Homes.DEMO)
                    .send(
                            "POST",
                            "/api/payments",
                            wish,
                            "Idempotency-Key",
                            UUID.randomUUID().toString());

            assertThat(answer.status()).isEqualTo(503);
            matches("POST /api/payments", answer);
        }
    }

    private static String statement(long account, String rest) {
        return "/api/accounts/%d/statement%s".formatted(account, rest);
    }

    /** The days of a file up to {@code to}, from October 30. */
    private static String greenButton(long account, String point, String to) {
        return "/api/accounts/%d/usage-points/%s/green-button.xml?from=2026-10-30&to=%s".formatted(account, point, to);
    }

    private static String point() {
        return new Rows(homes.database())
                .text(
                        "select usage_point from channel where id = ?",
                        homes.water().channel());
    }

    private static String trial(long account, String query) {
        return "/api/accounts/%d/alert-trial?%s".formatted(account, query);
    }

    @Test
    void itsExamplesAreAsDescribed() {
        var checked = 0;
        for (var path : openapi.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                for (var response : operation.getValue().get("responses").properties()) {
                    var resolved = resolved(response.getValue());
                    for (var media : resolved.path("content").properties()) {
                        var schema = schema(
                                pointerTo(response.getValue(), path.getKey(), operation.getKey(), response.getKey())
                                        + "/content/" + escaped(media.getKey()) + "/schema");
                        for (var example : examples(media.getValue())) {
                            if (!example.isString()) {
                                assertThat(schema.validate(example.toString(), InputFormat.JSON))
                                        .isEmpty();
                                checked++;
                            }
                        }
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(20);
    }

    private static void check(Case one) {
        var browser = portal.browser();
        if (one.status() != 401) {
            browser.signedInAs(Homes.DEMO);
        }
        var answer = browser.get(one.path());
        assertThat(answer.status()).as(answer.body()).isEqualTo(one.status());
        matches(one.route(), answer);
    }

    private static void matches(String route, Browser.Answer answer) {
        var words = route.split(" ");
        var status = Integer.toString(answer.status());
        var response = openapi.get("paths")
                .get(words[1])
                .get(words[0].toLowerCase())
                .get("responses")
                .get(status);
        assertThat(response).as("%s answers %s", route, status).isNotNull();
        var media = answer.header("Content-Type");
        assertThat(resolved(response).get("content").propertyNames()).contains(media);
        var schema = schema(pointerTo(response, words[1], words[0].toLowerCase(), status) + "/content/" + escaped(media)
                + "/schema");

        assertThat(schema.validate(answer.body(), InputFormat.JSON)).isEmpty();
        for (var header : resolved(response).get("headers").properties()) {
            var described = resolved(header.getValue());
            var fixed = described.at("/schema/const");
            if (fixed.isString()) {
                assertThat(answer.header(header.getKey())).isEqualTo(fixed.stringValue());
            } else if (described.path("required").asBoolean(false)) {
                assertThat(answer.header(header.getKey())).isNotEmpty();
            }
        }
    }

    private static Schema schema(String pointer) {
        return schemas.getSchema(SchemaLocation.of(LOCATION + "#" + pointer));
    }

    private static String pointerTo(JsonNode response, String path, String method, String status) {
        return response.has("$ref")
                ? response.get("$ref").stringValue().substring(1)
                : "/paths/%s/%s/responses/%s".formatted(escaped(path), method, status);
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? openapi.at(node.get("$ref").stringValue().substring(1)) : node;
    }

    private static List<JsonNode> examples(JsonNode media) {
        if (media.has("example")) {
            return List.of(media.get("example"));
        }
        return media.path("examples").properties().stream()
                .map(example -> example.getValue().get("value"))
                .toList();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }
}
