package meterside.portal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.testing.Backing;
import org.junit.jupiter.api.Test;

/**
 * Far more ask at once, again and again without a pause, than can be served (L2): some are served, the others are told when to
 * come again, nobody gets a wrong answer or none, and once they stop, whoever comes is served.
 */
class OverloadIT {

    private static final int PLACES = 4;
    private static final int WAITING = 8;
    private static final int AT_ONCE = 5 * (PLACES + WAITING);
    private static final int QUESTIONS = 40;

    @Test
    void servesWhomItCanAndRefusesTheRestAndRecovers() throws Exception {
        var homes = Homes.in(Backing.database());
        try (var portal = Portal.withItsLimits(
                        homes.database(),
                        Homes.NOW,
                        "meterside.room.places",
                        Integer.toString(PLACES),
                        "meterside.room.waiting",
                        Integer.toString(WAITING));
                var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var demo = portal.browser().signedInAs(Homes.DEMO);
            var question = Homes.usage(homes.demo(), homes.water().channel(), "2026-10-05", "2026-11-05", "hour")
                    + "&as-known-on=2026-11-02"; // which is not remembered: each asks the database
            await().atMost(Duration.ofMinutes(1)).until(() -> demo.get(question).status() == 200);
            var right = demo.get(question).body();
            var served = new AtomicInteger();
            var refused = new AtomicInteger();

            var asking = new ArrayList<Callable<Boolean>>();
            for (var i = 0; i < AT_ONCE; i++) {
                asking.add(() -> {
                    for (var n = 0; n < QUESTIONS; n++) {
                        var answer = demo.get(question);
                        if (answer.status() == 200) {
                            assertThat(answer.body()).isEqualTo(right);
                            served.incrementAndGet();
                        } else {
                            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
                            assertThat(answer.code()).isEqualTo("unavailable");
                            assertThat(answer.header("Retry-After")).isNotEmpty();
                            refused.incrementAndGet();
                        }
                    }
                    return true;
                });
            }
            for (var one : crowd.invokeAll(asking)) {
                assertThat(one.get()).isTrue();
            }

            System.out.printf("OverloadIT: %d served, %d refused%n", served.get(), refused.get());
            assertThat(served.get() + refused.get()).isEqualTo(AT_ONCE * QUESTIONS);
            assertThat(served.get()).isPositive();
            assertThat(refused.get()).isPositive();
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                for (var n = 0; n < 20; n++) {
                    assertThat(demo.get(question).body()).isEqualTo(right);
                }
            });
        }
    }
}
