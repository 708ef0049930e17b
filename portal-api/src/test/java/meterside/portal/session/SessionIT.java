package meterside.portal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionIT {

    private static Backing.Database database;
    private static Rows rows;
    private static Portal portal;
    private static Portal elsewhere;

    @BeforeAll
    static void openTwoPortals() {
        database = Homes.in(Backing.database()).database();
        rows = new Rows(database);
        portal = Portal.on(database, Homes.NOW);
        elsewhere = Portal.on(database, Homes.NOW);
    }

    @AfterAll
    static void closeThem() {
        portal.close();
        elsewhere.close();
    }

    @BeforeEach
    void setTheClocks() {
        portal.clock.set(Instant.parse(Homes.NOW));
        elsewhere.clock.set(Instant.parse(Homes.NOW));
    }

    @Test
    void isTheBrowsersAloneAndNewAtEachSignIn() {
        var browser = portal.browser();
        var answer = browser.signIn(Homes.DEMO, Browser.PASSWORD);
        var first = browser.cookie();

        assertThat(answer.header("Set-Cookie"))
                .matches("__Host-session=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(answer.json().get("email").stringValue()).isEqualTo(Homes.DEMO);
        assertThat(answer.json().get("now").stringValue()).isEqualTo(Homes.NOW);

        browser.signIn(Homes.DEMO, Browser.PASSWORD);

        assertThat(browser.cookie()).isNotEqualTo(first);
        assertThat(isAlive(portal.browser().withCookie(first)))
                .as("the one before")
                .isFalse();
        assertThat(isAlive(browser)).isTrue();
    }

    @Test
    void isNeverTakenFromABrowserThatMadeItUp() {
        var planted = "__Host-session=" + "A".repeat(43);
        var browser = portal.browser().withCookie(planted);

        assertThat(isAlive(browser)).isFalse();

        browser.signIn(Homes.DEMO, Browser.PASSWORD);

        assertThat(browser.cookie()).isNotEqualTo(planted);
        assertThat(isAlive(portal.browser().withCookie("__Host-session=x"))).isFalse();
        assertThat(isAlive(portal.browser().withCookie("__Host-session="))).isFalse();
    }

    @Test
    void isStoredAsAHashOnly() throws SQLException {
        var browser = portal.browser().signedInAs(Homes.DEMO);
        var token = browser.cookie().substring("__Host-session=".length());

        try (var db = database.asAdministrator();
                var found = db.createStatement().executeQuery("select row_to_json(s)::text from session s")) {
            while (found.next()) {
                assertThat(found.getString(1)).doesNotContain(token);
            }
        }
        assertThat(rows.write("select count(*) from session where token_hash = sha256(convert_to(?, 'UTF8'))", token))
                .isEqualTo(1);
    }

    @Test
    void endsAtSignOutAtOnceHereAndWithinASecondElsewhere() throws InterruptedException {
        var browser = portal.browser().signedInAs(Homes.DEMO);
        var copy = elsewhere.browser().withCookie(browser.cookie());
        var same = portal.browser().withCookie(browser.cookie());
        assertThat(isAlive(copy)).isTrue();

        var answer = browser.send("DELETE", "/api/session", null);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Set-Cookie"))
                .startsWith("__Host-session=; Path=/; Max-Age=0;")
                .contains("Secure", "HttpOnly", "SameSite=Lax");
        assertThat(isAlive(same)).isFalse();
        Thread.sleep(1100);
        assertThat(isAlive(copy)).isFalse();
        assertThat(browser.send("DELETE", "/api/session", null).status()).isEqualTo(204);
    }

    @Test
    void endsThirtyMinutesAfterItsLastRequest() {
        var browser = portal.browser().signedInAs(Homes.DEMO);

        for (var i = 0; i < 3; i++) {
            portal.clock.pass(Duration.ofMinutes(29));
            assertThat(isAlive(browser)).isTrue();
        }
        portal.clock.pass(Duration.ofMinutes(30));

        assertThat(isAlive(browser)).isFalse();
    }

    @Test
    void endsTwelveHoursAfterSignInHoweverBusy() {
        var browser = portal.browser().signedInAs(Homes.DEMO);

        for (var passed = Duration.ZERO; passed.compareTo(Duration.ofHours(12)) < 0; ) {
            assertThat(isAlive(browser)).isTrue();
            portal.clock.pass(Duration.ofMinutes(20));
            passed = passed.plusMinutes(20);
        }

        assertThat(isAlive(browser)).isFalse();
    }

    @Test
    void isWrittenDownAsSeenAtMostOnceAMinute() {
        var browser = portal.browser().signedInAs(Homes.FORMER);
        var login = rows.write("select id from login where email = ?", Homes.FORMER);

        portal.clock.pass(Duration.ofSeconds(59));
        isAlive(browser);
        assertThat(secondsSinceSeen(login)).isEqualTo(59);

        portal.clock.pass(Duration.ofSeconds(1));
        isAlive(browser);
        assertThat(secondsSinceSeen(login)).isZero();
    }

    private static long secondsSinceSeen(long login) {
        return rows.write(
                "select extract(epoch from ?::timestamptz - max(last_seen_at))::bigint from session where login = ?",
                portal.clock.instant(),
                login);
    }

    private static boolean isAlive(Browser browser) {
        return browser.get("/api/session").status() == 200;
    }
}
