package meterside.alerts.watch;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import meterside.metering.Topics;
import meterside.metering.UsageChanged;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes {@code usage-changed} in its own group. Kafka's offsets are committed once a batch was seen. */
@Component
class UsageChangedListener {

    private static final Logger LOG = LoggerFactory.getLogger(UsageChangedListener.class);

    private final Map<Integer, Long> next = new ConcurrentHashMap<>();

    @KafkaListener(id = "usage-changed", topics = Topics.USAGE_CHANGED, idIsGroup = false)
    void on(List<ConsumerRecord<byte[], byte[]>> records) {
        for (var message : records) {
            try {
                UsageChanged.ofBytes(message.value());
            } catch (IllegalArgumentException malformed) {
                LOG.warn(
                        "passed over offset {} of {}-{}: {}",
                        message.offset(),
                        message.topic(),
                        message.partition(),
                        malformed.getMessage());
            }
            next.put(message.partition(), message.offset() + 1);
        }
    }

    /** {@return the first offset not yet seen, by partition} Empty until something came. */
    Map<Integer, Long> next() {
        return Map.copyOf(next);
    }
}
