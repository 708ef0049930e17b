package meterside.portal.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import meterside.metering.Topics;
import meterside.metering.UsageChanged;
import meterside.portal.health.Part;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Reads {@code usage-changed} on a thread of its own: every partition, without a group, from the end; so each node of the
 * portal hears everything. Kafka being away stops nothing else: it is tried until it answers, and read on from where it was.
 */
@Component
class UsageChangedListener implements SmartLifecycle, Part {

    private static final Logger LOG = LoggerFactory.getLogger(UsageChangedListener.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration BETWEEN_PULSES = Duration.ofSeconds(3);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final String servers;
    private final Streams streams;
    private final Heard heard;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private volatile long answeredAt = System.nanoTime() - LONGEST_SILENCE.toNanos();
    private volatile boolean running;
    private volatile Optional<KafkaConsumer<byte[], byte[]>> listening = Optional.empty();

    UsageChangedListener(@Value("${METERSIDE_KAFKA}") String servers, Streams streams, Heard heard) {
        this.servers = servers;
        this.streams = streams;
        this.heard = heard;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("usage-changed").daemon().start(this::run);
    }

    /** Ends the streams too: the web server waits for requests under way, and these have no end of their own. */
    @Override
    public void stop() {
        running = false;
        listening.ifPresent(KafkaConsumer::wakeup);
        streams.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public String name() {
        return "kafka";
    }

    /** {@inheritDoc} Up while the broker answered within the last ten seconds. */
    @Override
    public Mono<String> state() {
        return Mono.fromSupplier(() -> silence().compareTo(LONGEST_SILENCE) < 0 ? UP : "down: no answer");
    }

    private Duration silence() {
        return Duration.ofNanos(System.nanoTime() - answeredAt);
    }

    private void run() {
        while (running) {
            try {
                declareTopic();
                listen();
            } catch (InterruptException | WakeupException stopped) {
                return;
            } catch (KafkaException away) {
                LOG.warn("Kafka does not answer, trying again: {}", away.getMessage());
            }
        }
    }

    /** Whoever needs a topic makes it; where it is there already nothing happens. */
    private void declareTopic() {
        var topic = new NewTopic(Topics.USAGE_CHANGED, Optional.of(Topics.PARTITIONS), Optional.empty());
        try (var admin = Admin.create(settings())) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("could not make " + Topics.USAGE_CHANGED, refused.getCause());
            }
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    private void listen() {
        try (var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.USAGE_CHANGED).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            partitions.forEach(partition -> seek(consumer, partition));
            listening = Optional.of(consumer);
            heard.begin();
            answeredAt = System.nanoTime();
            LOG.info("Listening to {}", partitions);
            while (running) {
                consumer.poll(POLL).forEach(this::hear);
                if (silence().compareTo(BETWEEN_PULSES) > 0) {
                    consumer.endOffsets(
                            partitions); // an empty poll would not tell an idle broker from one that is gone
                    answeredAt = System.nanoTime();
                }
            }
        } finally {
            heard.end();
            listening = Optional.empty();
        }
    }

    private void seek(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        var known = next.get(partition);
        if (known == null) {
            consumer.seekToEnd(List.of(partition));
            next.put(partition, consumer.position(partition));
        } else {
            consumer.seek(partition, known);
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        var id = record.partition() + "-" + record.offset();
        try {
            var message = UsageChanged.ofBytes(record.value());
            heard.changed(message.usagePoint()); // first: a page that is told asks at once
            streams.tell(id, message);
        } catch (IllegalArgumentException malformed) {
            LOG.warn("Passed over {} of {}: {}", id, record.topic(), malformed.getMessage());
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers",
                servers,
                "client.id",
                "portal",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "latest",
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
