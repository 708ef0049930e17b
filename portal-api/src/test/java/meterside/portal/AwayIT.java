package meterside.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Wire;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What customers are told while the database or Kafka is away. */
class AwayIT {

    private static Homes homes;
    private static Wire wire;
    private static Portal portal;
    private static Browser demo;

    @BeforeAll
    static void openThePortal() throws IOException {
        homes = Homes.in(Backing.database());
        wire = new Wire(homes.database());
        portal = Portal.withItsLimits(wire.end(), Homes.NOW);
        demo = portal.browser().signedInAs(Homes.DEMO);
    }

    @AfterAll
    static void closeIt() throws IOException {
        portal.close();
        wire.close();
    }

    @AfterEach
    void mend() throws IOException {
        wire.mend();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> demo.get("/api/accounts").status() == 200);
    }

    @Test
    void everyRouteThatNeedsTheDatabaseSaysSoWithinASecond() throws Exception {
        wire.cut();

        for (var path : routes()) {
            saysSoWithin(3, 1200, path);
        }
        var signIn = portal.browser().signIn(Homes.DEMO, Browser.PASSWORD);
        assertThat(signIn.code()).isEqualTo("unavailable");
    }

    @Test
    void aFrozenDatabaseMakesNobodyWaitForLong() throws Exception {
        wire.freeze();

        saysSoWithin(1, 15_000, routes().getLast());
    }

    @Test
    void whatNeedsNoDatabaseGoesOn() throws Exception {
        wire.cut();

        for (var path : List.of("/", "/sign-in", "/api/site", "/api/openapi.json", "/health/live")) {
            assertThat(demo.get(path).status()).as(path).isEqualTo(200);
        }
        Thread.sleep(1100);
        var ready = demo.get("/health/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().at("/status").stringValue()).isEqualTo("down");
        assertThat(ready.json().at("/parts/database").stringValue()).startsWith("down: ");
        assertThat(ready.json().at("/parts/kafka").stringValue()).isEqualTo("up");
    }

    @Test
    void startsWithoutDatabaseAndKafkaAndSaysSo() throws Exception {
        wire.cut();
        try (var early = Portal.on(wire.end(), Homes.NOW, "METERSIDE_KAFKA", "127.0.0.1:1")) {
            var ready = early.browser().get("/health/ready");

            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.json().at("/parts/database").stringValue()).startsWith("down: ");
            assertThat(ready.json().at("/parts/kafka").stringValue()).startsWith("down: ");

            wire.mend();

            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            early.browser().signIn(Homes.DEMO, Browser.PASSWORD).status() == 200);
        }
    }

    private static List<String> routes() {
        return List.of(
                "/api/session",
                "/api/accounts",
                "/api/accounts/%d/channels".formatted(homes.demo()),
                "/api/accounts/%d/events".formatted(homes.demo()),
                Homes.usage(homes.demo(), homes.water().channel(), "2026-10-30", "2026-11-02", "day"));
    }

    /** The best of some tries, since a machine under test is never quiet. */
    private static void saysSoWithin(int tries, int millis, String path) throws InterruptedException {
        var best = Duration.ofDays(1);
        for (var i = 0; i < tries; i++) {
            Thread.sleep(350);
            var start = System.nanoTime();
            var answer = demo.get(path);
            var took = Duration.ofNanos(System.nanoTime() - start);
            best = took.compareTo(best) < 0 ? took : best;
            assertThat(answer.status()).as(path).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.body()).doesNotContain("xception", "postgres", "127.0.0.1");
        }
        assertThat(best).as(path).isLessThan(Duration.ofMillis(millis));
    }
}
