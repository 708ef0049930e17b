package meterside.alerts.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import meterside.alerts.health.HealthPart;
import meterside.alerts.watch.Watch;
import meterside.metering.Topics;
import meterside.metering.UsageChanged;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Takes {@code usage-changed} in its own group. Kafka's offsets are committed once a batch is decided and stored; what
 * cannot be decided now, since a part is away, is tried again until it can.
 */
@Component
class UsageChangedListener implements HealthPart {

    private static final Logger LOG = LoggerFactory.getLogger(UsageChangedListener.class);

    private final Watch watch;
    private final Map<Integer, Long> next = new ConcurrentHashMap<>();
    private volatile boolean stuck;

    UsageChangedListener(Watch watch) {
        this.watch = watch;
    }

    @KafkaListener(id = "usage-changed", topics = Topics.USAGE_CHANGED, idIsGroup = false)
    void on(List<ConsumerRecord<byte[], byte[]>> records) {
        var changes = new ArrayList<UsageChanged>(records.size());
        for (var message : records) {
            try {
                changes.add(UsageChanged.ofBytes(message.value()));
            } catch (IllegalArgumentException malformed) {
                LOG.warn(
                        "passed over offset {} of {}-{}: {}",
                        message.offset(),
                        message.topic(),
                        message.partition(),
                        malformed.getMessage());
            }
        }
        take(changes);
        records.forEach(message -> next.put(message.partition(), message.offset() + 1));
    }

    private void take(List<UsageChanged> changes) {
        var done = changes.isEmpty();
        try {
            if (!done) {
                watch.take(changes);
                done = true;
            }
        } finally {
            stuck = !done;
        }
    }

    @Override
    public String name() {
        return "watch";
    }

    @Override
    public String state() {
        return stuck ? "down: what changed cannot be decided now; it is tried again" : "up";
    }

    /** {@return the first offset not yet decided, by partition} Empty until something came. */
    Map<Integer, Long> next() {
        return Map.copyOf(next);
    }
}
