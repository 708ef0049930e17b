package meterside.ingest.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import meterside.ingest.Works;
import meterside.ingest.block.BlockCodec;
import meterside.metering.ReadBlock;
import meterside.metering.UsageChanged;
import meterside.testing.Backing;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** {@link Works} on topics of their own, and a publisher and a reader beside them. */
final class Pipeline implements AutoCloseable {

    private static final AtomicInteger TOPICS = new AtomicInteger();

    final Stream stream;
    final Works works;

    /** New topics and a new database. */
    Pipeline() {
        this(
                Backing.database(),
                new Stream(
                        Backing.kafka(),
                        "reads-" + TOPICS.incrementAndGet(),
                        "dead-" + TOPICS.get(),
                        "changed-" + TOPICS.get()));
        make(stream.reads());
        make(stream.dead());
        make(stream.changed());
    }

    private Pipeline(Backing.Database database, Stream stream) {
        this.stream = stream;
        this.works = new Works(database, true, context -> {
            context.registerBean("stream", Stream.class, () -> stream);
            context.scan("meterside.ingest.intake");
        });
    }

    /** {@return a second process on the same database and topics} */
    Pipeline another() {
        return new Pipeline(works.database, stream);
    }

    void start() {
        works.bean(Follower.class).start();
    }

    void stop() {
        works.bean(Follower.class).stop();
    }

    Optional<String> trouble() {
        return works.bean(Follower.class).trouble();
    }

    void publish(ReadBlock... blocks) {
        for (var block : blocks) {
            publish(block.source().key(), BlockCodec.encode(block));
        }
    }

    void publish(String key, byte[] value) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stream.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(stream.reads(), key.getBytes(StandardCharsets.UTF_8), value));
        }
    }

    /** Waits until everything published is stored and announced. */
    void awaitAll() {
        var last = Long.toString(end(stream.reads()));
        await(() -> works.value("select coalesce(sum(announced_next), 0) from ingest_offset")
                .equals(last));
    }

    static void await(BooleanSupplier what) {
        var end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!what.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited two minutes in vain");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    List<UsageChanged> announced() {
        return all(stream.changed()).stream()
                .map(message -> UsageChanged.ofBytes(message.value()))
                .toList();
    }

    /** {@return everything on the topic} */
    List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        var end = end(topic);
        try (var consumer = consumer()) {
            var partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (found.size() < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found;
        }
    }

    long end(String topic) {
        try (var consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer, topic)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return Objects.requireNonNull(consumer.partitionsFor(topic)).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", stream.bootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private void make(String topic) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", stream.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException("could not make the topic " + topic, failure);
        }
    }

    @Override
    public void close() {
        stop();
        works.close();
    }
}
