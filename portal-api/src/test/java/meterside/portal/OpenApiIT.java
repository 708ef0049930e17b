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
import java.util.stream.Stream;
import meterside.portal.testing.Alerts;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
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

    private static Homes homes;
    private static Alerts alerts;
    private static Portal portal;
    private static JsonNode openapi;
    private static SchemaRegistry schemas;

    @BeforeAll
    static void openThePortal() throws IOException {
        homes = Homes.in(Backing.database());
        alerts = Alerts.in(homes);
        portal = Portal.on(homes.database(), Homes.NOW);
        var text = new ClassPathResource("openapi.json").getContentAsString(StandardCharsets.UTF_8);
        openapi = JsonMapper.shared().readTree(text);
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(LOCATION, text)));
    }

    @AfterAll
    static void closeIt() {
        portal.close();
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
        var demo = homes.demo();
        var water = homes.water().channel();
        return Stream.of(
                        new Case("GET /api/session", "/api/session", 200),
                        new Case("GET /api/session", "/api/session", 401),
                        new Case("GET /api/session", "/api/session?x=1", 400),
                        new Case("GET /api/site", "/api/site", 200),
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
                        new Case("GET /api/accounts/{account}/alerts", "/api/accounts/%d/alerts".formatted(demo), 200),
                        new Case("GET /api/accounts/{account}/alerts", "/api/accounts/999/alerts", 404),
                        new Case(trial, trial(demo, "commodity=water&threshold=300&unit=gal"), 200),
                        new Case(trial, trial(demo, "commodity=water&threshold=300&unit=kWh"), 422),
                        new Case(trial, trial(demo, "commodity=water&threshold=lots&unit=gal"), 400),
                        new Case(trial, trial(demo, "channel=999&threshold=300&unit=gal"), 404),
                        new Case("GET /api/accounts/{account}/events", "/api/accounts/999/events", 404),
                        new Case("GET /health/live", "/health/live", 200),
                        new Case("GET /health/ready", "/health/ready", 200))
                .map(one -> dynamicTest(one.status() + " " + one.path(), () -> check(one)));
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

    @Test
    void aDecisionIsAsDescribed() {
        var decision = alerts.told("demo").evaluation();
        var path = "/api/accounts/%d/evaluations/%d".formatted(homes.demo(), decision);
        var demo = portal.browser().signedInAs(Homes.DEMO);

        matches("GET /api/accounts/{account}/evaluations/{evaluation}", demo.get(path));
        matches("GET /api/accounts/{account}/evaluations/{evaluation}", demo.get(path + "0000"));
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
