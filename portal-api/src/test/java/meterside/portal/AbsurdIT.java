package meterside.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Parameters and bodies that nobody sends by mistake (S14), to every route that the contract names: each is refused with a code
 * or answered in a bounded way, and none makes the portal fail.
 */
class AbsurdIT {

    private static final List<String> VALUES = List.of(
            "",
            "-1",
            "0",
            "99999999999999999999",
            "1e309",
            "NaN",
            "%00",
            "%F0%9F%92%A7",
            "'%20or%201=1--",
            "9999-12-31",
            "-999999999-01-01",
            "2026-02-30",
            "x".repeat(3000));

    private static final List<String> ENDLESS = List.of("/events", "/changes");

    private static Homes homes;
    private static Portal portal;
    private static Browser demo;
    private static JsonNode contract;
    private static JsonNode paths;

    @BeforeAll
    static void openThePortal() {
        homes = Homes.in(Backing.database());
        portal = Portal.on(homes.database(), Homes.NOW);
        demo = portal.browser().signedInAs(Homes.DEMO);
        contract = demo.get("/api/openapi.json").json();
        paths = contract.get("paths");
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    private record Parameter(String name, boolean isRequired, String example) {}

    /** A route to read from, with this customer's own ids. */
    private record Route(String path, List<Parameter> parameters) {

        /** {@return the question with one parameter replaced; the others as the contract shows them, if they are needed} */
        String with(Map<String, String> replaced) {
            var query = new ArrayList<String>();
            for (var parameter : parameters) {
                var value = replaced.getOrDefault(parameter.name(), parameter.example());
                if (parameter.isRequired() || replaced.containsKey(parameter.name())) {
                    query.add(parameter.name() + "=" + value);
                }
            }
            return path + "?" + String.join("&", query);
        }
    }

    @Test
    void everyParameterOfEveryRouteIsRefusedOrAnsweredWithinBounds() {
        var asked = 0;
        for (var route : routes()) {
            for (var parameter : route.parameters()) {
                for (var value : VALUES) {
                    isBounded(route.with(Map.of(parameter.name(), value)));
                    asked++;
                }
            }
        }
        assertThat(asked).as("questions").isGreaterThan(30 * VALUES.size());
    }

    /** A file may be of any length; it is not read here. */
    @Test
    void aHundredYearsAreRefusedOrAnsweredWithinBounds() {
        var asked = 0;
        for (var route : routes()) {
            if (route.parameters().stream().noneMatch(one -> one.name().equals("from"))
                    || route.path().endsWith(".csv")) {
                continue;
            }
            for (var by : List.of("quarter-hour", "hour", "day", "month")) {
                var question = new LinkedHashMap<>(Map.of("from", "1926-01-01", "to", "2126-01-01"));
                if (route.parameters().stream().anyMatch(one -> one.name().equals("by"))) {
                    question.put("by", by);
                }
                isBounded(route.with(question));
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(20);
    }

    @Test
    void noBodyIsTooDeepOrTooLongToBeRefused() {
        var bodies = List.of(
                "[".repeat(20_000),
                "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
                "{\"a\":\"" + "x".repeat(200_000) + "\"}",
                "{\"parts\":[" + "{\"account\":\"1\",\"cents\":1},".repeat(10_000) + "{}]}",
                "{\"cents\":1e999999999}",
                "\u0000");
        var asked = 0;
        for (var path : paths.properties()) {
            for (var method : List.of("post", "put", "patch")) {
                if (path.getValue().path(method).has("requestBody")) {
                    for (var body : bodies) {
                        var answer = demo.send(
                                method.toUpperCase(Locale.ROOT),
                                filled(path.getKey()),
                                body,
                                "Idempotency-Key",
                                UUID.randomUUID().toString());
                        assertThat(answer.status())
                                .as("%s %s with %.40s: %s", method, path.getKey(), body, answer.body())
                                .isBetween(400, 499);
                        asked++;
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(20 * bodies.size());
    }

    private static void isBounded(String question) {
        var answer = demo.get(question);
        var told = "%.300s: %d %.300s".formatted(question, answer.status(), answer.body());
        assertThat(answer.status()).as(told).isBetween(200, 499);
        assertThat(answer.body().length()).as(told).isLessThan(2_000_000);
        if (answer.status() >= 400 && hasReachedUs(answer)) {
            assertThat(answer.code()).as(told).isNotEmpty();
        }
    }

    /** What the server itself refuses, such as a line of 4,096 characters, has no body. */
    private static boolean hasReachedUs(Answer answer) {
        return !answer.body().isEmpty();
    }

    private static List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var path : paths.properties()) {
            var parameters = Stream.of(path.getValue(), path.getValue().path("get"))
                    .flatMap(each -> each.path("parameters").valueStream())
                    .map(AbsurdIT::resolved)
                    .filter(each -> each.path("in").asString().equals("query"))
                    .map(each -> new Parameter(
                            each.path("name").asString(), each.path("required").asBoolean(), example(each)))
                    .toList();
            if (path.getValue().has("get")
                    && !parameters.isEmpty()
                    && ENDLESS.stream().noneMatch(path.getKey()::endsWith)) {
                routes.add(new Route(filled(path.getKey()), parameters));
            }
        }
        assertThat(routes).hasSizeGreaterThan(10);
        return routes;
    }

    private static JsonNode resolved(JsonNode parameter) {
        var reference = parameter.path("$ref").asString("");
        return reference.isEmpty() ? parameter : contract.at(reference.substring(1));
    }

    private static String example(JsonNode parameter) {
        var example = parameter.path("example");
        var shown = example.isMissingNode() ? parameter.path("schema").path("example") : example;
        return shown.isMissingNode()
                ? parameter.path("schema").path("enum").path(0).asString("1")
                : shown.asString();
    }

    private static String filled(String path) {
        return path.replace("{account}", Long.toString(homes.demo()))
                .replace("{channel}", Long.toString(homes.water().channel()))
                .replace("{payment}", "00000000-0000-4000-8000-000000999999")
                .replaceAll("\\{[^}]*}", "999999");
    }
}
