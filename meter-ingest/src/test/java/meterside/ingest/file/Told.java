package meterside.ingest.file;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meterside.metering.Interval;
import meterside.metering.Topics;
import meterside.metering.UsageChanged;
import meterside.testing.Backing;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is announced on {@code usage-changed} from a moment on. */
final class Told {

    private final Map<TopicPartition, Long> from;

    private Told(Map<TopicPartition, Long> from) {
        this.from = from;
    }

    static Told fromNow() {
        try (var consumer = consumer()) {
            return new Told(consumer.endOffsets(partitions()));
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", Backing.kafka()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions() {
        var partitions = new ArrayList<TopicPartition>();
        for (var i = 0; i < Topics.PARTITIONS; i++) {
            partitions.add(new TopicPartition(Topics.USAGE_CHANGED, i));
        }
        return partitions;
    }

    /** {@return what was announced of each usage point since} */
    Map<Long, List<Interval>> announced() {
        var announced = new HashMap<Long, List<Interval>>();
        try (var consumer = consumer()) {
            var ends = consumer.endOffsets(partitions());
            consumer.assign(partitions());
            from.forEach(consumer::seek);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    var change = UsageChanged.ofBytes(record.value());
                    announced
                            .computeIfAbsent(change.usagePoint().value(), unseen -> new ArrayList<>())
                            .add(change.interval());
                }
            }
        }
        return announced;
    }

    /** {@return the days of a channel of which a read was stored and never announced} */
    List<String> unannounced(Backing.Database database) throws SQLException {
        var announced = announced();
        var unannounced = new ArrayList<String>();
        try (var connection = database.asAdministrator();
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select c.usage_point, extract(epoch from b.first_at)::bigint, extract(epoch from b.last_at)::bigint from read_block b join channel c on c.id = b.channel where b.accepted + b.corrected > 0")) {
            while (found.next()) {
                var first = Instant.ofEpochSecond(found.getLong(2));
                var last = Instant.ofEpochSecond(found.getLong(3));
                var told = announced.getOrDefault(found.getLong(1), List.of()).stream()
                        .anyMatch(interval -> !interval.start().isAfter(first)
                                && !interval.end().isBefore(last));
                if (!told) {
                    unannounced.add(found.getLong(1) + " " + first);
                }
            }
        }
        return unannounced;
    }
}
