package meterside.portal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Customers;
import meterside.portal.testing.Door;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

class TokenIT {

    /** What a token may read, and nothing else. */
    private static final List<String> OPEN = List.of(
            "GET /api/accounts",
            "GET /api/accounts/{account}/channels",
            "GET /api/accounts/{account}/channels/{channel}/usage",
            "GET /api/accounts/{account}/channels/{channel}/usage.csv",
            "GET /api/accounts/{account}/channels/{channel}/usage.csv.zip",
            "GET /api/accounts/{account}/usage-points/{usagePoint}/green-button.xml",
            "GET /api/accounts/{account}/usage-points/{usagePoint}/green-button.xml.zip",
            "GET /api/accounts/{account}/changes");

    private static Door door;
    private static Portal elsewhere;
    private static Homes homes;
    private static long second;

    @BeforeAll
    static void openTwoPortals() {
        door = Door.open();
        homes = door.homes;
        elsewhere = Portal.on(homes.database(), Homes.NOW);
        second = new Customers(door.rows).account("Dana Demo");
        door.rows.write(
                "insert into account_access (login, account, granted_at) select id, ?, '2020-01-01T05:00Z' from login where email = ?",
                second,
                Homes.DEMO);
    }

    @AfterAll
    static void closeThem() {
        elsewhere.close();
        door.close();
    }

    @BeforeEach
    void beginAnew() {
        door.forget();
        door.rows.write("update token set revoked_at = made_at where revoked_at is null");
    }

    @Test
    void isShownOnceAndStoredAsAHashOnly() throws Exception {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);

        var made = make(demo, "{\"name\":\"Home Assistant\",\"days\":90}");

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var secret = secret(made);
        assertThat(secret).matches("meterside_[A-Za-z0-9_-]{43}");
        var hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        assertThat(door.rows.text("select encode(token_hash, 'hex') from token where id = ?", id(made)))
                .isEqualTo(HexFormat.of().formatHex(hash));
        assertThat(door.rows.text("select string_agg(t::text, ' ') from token t"))
                .doesNotContain(secret)
                .doesNotContain(secret.substring("meterside_".length()));
        var listed = demo.get("/api/tokens");
        assertThat(listed.body()).contains("\"name\":\"Home Assistant\"").doesNotContain(secret);
        assertThat(listed.json().at("/tokens/0/expiresAt").stringValue()).isEqualTo("2027-01-31T20:00:00Z");
        assertThat(listed.json().at("/tokens/0/lastUsedOn").isNull()).isTrue();
    }

    @Test
    void readsWhatItsOwnerMayReadAndSaysOnWhichDayItWasUsed() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);
        var secret = secret(make(demo, "{\"name\":\"all\",\"days\":1}"));
        var usage = Homes.usage(homes.demo(), homes.water().channel(), "2026-10-30", "2026-11-02", "day");

        for (var path : List.of(
                "/api/accounts",
                "/api/accounts/%d/channels".formatted(homes.demo()),
                usage,
                usage.replace("/usage?", "/usage.csv?"))) {
            var withToken = with(secret, path);
            var withSession = demo.get(path);
            assertThat(withToken.status()).as(path).isEqualTo(200);
            assertThat(withToken.body()).as(path).isEqualTo(withSession.body());
        }

        assertThat(demo.get("/api/tokens").json().at("/tokens/0/lastUsedOn").stringValue())
                .isEqualTo("2026-11-02");
    }

    @Test
    void readsNoOtherAccountThanThoseItNames() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);
        var narrow = secret(make(demo, "{\"name\":\"one\",\"days\":9,\"accounts\":[\"%d\"]}".formatted(second)));
        var wide = secret(make(demo, "{\"name\":\"all\",\"days\":9}"));

        assertThat(with(narrow, "/api/accounts").json().get("accounts")).hasSize(1);
        assertThat(with(narrow, "/api/accounts").body()).contains("\"id\":\"%d\"".formatted(second));
        assertThat(with(wide, "/api/accounts").json().get("accounts")).hasSize(2);
        for (var account : List.of(homes.demo(), homes.other(), 999_999L)) {
            var paths = Stream.of(
                    "/channels", "/changes", "/usage-points/1/green-button.xml?from=2026-10-30&to=2026-11-01");
            paths.map(rest -> with(narrow, "/api/accounts/" + account + rest)).forEach(answer -> {
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.code()).isEqualTo("account-not-found");
            });
            var usage = Homes.usage(account, homes.water().channel(), "2026-10-30", "2026-11-02", "day");
            assertThat(with(narrow, usage).code()).isEqualTo("account-not-found");
            assertThat(with(narrow, usage.replace("/usage?", "/usage.csv?")).code())
                    .isEqualTo("account-not-found");
        }
        assertThat(make(demo, "{\"name\":\"x\",\"days\":9,\"accounts\":[\"%d\"]}".formatted(homes.other()))
                        .code())
                .isEqualTo("account-not-found");
    }

    @Test
    void isAsNobodyOnEveryOtherRoute() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);
        var secret = secret(make(demo, "{\"name\":\"all\",\"days\":9}"));
        var asked = 0;
        for (var info : door.portal
                .bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()) {
            for (var method : info.getMethodsCondition().getMethods()) {
                for (var pattern : info.getPatternsCondition().getPatterns()) {
                    var route = method + " " + pattern;
                    var path = pattern.getPatternString().replaceAll("\\{[^}]*}", "1");
                    var nobody = door.portal.browser().send(method.name(), path, null);
                    if (path.startsWith("/api/") && !OPEN.contains(route) && nobody.status() == 401) {
                        var answer = door.portal
                                .browser()
                                .send(method.name(), path, null, "Authorization", "Bearer " + secret);
                        assertThat(answer.status()).as(route).isEqualTo(401);
                        assertThat(answer.body()).as(route).isEqualTo(nobody.body());
                        asked++;
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(40);
        assertThat(demo.send("GET", "/api/session", null, "Authorization", "Bearer " + secret)
                        .code())
                .as("a cookie beside it does not help")
                .isEqualTo("signed-out");
    }

    @Test
    void isWorthNothingOnceRevokedOrExpiredOrWithoutAccess() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);
        var revoked = make(demo, "{\"name\":\"revoked\",\"days\":9}");
        var expiring = secret(make(demo, "{\"name\":\"expiring\",\"days\":1}"));
        var other = door.portal.browser().signedInAs(Homes.OTHER);
        var ended = secret(make(other, "{\"name\":\"ended\",\"days\":9}"));
        for (var secret : List.of(secret(revoked), expiring, ended)) {
            assertThat(with(secret, "/api/accounts").status()).isEqualTo(200);
        }

        assertThat(other.send("DELETE", "/api/tokens/" + id(revoked), null).code())
                .isEqualTo("token-not-found");
        assertThat(demo.send("DELETE", "/api/tokens/" + id(revoked), null).status())
                .isEqualTo(204);
        assertThat(demo.send("DELETE", "/api/tokens/" + id(revoked), null).code())
                .isEqualTo("token-not-found");
        door.rows.write(
                "update account_access set ended_at = ?::timestamptz where account = ?", Homes.NOW, homes.other());

        assertThat(with(secret(revoked), "/api/accounts").code()).isEqualTo("token-refused");
        assertThat(elsewhere
                        .browser()
                        .get("/api/accounts", "Authorization", "Bearer " + secret(revoked))
                        .code())
                .isEqualTo("token-refused");
        assertThat(with(ended, "/api/accounts").code()).isEqualTo("token-refused");
        assertThat(with(expiring, "/api/accounts").status()).isEqualTo(200);
        door.portal.clock.set(Instant.parse(Homes.NOW).plus(Duration.ofDays(1)));
        assertThat(with(expiring, "/api/accounts").code()).isEqualTo("token-refused");
        door.rows.write("update account_access set ended_at = null where account = ?", homes.other());
    }

    @Test
    void cannotBeGuessedForLong() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);
        var good = secret(make(demo, "{\"name\":\"good\",\"days\":9}"));

        for (var guess = 0; guess < 21; guess++) {
            var shown = guess % 2 == 0 ? "meterside_" + "A".repeat(43) : "nonsense";
            assertThat(with(shown, "/api/accounts").code()).isEqualTo("token-refused");
        }
        var waiting = with("meterside_" + "A".repeat(43), "/api/accounts");

        assertThat(waiting.code()).isEqualTo("too-many-attempts");
        assertThat(waiting.header("Retry-After")).isNotEmpty();
        assertThat(with(good, "/api/accounts").status())
                .as("whoever has a good one")
                .isEqualTo(200);
    }

    @Test
    void isMadeOnlyByWhoShowedLatelyWhoTheyAreAndIsToldOf() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);
        var told = door.notices("token-made", Homes.DEMO);

        var made = make(demo, "{\"name\":\"told of\",\"days\":366}");
        demo.send("DELETE", "/api/tokens/" + id(made), null);
        door.portal.clock.pass(Duration.ofMinutes(10));
        var late = make(demo, "{\"name\":\"x\",\"days\":9}");

        assertThat(late.code()).isEqualTo("proof-needed");
        assertThat(door.notices("token-made", Homes.DEMO)).isEqualTo(told + 1);
        assertThat(door.audited("token-made", "token:" + id(made))).isEqualTo(1);
        assertThat(door.audited("token-revoked", "token:" + id(made))).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoNameNoExpiryOrNoAccount() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);
        for (var body : List.of(
                "{\"days\":9}",
                "{\"name\":\" \",\"days\":9}",
                "{\"name\":\"x\"}",
                "{\"name\":\"x\",\"days\":0}",
                "{\"name\":\"x\",\"days\":367}",
                "{\"name\":\"x\",\"days\":9,\"accounts\":[]}",
                "{\"name\":\"x\",\"days\":9,\"accounts\":[null]}",
                "{\"name\":\"x\",\"days\":9,\"scope\":\"write\"}")) {
            assertThat(make(demo, body).code()).as(body).isEqualTo("malformed-request");
        }
        for (var token = 0; token < 20; token++) {
            assertThat(make(demo, "{\"name\":\"x\",\"days\":9}").status()).isEqualTo(201);
        }
        assertThat(make(demo, "{\"name\":\"x\",\"days\":9}").code()).isEqualTo("too-many-tokens");
    }

    private static Answer make(Browser browser, String body) {
        return browser.send("POST", "/api/tokens", body);
    }

    private static String secret(Answer made) {
        return made.json().get("secret").stringValue();
    }

    private static long id(Answer made) {
        return Long.parseLong(made.json().at("/token/id").stringValue());
    }

    private static Answer with(String secret, String path) {
        return door.portal.browser().get(path, "Authorization", "Bearer " + secret);
    }
}
