package meterside.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.testing.Backing;
import org.junit.jupiter.api.Test;

/** A browser that hangs up must not harm the next one (proof R1). */
class AbortIT {

    private static final int REQUESTS = Integer.getInteger("abort.requests", 1000);
    private static final long SEED = Long.getLong("abort.seed", 20_261_102);

    @Test
    void leavesEveryConnectionToTheDatabaseUsable() throws Exception {
        var homes = Homes.in(Backing.database());
        try (var portal = Portal.on(homes.database(), Homes.NOW)) {
            var demo = portal.browser().signedInAs(Homes.DEMO);
            var water = homes.water().channel();
            var byHour = Homes.usage(homes.demo(), water, "2026-10-05", "2026-11-05", "hour");
            var expected = demo.get(byHour).body();
            var random = new Random(SEED);

            try (var threads = Executors.newFixedThreadPool(20)) {
                for (var i = 0; i < REQUESTS; i++) {
                    var patience = random.nextInt(50);
                    threads.submit(() -> hangUp(portal.port(), byHour, demo.cookie(), patience));
                }
            }

            var pool = portal.bean(ConnectionPool.class).getMetrics().orElseThrow();
            await().atMost(Duration.ofSeconds(20)).until(() -> pool.acquiredSize() == 0);
            assertThat(pool.pendingAcquireSize()).isZero();
            try (var threads = Executors.newFixedThreadPool(16)) {
                var answers = threads.invokeAll(IntStream.range(0, 500)
                        .<java.util.concurrent.Callable<Browser.Answer>>mapToObj(i -> () -> demo.get(byHour))
                        .toList());
                for (var answer : answers) {
                    assertThat(answer.get().body()).as("seed " + SEED).isEqualTo(expected);
                }
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> pool.acquiredSize() == 0);
        }
    }

    private static void hangUp(int port, String path, String cookie, int patience) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoLinger(true, 0); // a reset, as from a phone that lost its network
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: x\r\nCookie: %s\r\n\r\n"
                            .formatted(path, cookie)
                            .getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(patience);
        } catch (IOException | InterruptedException expected) {
            // this is the point of it
        }
    }
}
