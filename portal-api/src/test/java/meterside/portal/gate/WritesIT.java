package meterside.portal.gate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every route that changes something, as the portal has them, against what other sites and curious people send (S6, S7). */
class WritesIT {

    private static Portal portal;
    private static Rows rows;
    private static Browser demo;
    private static JsonNode openapi;

    @BeforeAll
    static void openThePortal() throws Exception {
        var database = Homes.in(Backing.database()).database();
        rows = new Rows(database);
        portal = Portal.on(database, Homes.NOW);
        openapi = JsonMapper.shared()
                .readTree(new ClassPathResource("openapi.json").getContentAsString(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    @BeforeEach
    void forget() {
        rows.write("delete from sign_in_failure");
        demo = portal.browser().signedInAs(Homes.DEMO); // one of them signs out
    }

    /** A route and the body that openapi.json shows for it, if it takes one. */
    private record Write(String method, String path, ObjectNode body) {

        String filled() {
            return path.replaceAll("\\{[^}]*}", "999999");
        }

        String json() {
            return body == null ? null : body.toString();
        }
    }

    private static Stream<Write> writes() {
        var found = new TreeMap<String, Write>();
        for (var info : portal.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()) {
            for (var method : info.getMethodsCondition().getMethods()) {
                for (var pattern : info.getPatternsCondition().getPatterns()) {
                    var path = pattern.getPatternString();
                    if (method != RequestMethod.GET && path.startsWith("/api/")) {
                        var described =
                                openapi.get("paths").get(path).get(method.name().toLowerCase());
                        var example = described.at("/requestBody/content/application~1json/example");
                        var shown = example.isObject()
                                ? (ObjectNode) example
                                : described.has("requestBody")
                                        ? JsonMapper.shared().createObjectNode()
                                        : null;
                        found.put(method + " " + path, new Write(method.name(), path, shown));
                    }
                }
            }
        }
        return found.values().stream();
    }

    @Test
    void areMany() {
        assertThat(writes().count()).isGreaterThanOrEqualTo(20);
    }

    @TestFactory
    Stream<DynamicTest> refuseOtherSitesAndChangeNothing() {
        return writes().map(write -> dynamicTest(write.method() + " " + write.path(), () -> {
            var before = everything();
            for (var headers : new String[][] {
                {"Sec-Fetch-Site", "cross-site"},
                {"Sec-Fetch-Site", "same-site"},
                {"Sec-Fetch-Site", "none"},
                {"Sec-Fetch-Site", "same-origin", "Origin", "https://evil.example"},
                {"Sec-Fetch-Site", "same-origin", "Origin", "null"}
            }) {
                var answer = demo.send(write.method(), write.filled(), write.json(), headers);
                assertThat(answer.status()).as(String.join(" ", headers)).isEqualTo(403);
                assertThat(answer.code()).isEqualTo("cross-site");
            }
            assertThat(demo.bare(write.method(), write.filled()).code()).isEqualTo("cross-site");
            assertThat(everything()).isEqualTo(before);
        }));
    }

    @TestFactory
    Stream<DynamicTest> takeNothingAFormCanSend() {
        return writes().filter(write -> write.body() != null)
                .map(write -> dynamicTest(write.method() + " " + write.path(), () -> {
                    for (var type : new String[] {
                        "text/plain",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=x",
                        "text/plain; charset=utf-8"
                    }) {
                        assertThat(demo.send(write.method(), write.filled(), write.json(), "Content-Type", type)
                                        .code())
                                .as(type)
                                .isIn("unsupported-media-type", "proof-needed");
                    }
                }));
    }

    /** Mass assignment: a field that is not named is refused, whatever it would have set (S2). */
    @TestFactory
    Stream<DynamicTest> refuseFieldsTheyDoNotName() {
        return writes().filter(write -> write.body() != null)
                .map(write -> dynamicTest(write.method() + " " + write.path(), () -> {
                    var before = everything();
                    for (var field : new String[] {
                        "id", "login", "role", "verified", "verifiedAt", "admin", "isAdmin", "__proto__"
                    }) {
                        if (write.body().has(field)) {
                            continue;
                        }
                        var more = write.body().deepCopy().put(field, "1");
                        var answer = demo.send(write.method(), write.filled(), more.toString());
                        assertThat(answer.status()).as(field + answer.body()).isEqualTo(400);
                        assertThat(answer.code()).isEqualTo("malformed-request");
                    }
                    assertThat(everything()).isEqualTo(before);
                }));
    }

    @TestFactory
    Stream<DynamicTest> areNotToBeHadByGet() {
        return writes().map(write -> dynamicTest(write.method() + " " + write.path(), () -> {
            var before = everything();
            assertThat(demo.get(write.filled()).status()).isIn(200, 404, 405);
            assertThat(demo.get(write.filled() + "?_method=" + write.method()).status())
                    .isIn(400, 404, 405);
            assertThat(demo.get(write.filled(), "X-HTTP-Method-Override", write.method())
                            .status())
                    .isIn(200, 404, 405);
            assertThat(everything()).isEqualTo(before);
        }));
    }

    @TestFactory
    Stream<DynamicTest> answerNoOtherSiteAndCarryTheHeaders() {
        return writes().map(write -> dynamicTest(write.method() + " " + write.path(), () -> {
            for (var origin : new String[] {"https://evil.example", "null"}) {
                var preflight = demo.send(
                        "OPTIONS",
                        write.filled(),
                        null,
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        write.method(),
                        "Access-Control-Request-Headers",
                        "content-type");
                hasTheHeaders(preflight);
                assertThat(preflight.headers().map().keySet())
                        .noneMatch(name -> name.toLowerCase().startsWith("access-control"));
            }
            hasTheHeaders(demo.send(write.method(), write.filled(), "{"));
            hasTheHeaders(portal.browser().send(write.method(), write.filled(), "{"));
        }));
    }

    private static void hasTheHeaders(Answer answer) {
        for (Map.Entry<String, JsonNode> header :
                openapi.get("x-security-headers").properties()) {
            assertThat(answer.headers().allValues(header.getKey()))
                    .as(header.getKey())
                    .containsExactly(header.getValue().stringValue());
        }
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    /** How much there is of everything that a customer could change, sessions apart. */
    private static String everything() {
        var tables = List.of(
                "login",
                "account_access",
                "contact",
                "consent",
                "preference",
                "one_time_code",
                "second_factor",
                "recovery_code",
                "staff",
                "notice",
                "audit_event",
                "usage_alert",
                "usage_alert_version");
        return rows.text(tables.stream()
                .map(table -> "select '%s', md5(coalesce(string_agg(t::text, '' order by t::text), '')) from %s t"
                        .formatted(table, table))
                .collect(joining(" union all ", "select string_agg(x::text, ' ') from (", ") x")));
    }
}
