package meterside.portal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

class GateIT {

    private static Homes homes;
    private static Portal portal;
    private static Browser demo;

    @BeforeAll
    static void openThePortal() {
        homes = Homes.in(Backing.database());
        portal = Portal.on(homes.database(), Homes.NOW);
        demo = portal.browser().signedInAs(Homes.DEMO);
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, ''",
        "same-site, ''",
        "none, ''",
        "'', http://evil.example",
        "'', null",
        "'', ''",
        "same-origin, http://evil.example",
        "cross-site, OURS",
        "'', http://127.0.0.1",
        "'', not a url"
    })
    void refusesAChangeThatDoesNotComeFromOurPages(String site, String origin) {
        var headers = headers(site, origin);

        assertThat(delete(headers).status()).isEqualTo(403);
        assertThat(delete(headers).code()).isEqualTo("cross-site");
        assertThat(demo.get("/api/session").status()).as("still signed in").isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"same-origin, ''", "'', OURS", "same-origin, OURS"})
    void takesAChangeFromOurPages(String site, String origin) {
        var browser = portal.browser().signedInAs(Homes.OTHER);

        assertThat(browser.bare("DELETE", "/api/session", headers(site, origin)).status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void takesNothingButJson(String type) {
        var answer = portal.browser()
                .send(
                        "POST",
                        "/api/session",
                        "{\"email\":\"demo@meterside.example\",\"password\":\"x\"}",
                        "Content-Type",
                        type);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/accounts?x=1",
                "/api/session?now",
                "/api/openapi.json?download=true",
                "/api/accounts/1/channels?page=2"
            })
    void refusesParametersItDoesNotKnow(String path) {
        assertThat(demo.get(path).status()).isEqualTo(400);
        assertThat(demo.get(path).code()).isEqualTo("malformed-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":\"a@b.example\",\"password\":\"x\",\"admin\":true}",
                "{\"email\":\"a@b.example\"}",
                "{\"email\":null,\"password\":\"x\"}",
                "{\"email\":\"a\\u0000@b.example\",\"password\":\"x\"}",
                "{\"email\":\"\",\"password\":\"x\"}",
                "{\"email\":{\"a\":1},\"password\":\"x\"}",
                "[]",
                "{",
                "nonsense",
                ""
            })
    void refusesABodyItDoesNotKnow(String body) {
        var answer = portal.browser().send("POST", "/api/session", body);

        assertThat(answer.code()).as(body).isEqualTo("malformed-request");
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        var answer = portal.browser().signIn("a@b.example", "x".repeat(100_000));

        assertThat(answer.code()).isEqualTo("too-large");
        assertThat(answer.status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/accounts",
                "/api//accounts",
                "/api;x=1/accounts",
                "/api/accounts;x=1",
                "/api/accounts/1;x=1/channels",
                "/%61pi/accounts",
                "/api/%2e%2e/accounts",
                "/api/accounts%2f1",
                "/api/accounts/1%00/channels",
                "/assets/..%2f..%2fopenapi.json",
                "/assets/%2e%2e/%2e%2e/application.yaml",
                "/API/accounts",
                "/.env",
                "/actuator/env",
                "/health",
                "/application.yaml"
            })
    void knowsNoOtherWayToWriteAnAddress(String path) {
        for (var browser : new Browser[] {demo, portal.browser()}) {
            var answer = browser.get(path);

            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 ",
                "01",
                "+1",
                "-1",
                "1.0",
                "1e0",
                "0x1",
                "*",
                "1,2",
                "99999999999999999999",
                "1_",
                "null",
                "me",
                "4294967297"
            })
    void knowsNoOtherWayToWriteAnId(String id) {
        var written =
                id.replace(" ", "%20").replace("*", "%2A").replace(",", "%2C").replace("+", "%2B");
        var channels = demo.get("/api/accounts/" + written + "/channels");
        var usage = demo.get("/api/accounts/%d/channels/%s/usage?from=2026-10-30&to=2026-11-02&by=day"
                .formatted(homes.demo(), written));

        assertThat(channels.status()).isEqualTo(404);
        assertThat(usage.status()).isEqualTo(404);
    }

    @Test
    void isClosedToWhoeverIsNotSignedInAlsoWhereThereIsNothing() {
        var nobody = portal.browser();

        assertThat(nobody.get("/api/nothing").code()).isEqualTo("signed-out");
        assertThat(demo.get("/api/nothing").code()).isEqualTo("not-found");
        assertThat(nobody.send("OPTIONS", "/api/accounts", null).status()).isEqualTo(401);
        assertThat(nobody.send("PUT", "/api/accounts", "{}").status()).isEqualTo(401);
        assertThat(demo.send("PUT", "/api/accounts", "{}").code()).isEqualTo("method-not-allowed");
        assertThat(demo.send("PUT", "/api/accounts", "{}").header("Allow")).isEqualTo("GET");
        assertThat(demo.send("TRACE", "/api/accounts", null).status()).isIn(405, 501);
        assertThat(demo.get("/api/accounts", "Accept", "text/html").code()).isEqualTo("not-acceptable");
    }

    /** Also on refusals, and whatever the answer is: openapi.json names them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sign-in",
                "/claim",
                "/reset",
                "/pay",
                "/pay/0b6d1f0e-5f0c-4a50-9d2e-7d1f3b8a9c10",
                "/profile/contacts",
                "/accounts/1/water",
                "/payments/0b6d1f0e-5f0c-4a50-9d2e-7d1f3b8a9c10",
                "/counter/refunds",
                "/assets/app-1a2b3c4d.js",
                "/assets/none.js",
                "/sw.js",
                "/site.webmanifest",
                "/nothing",
                "/api/session",
                "/api/accounts",
                "/api/accounts/1/channels",
                "/api/accounts/999/channels",
                "/api/accounts/x;y/channels",
                "/api/accounts?x=1",
                "/api/openapi.json",
                "/api/site",
                "/health/live",
                "/health/ready"
            })
    void putsTheSecurityHeadersOnEveryAnswer(String path) throws Exception {
        var named = JsonMapper.shared()
                .readTree(new ClassPathResource("openapi.json").getContentAsString(StandardCharsets.UTF_8))
                .get("x-security-headers");
        for (var browser : new Browser[] {demo, portal.browser()}) {
            var answer = browser.get(path);
            var found = new TreeMap<String, String>();
            var wanted = new TreeMap<String, String>();
            for (Map.Entry<String, tools.jackson.databind.JsonNode> header : named.properties()) {
                wanted.put(header.getKey(), header.getValue().stringValue());
                found.put(header.getKey(), String.join(" AND ", answer.headers().allValues(header.getKey())));
            }
            assertThat(found).as(path).isEqualTo(wanted);
            var mayBeKept = path.startsWith("/assets/app") || answer.status() == 200 && !path.startsWith("/api/acc");
            assertThat(answer.header("Cache-Control"))
                    .as(path)
                    .isIn(
                            mayBeKept
                                    ? new String[] {"no-store", "no-cache", "public, max-age=31536000, immutable"}
                                    : new String[] {"no-store"});
        }
    }

    private static String[] headers(String site, String origin) {
        var ours = origin.equals("OURS") ? "http://127.0.0.1:" + portal.port() : origin;
        if (site.isEmpty() && ours.isEmpty()) {
            return new String[0];
        }
        if (site.isEmpty()) {
            return new String[] {"Origin", ours};
        }
        return ours.isEmpty()
                ? new String[] {"Sec-Fetch-Site", site}
                : new String[] {"Sec-Fetch-Site", site, "Origin", ours};
    }

    private static Answer delete(String[] headers) {
        return demo.bare("DELETE", "/api/session", headers);
    }
}
