package meterside.ingest.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;
import meterside.ingest.read.Partition;
import meterside.ingest.read.Position;
import meterside.ingest.read.ReadStore;
import meterside.metering.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Partitions of the topic, read by hand from where the database is. There is no consumer group: the database says
 * who is at which offset, and Kafka's own opinion would only be a second one.
 */
final class Assignment implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Partition> partitions;
    private final Map<Partition, Position> positions = new HashMap<>();

    /**
     * Opens the topic, making it if it is not there, at the first offset not yet announced.
     *
     * @throws Stuck if the topic does not hold that offset
     */
    static Assignment open(Stream stream, ReadStore store, IntPredicate wanted) {
        try (var admin = Admin.create(Map.of(
                "bootstrap.servers", stream.bootstrap(),
                "request.timeout.ms", 10_000,
                "default.api.timeout.ms", 10_000))) {
            for (var topic : List.of(stream.reads(), stream.dead(), stream.changed())) {
                make(admin, topic);
            }
            var cluster = await(admin.describeCluster().clusterId());
            var topic = Objects.requireNonNull(
                    await(admin.describeTopics(List.of(stream.reads())).allTopicNames())
                            .get(stream.reads()));
            var assignment = new Assignment(stream, cluster, topic, wanted);
            try {
                assignment.seek(store);
                return assignment;
            } catch (RuntimeException failure) {
                assignment.close();
                throw failure;
            }
        }
    }

    private Assignment(Stream stream, String cluster, TopicDescription topic, IntPredicate wanted) {
        partitions = new HashMap<>();
        for (var one : topic.partitions()) {
            if (wanted.test(one.partition())) {
                partitions.put(
                        new TopicPartition(topic.name(), one.partition()),
                        new Partition(cluster, topic.topicId().toString(), one.partition()));
            }
        }
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        stream.bootstrap(),
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "none",
                        "max.poll.records",
                        100,
                        "fetch.max.bytes",
                        16 << 20,
                        "max.partition.fetch.bytes",
                        4 << 20,
                        "default.api.timeout.ms",
                        10_000,
                        "metadata.max.age.ms",
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(partitions.keySet());
    }

    private void seek(ReadStore store) {
        var first = consumer.beginningOffsets(partitions.keySet(), PATIENCE);
        var end = consumer.endOffsets(partitions.keySet(), PATIENCE);
        partitions.forEach((topicPartition, partition) -> {
            var position = store.position(partition, offset(first, topicPartition));
            var next = position.announcedNext();
            if (position.storedNext() > offset(end, topicPartition)) {
                throw new Stuck(
                        "partition %d of %s ends at offset %d, but the database has stored up to %d: the topic lost its end. Restore it, or make the topic anew and send again the files that were not stored."
                                .formatted(
                                        partition.number(),
                                        topicPartition.topic(),
                                        offset(end, topicPartition),
                                        position.storedNext()));
            }
            if (next < offset(first, topicPartition)) {
                throw new Stuck(
                        "partition %d of %s begins at offset %d, but %d was not yet announced: its retention is shorter than this process was away. Send again the files that were not stored, and move ingest_offset to %d."
                                .formatted(
                                        partition.number(),
                                        topicPartition.topic(),
                                        offset(first, topicPartition),
                                        next,
                                        offset(first, topicPartition)));
            }
            consumer.seek(topicPartition, next);
            positions.put(partition, position);
        });
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), "an offset of every partition");
    }

    ConsumerRecords<byte[], byte[]> poll(Duration patience) {
        try {
            return consumer.poll(patience);
        } catch (OffsetOutOfRangeException outside) {
            throw new Stuck("the topic no longer holds what was to be read next: " + outside.getMessage());
        }
    }

    Partition partition(int number) {
        return partitions.values().stream()
                .filter(partition -> partition.number() == number)
                .findFirst()
                .orElseThrow();
    }

    Position position(Partition partition) {
        return Objects.requireNonNull(positions.get(partition));
    }

    void moved(Partition partition, Position to) {
        positions.put(partition, to);
    }

    /** {@return how many records are not yet stored} Asks the broker, and so tells whether it answers. */
    long lag() {
        return consumer.endOffsets(partitions.keySet(), PATIENCE).entrySet().stream()
                .mapToLong(end -> end.getValue()
                        - position(partition(end.getKey().partition())).storedNext())
                .sum();
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
    }

    private static void make(Admin admin, String topic) {
        var existing = await(admin.listTopics().names());
        if (!existing.contains(topic)) {
            try {
                await(admin.createTopics(List.of(new NewTopic(
                                topic, java.util.Optional.of(Topics.PARTITIONS), java.util.Optional.empty())))
                        .all());
            } catch (KafkaException failure) {
                if (!(failure.getCause() instanceof TopicExistsException)) {
                    throw failure;
                }
            }
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            throw new KafkaException("Kafka refused: " + refused.getMessage(), refused.getCause());
        } catch (TimeoutException silent) {
            throw new KafkaException("Kafka does not answer", silent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", interrupted);
        }
    }
}
