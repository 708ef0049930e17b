package meterside.portal.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import meterside.metering.Interval;
import meterside.metering.Topics;
import meterside.metering.UsageChanged;
import meterside.metering.UsagePointId;
import meterside.portal.testing.EventStream;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.testing.Backing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveIT {

    private static Homes homes;
    private static Portal portal;
    private static Portal elsewhere;
    private static KafkaProducer<byte[], byte[]> kafka;

    @BeforeAll
    static void openTwoPortals() {
        homes = Homes.in(Backing.database());
        portal = Portal.on(homes.database(), Homes.NOW, "meterside.live.keep-alive", "1s");
        elsewhere = Portal.on(homes.database(), Homes.NOW, "meterside.live.keep-alive", "1s");
        kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", Backing.kafka()), new ByteArraySerializer(), new ByteArraySerializer());
        for (var one : new Portal[] {portal, elsewhere}) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> one.browser().get("/health/ready").status() == 200);
        }
    }

    @AfterAll
    static void closeThem() {
        kafka.close();
        portal.close();
        elsewhere.close();
    }

    @Test
    void tellsEachOpenPageOnEveryNodeWhatChanged() throws Exception {
        var demo = portal.browser().signedInAs(Homes.DEMO);
        try (var here = EventStream.of(demo, homes.demo());
                var there = EventStream.of(elsewhere.browser().withCookie(demo.cookie()), homes.demo())) {
            assertThat(here.response.headers().firstValue("Content-Type")).contains("text/event-stream;charset=UTF-8");
            assertThat(here.response.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(here.next()).isEqualTo(":open");
            assertThat(there.next()).isEqualTo(":open");

            var id = tell(1, "2026-11-02T19:00:00Z", "2026-11-02T20:00:00Z");

            var event = ("id:%s event:usage-changed data:{\"usagePoint\":\"1\","
                            + "\"from\":\"2026-11-02T14:00-05:00\",\"to\":\"2026-11-02T15:00-05:00\"}")
                    .formatted(id);
            assertThat(here.nextEvent()).isEqualTo(event);
            assertThat(there.nextEvent()).isEqualTo(event);
        }
    }

    @Test
    void saysNothingOfOtherHomesAndOtherTenantsTime() throws Exception {
        try (var demo = EventStream.of(portal.browser().signedInAs(Homes.DEMO), homes.demo());
                var former = EventStream.of(portal.browser().signedInAs(Homes.FORMER), homes.former());
                var other = EventStream.of(portal.browser().signedInAs(Homes.OTHER), homes.other())) {
            demo.next();
            former.next();
            other.next();

            tell(2, "2026-11-02T19:00:00Z", "2026-11-02T20:00:00Z");
            tell(1, "2026-05-30T04:00:00Z", "2026-05-31T04:00:00Z");
            tell(1, "2026-05-31T04:00:00Z", "2026-06-02T04:00:00Z");
            tell(1, "2026-07-01T04:00:00Z", "2026-07-02T04:00:00Z");

            assertThat(demo.nextEvent())
                    .contains("\"from\":\"2026-06-01T00:00-04:00\",\"to\":\"2026-06-02T00:00-04:00\"");
            assertThat(demo.nextEvent()).contains("\"from\":\"2026-07-01");
            assertThat(former.nextEvent()).contains("\"to\":\"2026-05-31T00:00-04:00\"");
            assertThat(former.nextEvent())
                    .contains("\"from\":\"2026-05-31T00:00-04:00\",\"to\":\"2026-06-01T00:00-04:00\"");
            assertThat(other.nextEvent()).contains("\"usagePoint\":\"2\"");
            assertThat(former.next()).startsWith(":");
            assertThat(other.next()).startsWith(":");
        }
    }

    @Test
    void passesOverWhatItCannotRead() throws Exception {
        try (var demo = EventStream.of(portal.browser().signedInAs(Homes.DEMO), homes.demo())) {
            demo.next();

            send("nonsense".getBytes(StandardCharsets.UTF_8));
            send(new byte[0]);
            tell(1, "2026-11-02T18:00:00Z", "2026-11-02T19:00:00Z");

            assertThat(demo.nextEvent()).contains("\"from\":\"2026-11-02T13:00-05:00\"");
        }
    }

    @Test
    void saysNowAndThenThatItIsStillThere() {
        try (var demo = EventStream.of(portal.browser().signedInAs(Homes.DEMO), homes.demo())) {
            assertThat(demo.next()).isEqualTo(":open");
            assertThat(demo.next()).isEqualTo(":still here");
        }
    }

    @Test
    void tellsWhoComesBackToLookAtEverything() {
        var demo = portal.browser().signedInAs(Homes.DEMO);
        try (var reopened = EventStream.of(demo, homes.demo(), "Last-Event-ID", "0-17")) {
            assertThat(reopened.nextEvent())
                    .isEqualTo("event:usage-changed data:{\"usagePoint\":\"1\","
                            + "\"from\":\"2026-06-01T00:00-04:00\",\"to\":\"2026-11-02T15:00-05:00\"}");
        }
    }

    @Test
    void endsAtOnceWithTheSessionHereAndSoonElsewhere() throws Exception {
        var demo = portal.browser().signedInAs(Homes.DEMO);
        try (var here = EventStream.of(demo, homes.demo());
                var there = EventStream.of(elsewhere.browser().withCookie(demo.cookie()), homes.demo())) {
            here.next();
            there.next();

            demo.send("DELETE", "/api/session", null);

            assertThat(here.endsWithin(20)).isTrue();
            assertThat(there.endsWithin(60)).isTrue();
        }
    }

    @Test
    void endsWhenTheSessionHasBeenIdleTooLong() throws Exception {
        var demo = portal.browser().signedInAs(Homes.DEMO);
        try (var stream = EventStream.of(demo, homes.demo())) {
            stream.next();

            portal.clock.pass(Duration.ofMinutes(30));

            assertThat(stream.endsWithin(60)).isTrue();
        } finally {
            portal.clock.set(Instant.parse(Homes.NOW));
        }
    }

    @Test
    void areAtMostTwentyForALogin() throws Exception {
        var other = portal.browser().signedInAs(Homes.OTHER);
        var open = new ArrayList<EventStream>();
        try {
            IntStream.range(0, 20).forEach(page -> open.add(EventStream.of(other, homes.other())));
            var refused = other.get("/api/accounts/%d/events".formatted(homes.other()));

            assertThat(open.stream().map(stream -> stream.response.statusCode()))
                    .containsOnly(200);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("too-many-streams");
            assertThat(refused.header("Retry-After")).isEqualTo("30");
        } finally {
            open.forEach(EventStream::close);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            try (var again = EventStream.of(other, homes.other())) {
                return again.response.statusCode() == 200;
            }
        });
    }

    @Test
    void endWhenTheProcessStops() throws Exception {
        var third = Portal.on(homes.database(), Homes.NOW);
        try (var stream = EventStream.of(third.browser().signedInAs(Homes.DEMO), homes.demo())) {
            stream.next();
            var start = System.nanoTime();

            third.close();

            assertThat(stream.endsWithin(20)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        }
    }

    /** {@return the event's id} */
    private static String tell(long point, String from, String to) throws ExecutionException, InterruptedException {
        var message = new UsageChanged(new UsagePointId(point), new Interval(Instant.parse(from), Instant.parse(to)));
        return send(message.toBytes());
    }

    private static String send(byte[] message) throws ExecutionException, InterruptedException {
        var stored = kafka.send(new ProducerRecord<>(Topics.USAGE_CHANGED, 0, null, message))
                .get();
        return stored.partition() + "-" + stored.offset();
    }
}
