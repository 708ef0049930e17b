package meterside.portal.usage;

import static meterside.portal.testing.Homes.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meterside.metering.Interval;
import meterside.metering.Topics;
import meterside.metering.UsageChanged;
import meterside.metering.UsagePointId;
import meterside.portal.live.Heard;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Customers;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Reads;
import meterside.portal.testing.Rows;
import meterside.portal.testing.UsagePoints;
import meterside.portal.testing.UsagePoints.Point;
import meterside.testing.Backing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.JsonNode;

/** One customer with a neighbour, and what they see of their channels. */
final class Usages implements AutoCloseable {

    static final String NEW_YORK = "America/New_York";
    private static final String EMAIL = "usage@meterside.example";

    final Backing.Database database;
    final Rows rows;
    final long account;
    final long neighbour;
    private final Portal portal;
    private final Browser browser;

    Usages() {
        database = Backing.database();
        rows = new Rows(database);
        var customers = new Customers(rows);
        account = customers.account("Uma User");
        neighbour = customers.account("Nils Neighbour");
        customers.login(EMAIL, account);
        portal = Portal.on(database, "2026-11-03T20:00:00Z");
        browser = portal.browser().signedInAs(EMAIL);
    }

    Reads electricity(String zone) {
        return UsagePoints.aPoint(rows)
                .of("electricity")
                .in(zone)
                .insert()
                .servedTo(account, "2026-01-01", null)
                .channel("energy", "delta", "kWh", "PT15M", Instant.parse("2025-12-30T00:00:00Z"));
    }

    Reads water(String zone) {
        return UsagePoints.aPoint(rows)
                .in(zone)
                .insert()
                .servedTo(account, "2026-01-01", null)
                .channel("PT1H");
    }

    Clock clock() {
        return portal.clock;
    }

    void agreement(Point point, long whose, String from, String to) {
        rows.write(
                "insert into service_agreement (account, usage_point, during) values (?, ?, tstzrange(?, ?))",
                whose,
                point.id(),
                Instant.parse(from),
                Instant.parse(to));
    }

    static KafkaProducer<byte[], byte[]> kafka() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", Backing.kafka()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Announces that an hour of reads changed, and waits until the portal heard it. */
    void announce(KafkaProducer<byte[], byte[]> kafka, Reads reads, Instant start) throws Exception {
        var heard = portal.bean(Heard.class);
        var point = new UsagePointId(
                Long.parseLong(rows.text("select usage_point::text from channel where id = ?", reads.channel())));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> heard.generation(point).isPresent());
        var before = heard.generation(point);
        var message = new UsageChanged(point, new Interval(start, start.plusSeconds(3600)));
        kafka.send(new ProducerRecord<>(Topics.USAGE_CHANGED, message.toBytes()))
                .get();
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(60))
                .until(() -> !heard.generation(point).equals(before));
    }

    JsonNode ask(Reads reads, String from, String to, String by) {
        var answer = browser.get(usage(account, reads.channel(), from, to, by));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        return answer.json();
    }

    JsonNode get(String path) {
        var answer = browser.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    String code(Reads reads, String from, String to, String by) {
        var answer = browser.get(usage(account, reads.channel(), from, to, by));
        return answer.status() + " " + answer.code();
    }

    JsonNode channel(Reads reads) {
        var channels = browser.get("/api/accounts/%d/channels".formatted(account))
                .json()
                .get("channels");
        for (var channel : channels) {
            if (channel.get("id").stringValue().equals(Integer.toString(reads.channel()))) {
                return channel;
            }
        }
        throw new AssertionError("no channel " + reads.channel() + " in " + channels);
    }

    static List<String> starts(JsonNode buckets) {
        var starts = new ArrayList<String>();
        buckets.forEach(bucket -> starts.add(bucket.get("start").stringValue()));
        return starts;
    }

    static List<String> qualities(JsonNode usage) {
        var qualities = new ArrayList<String>();
        usage.get("buckets")
                .forEach(bucket -> qualities.add(bucket.get("quality").asString("null")));
        return qualities;
    }

    static BigDecimal decimal(JsonNode bucket) {
        return bucket.get("value").isNull()
                ? BigDecimal.ZERO
                : new BigDecimal(bucket.get("value").stringValue());
    }

    static BigDecimal sumOf(JsonNode buckets) {
        var sum = BigDecimal.ZERO;
        for (var bucket : buckets) {
            sum = sum.add(decimal(bucket));
        }
        return sum;
    }

    static int secondsOf(JsonNode buckets, String field) {
        var sum = 0;
        for (var bucket : buckets) {
            sum += bucket.get(field).intValue();
        }
        return sum;
    }

    @Override
    public void close() {
        portal.close();
    }
}
