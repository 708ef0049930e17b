package meterside.portal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import meterside.portal.testing.Browser;
import meterside.portal.testing.EventStream;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** More want in than can be worked on: one place in each room, and one who may wait for it. */
class RoomIT {

    private static Homes homes;
    private static Portal portal;
    private static Browser demo;

    @BeforeAll
    static void openThePortal() {
        homes = Homes.in(Backing.database());
        portal = Portal.on(homes.database(), Homes.NOW, "meterside.room.places", "1", "meterside.room.waiting", "1");
        demo = portal.browser().signedInAs(Homes.DEMO);
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    /** The database keeps whoever is in the room there, until it is let go. */
    @Test
    void whoeverFindsTheRoomAndItsDoorFullIsTurnedAwayAtOnceAndTheOthersAreServed() throws SQLException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var hold = homes.database().asAdministrator()) {
            hold.setAutoCommit(false);
            hold.createStatement().execute("lock table account in access exclusive mode");

            var asked = IntStream.range(0, 5)
                    .mapToObj(one -> CompletableFuture.supplyAsync(() -> demo.get("/api/accounts"), threads))
                    .toList();
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            asked.stream().filter(CompletableFuture::isDone).count() == 3);
            assertThat(portal.browser().signIn(Homes.DEMO, "wrong").status())
                    .as("another room")
                    .isEqualTo(401);
            assertThat(demo.get("/health/live").status()).isEqualTo(200);
            hold.rollback();

            var answers = asked.stream().map(CompletableFuture::join).toList();
            assertThat(answers).extracting(Browser.Answer::status).containsExactlyInAnyOrder(200, 200, 503, 503, 503);
            assertThat(answers).filteredOn(answer -> answer.status() == 503).allSatisfy(refused -> {
                assertThat(refused.code()).isEqualTo("unavailable");
                assertThat(refused.header("Retry-After")).isNotEmpty();
            });
        }
        assertThat(demo.get("/api/accounts").status()).isEqualTo(200);
    }

    @Test
    void whoeverIsAnsweredLeavesTheRoomThoughTheAnswerGoesOn() throws Exception {
        try (var stream = EventStream.of(demo, homes.demo())) {
            stream.next();

            assertThat(demo.get("/api/accounts").status()).isEqualTo(200);
        }
    }

    @Test
    void refusalsAndMistakesGiveTheirPlaceBack() {
        for (var again = 0; again < 5; again++) {
            assertThat(portal.browser().get("/api/accounts").status()).isEqualTo(401);
            assertThat(demo.get("/api/accounts/0/channels").status()).isEqualTo(404);
            assertThat(demo.get("/api/nothing").status()).isEqualTo(404);
        }
        assertThat(demo.get("/api/accounts").status()).isEqualTo(200);
    }
}
