package meterside.journeys;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import meterside.metering.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Both topics read again from their first record. Ingest keeps its place in the database, alerts keeps its own in Kafka. */
final class Replay implements AutoCloseable {

    private static final String GROUP = "alerts";

    private final House house;
    private final Admin kafka;

    Replay(House house) {
        this.house = house;
        this.kafka = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + house.portOf("KAFKA_PORT")));
    }

    /** Stops ingest and alerts, lets them forget how far they are, and starts them again. */
    void fromTheFirst() {
        for (var part : List.of("alerts", "meter-ingest")) {
            var process = house.process(part);
            process.destroy();
            process.onExit().join();
        }
        house.sql("update ingest_offset set announced_next = 0");
        house.sql("update ingest_offset set stored_next = 0");
        var first = new HashMap<TopicPartition, OffsetAndMetadata>();
        partitions(Topics.USAGE_CHANGED).forEach(partition -> first.put(partition, new OffsetAndMetadata(0)));
        // the broker takes new offsets only for a group whose last member has left, or was given up
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreException(IllegalStateException.class)
                .until(() -> got(kafka.alterConsumerGroupOffsets(GROUP, first).all()) == null);
        house.up();
    }

    /** {@return whether both are at the end again} */
    boolean isOver() {
        var reads = ends(Topics.METER_READS);
        var announced = house.sql("select partition, announced_next from ingest_offset order by partition")
                .lines()
                .map(row -> row.split("\\|"))
                .toList();
        var changed = ends(Topics.USAGE_CHANGED);
        var told = got(kafka.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata());
        return announced.stream()
                        .allMatch(row -> Long.parseLong(row[1])
                                == reads.get(new TopicPartition(Topics.METER_READS, Integer.parseInt(row[0]))))
                && changed.entrySet().stream()
                        .allMatch(end -> end.getValue() == 0
                                || told.get(end.getKey()) != null
                                        && told.get(end.getKey()).offset() == end.getValue());
    }

    @Override
    public void close() {
        kafka.close();
    }

    private Map<TopicPartition, Long> ends(String topic) {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        partitions(topic).forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        got(kafka.listOffsets(asked).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static List<TopicPartition> partitions(String topic) {
        return Arrays.asList(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
    }

    private static <T> T got(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
