package meterside.portal.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import meterside.metering.Topics;
import meterside.metering.UsageChanged;
import meterside.portal.change.ChangeRepository.Place;
import meterside.portal.change.Numbering.Batch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Reads {@code usage-changed} on a thread of its own, from where the database says that it is numbered. Whatever is away, Kafka or
 * the database, it begins again from there until both answer; nothing is passed over.
 */
@Component
class NumberingListener implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NumberingListener.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String servers;
    private final Numbering numbering;
    private volatile boolean running;
    private volatile Optional<KafkaConsumer<byte[], byte[]>> listening = Optional.empty();

    NumberingListener(@Value("${METERSIDE_KAFKA}") String servers, Numbering numbering) {
        this.servers = servers;
        this.numbering = numbering;
    }

    /** The database did not take it. */
    private static final class NotNumbered extends Exception {
        private static final long serialVersionUID = 1L;

        NotNumbered(Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("usage-changes").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        listening.ifPresent(KafkaConsumer::wakeup);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                listen();
            } catch (InterruptException | WakeupException stopped) {
                return;
            } catch (KafkaException | NotNumbered away) {
                LOG.warn("Changes get no numbers for now, trying again: {}", away.getMessage());
                rest();
            }
        }
    }

    private static void rest() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    private void listen() throws NotNumbered {
        try (var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            listening = Optional.of(consumer);
            var places = places();
            consumer.assign(places.keySet());
            var positions = begin(consumer, places);
            while (running) {
                var polled = consumer.poll(POLL);
                for (var partition : polled.partitions()) {
                    var from = positions.getOrDefault(partition, 0L);
                    var batch = batch(partition, places, from, polled.records(partition));
                    var next = answer(numbering.number(batch));
                    positions.put(partition, next);
                    if (next != batch.next()) { // another portal was first, and is elsewhere
                        consumer.seek(partition, next);
                    }
                }
            }
        } finally {
            listening = Optional.empty();
        }
    }

    /** {@return where each partition is read from} */
    private Map<TopicPartition, Long> begin(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Place> places)
            throws NotNumbered {
        var positions = new HashMap<TopicPartition, Long>();
        var ends = consumer.endOffsets(places.keySet());
        var beginnings = consumer.beginningOffsets(places.keySet());
        for (var one : places.entrySet()) {
            var partition = one.getKey();
            var beginning = beginnings.getOrDefault(partition, 0L);
            var end = ends.getOrDefault(partition, beginning);
            var next = answer(numbering.begin(one.getValue(), beginning, end));
            positions.put(partition, next);
            consumer.seek(partition, next);
        }
        return positions;
    }

    private static Batch batch(
            TopicPartition partition,
            Map<TopicPartition, Place> places,
            long from,
            List<ConsumerRecord<byte[], byte[]>> records) {
        var messages = new ArrayList<UsageChanged>();
        for (var message : records) {
            try {
                messages.add(UsageChanged.ofBytes(message.value()));
            } catch (IllegalArgumentException malformed) {
                LOG.warn("Passed over {} of {}: {}", message.offset(), partition, malformed.getMessage());
            }
        }
        var place = places.get(partition);
        if (place == null) {
            throw new KafkaException("a partition that was not asked for: " + partition);
        }
        return new Batch(place, from, records.getLast().offset() + 1, messages);
    }

    /** Fails while the topic is not there: {@code live} makes it. */
    private Map<TopicPartition, Place> places() {
        try (var admin = Admin.create(settings())) {
            var cluster = admin.describeCluster().clusterId().get();
            var topic = admin.describeTopics(List.of(Topics.USAGE_CHANGED))
                    .allTopicNames()
                    .get()
                    .get(Topics.USAGE_CHANGED);
            var places = new HashMap<TopicPartition, Place>();
            if (topic != null) {
                topic.partitions()
                        .forEach(partition -> places.put(
                                new TopicPartition(Topics.USAGE_CHANGED, partition.partition()),
                                new Place(cluster, topic.topicId().toString(), partition.partition())));
            }
            return places;
        } catch (ExecutionException refused) {
            throw new KafkaException("could not look at " + Topics.USAGE_CHANGED, refused.getCause());
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    /** Waits for the database, on this thread, which does nothing else. */
    private static <T> T answer(Mono<T> work) throws NotNumbered {
        try {
            return work.toFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException refused) {
            throw new NotNumbered(refused);
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers",
                servers,
                "client.id",
                "portal-changes",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "none",
                "max.poll.records",
                2_000,
                "metadata.max.age.ms",
                5_000,
                "request.timeout.ms",
                4_000,
                "default.api.timeout.ms",
                5_000,
                "reconnect.backoff.max.ms",
                2_000);
    }
}
