package meterside.ingest.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import meterside.metering.UsageChanged;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts messages on the topics and returns when the broker has them, or throws. */
@Component
class Announcer implements AutoCloseable {

    private final Stream stream;
    private @Nullable Producer<byte[], byte[]> producer;

    Announcer(Stream stream) {
        this.stream = stream;
    }

    /** A record that cannot be taken, and why. */
    record Dead(ConsumerRecord<byte[], byte[]> message, String reason) {}

    /** A block to be read again. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Again(String key, byte[] block) {}

    void usageChanged(Collection<UsageChanged> changes) {
        send(changes.stream()
                .map(change -> new ProducerRecord<>(
                        stream.changed(),
                        bytes(Long.toString(change.usagePoint().value())),
                        change.toBytes()))
                .toList());
    }

    /** Sends it as it came, with the header {@code reason}. */
    void dead(Collection<Dead> messages) {
        send(messages.stream()
                .map(of -> {
                    var letter = new ProducerRecord<>(
                            stream.dead(), of.message().key(), of.message().value());
                    letter.headers().add("reason", bytes(of.reason()));
                    return letter;
                })
                .toList());
    }

    void again(Collection<Again> blocks) {
        send(blocks.stream()
                .map(of -> new ProducerRecord<>(stream.reads(), bytes(of.key()), of.block()))
                .toList());
    }

    private void send(List<ProducerRecord<byte[], byte[]>> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var out = producer();
        var sent = new ArrayList<Future<RecordMetadata>>(messages.size());
        messages.forEach(message -> sent.add(out.send(message)));
        out.flush();
        try {
            for (var one : sent) {
                one.get();
            }
        } catch (ExecutionException refused) {
            throw new KafkaException("Kafka did not take a message: " + refused.getMessage(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending", interrupted);
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of(
                            "bootstrap.servers", stream.bootstrap(),
                            "acks", "all",
                            "compression.type", "lz4",
                            "max.block.ms", 10_000,
                            "request.timeout.ms", 10_000,
                            "delivery.timeout.ms", 30_000,
                            "metadata.max.age.ms", 5_000),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(java.time.Duration.ofSeconds(5));
        }
    }
}
