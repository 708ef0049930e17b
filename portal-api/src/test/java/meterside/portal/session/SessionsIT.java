package meterside.portal.session;

import static org.assertj.core.api.Assertions.assertThat;

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

class SessionsIT {

    private static final String FIREFOX =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static Rows rows;
    private static Portal portal;
    private static Portal elsewhere;

    @BeforeAll
    static void openTwoPortals() {
        var database = Homes.in(Backing.database()).database();
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
    void beginAnew() {
        rows.write("update session set ended_at = created_at");
        rows.write("delete from sign_in_failure");
        portal.clock.set(Instant.parse(Homes.NOW));
        elsewhere.clock.set(Instant.parse(Homes.NOW));
    }

    @Test
    void areListedByBrowserWithoutWhatOpensThem() {
        var phone = portal.browser();
        phone.send("POST", "/api/session", signIn(), "User-Agent", FIREFOX);
        portal.clock.pass(Duration.ofMinutes(5));
        var here = portal.browser().signedInAs(Homes.DEMO);

        var sessions = here.get("/api/sessions").json().get("sessions");

        assertThat(sessions).hasSize(2);
        assertThat(sessions.get(0).get("current").booleanValue()).isTrue();
        assertThat(sessions.get(1).get("browser").stringValue()).isEqualTo("Firefox on Windows");
        assertThat(sessions.get(1).get("current").booleanValue()).isFalse();
        assertThat(sessions.get(1).get("signedInAt").stringValue()).isEqualTo(Homes.NOW);
        assertThat(sessions.toString()).doesNotContain(here.cookie().substring("__Host-session=".length()));
    }

    @Test
    void areEndedOneByOneWithinASecondEverywhere() throws InterruptedException {
        var here = portal.browser().signedInAs(Homes.DEMO);
        var there = elsewhere.browser().signedInAs(Homes.DEMO);
        var third = portal.browser().signedInAs(Homes.DEMO);
        assertThat(there.get("/api/session").status()).isEqualTo(200);
        var id = there.get("/api/sessions")
                .json()
                .get("sessions")
                .valueStream()
                .filter(session -> session.get("current").booleanValue())
                .findFirst()
                .orElseThrow()
                .get("id")
                .stringValue();

        assertThat(here.send("DELETE", "/api/sessions/" + id, null).status()).isEqualTo(204);

        Thread.sleep(1100);
        assertThat(there.get("/api/session").status()).isEqualTo(401);
        assertThat(third.get("/api/session").status()).isEqualTo(200);
        assertThat(here.send("DELETE", "/api/sessions/" + id, null).code()).isEqualTo("session-not-found");
        assertThat(rows.write(
                        "select count(*) from audit_event where action = 'session-ended' and subject = ?",
                        "session:" + id))
                .isEqualTo(1);
    }

    @Test
    void areEndedAllButTheOneThatAsks() throws InterruptedException {
        var here = portal.browser().signedInAs(Homes.DEMO);
        var there = elsewhere.browser().signedInAs(Homes.DEMO);
        var other = elsewhere.browser().signedInAs(Homes.OTHER);

        assertThat(here.send("DELETE", "/api/sessions", null).status()).isEqualTo(204);

        Thread.sleep(1100);
        assertThat(here.get("/api/session").status()).isEqualTo(200);
        assertThat(there.get("/api/session").status()).isEqualTo(401);
        assertThat(other.get("/api/session").status()).isEqualTo(200);
        assertThat(here.get("/api/sessions").json().get("sessions")).hasSize(1);
    }

    @Test
    void ofOthersAreNoneAtAll() {
        var demo = portal.browser().signedInAs(Homes.DEMO);
        var other = portal.browser().signedInAs(Homes.OTHER);
        var id = demo.get("/api/sessions")
                .json()
                .get("sessions")
                .get(0)
                .get("id")
                .stringValue();

        var anothers = other.send("DELETE", "/api/sessions/" + id, null);
        var unknown = other.send("DELETE", "/api/sessions/999999", null);

        assertThat(anothers.status()).isEqualTo(404);
        assertThat(anothers.body()).isEqualTo(unknown.body());
        assertThat(demo.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void areProvenForTenMinutesBySigningInOrByProof() {
        var demo = portal.browser().signedInAs(Homes.DEMO);

        portal.clock.pass(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(demo.send("POST", "/api/recovery-codes", null).code()).isEqualTo("no-second-factor");
        portal.clock.pass(Duration.ofSeconds(1));
        assertThat(demo.send("POST", "/api/recovery-codes", null).code()).isEqualTo("proof-needed");
        assertThat(demo.send("POST", "/api/proof", "{\"password\":\"%s\"}".formatted(Browser.PASSWORD))
                        .status())
                .isEqualTo(204);
        assertThat(demo.send("POST", "/api/recovery-codes", null).code()).isEqualTo("no-second-factor");
        assertThat(demo.send("POST", "/api/proof", "{\"password\":\"%s\"}".formatted("wrong"))
                        .code())
                .isEqualTo("sign-in-refused");
    }

    private static String signIn() {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(Homes.DEMO, Browser.PASSWORD);
    }
}
