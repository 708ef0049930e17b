package meterside.alerts.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import meterside.alerts.AlertsApplication;
import meterside.metering.Interval;
import meterside.metering.Topics;
import meterside.metering.UsageChanged;
import meterside.metering.UsagePointId;
import meterside.testing.Backing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(classes = AlertsApplication.class)
class FollowingIT {

    private static final int PORT = Backing.freePort();

    @Autowired
    private UsageChangedListener listener;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Backing.database().settings().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("METERSIDE_KAFKA", Backing::kafka);
        registry.add("METERSIDE_ALERTS_PORT", () -> PORT);
    }

    @Test
    void followsWhatChangedPastWhatItCannotRead() throws ExecutionException, InterruptedException, IOException {
        var change = new UsageChanged(
                new UsagePointId(7),
                new Interval(Instant.parse("2026-11-01T04:00:00Z"), Instant.parse("2026-11-02T05:00:00Z")));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", Backing.kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> statusOf("/health/ready") == 200);
            producer.send(new ProducerRecord<>(
                            Topics.USAGE_CHANGED, 0, null, "rubbish".getBytes(StandardCharsets.UTF_8)))
                    .get();
            var last = producer.send(new ProducerRecord<>(Topics.USAGE_CHANGED, 0, null, change.toBytes()))
                    .get();

            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(listener.next())
                    .containsEntry(0, last.offset() + 1));
        }
        assertThat(statusOf("/health/live")).isEqualTo(200);
    }

    private static int statusOf(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(PORT, path)))
                    .build();
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}
