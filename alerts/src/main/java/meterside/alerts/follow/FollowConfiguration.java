package meterside.alerts.follow;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;

@Configuration
class FollowConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(FollowConfiguration.class);
    private static final long FIRST_WAIT_MILLIS = 500;
    private static final long LONGEST_WAIT_MILLIS = 15_000;

    /** A batch is tried until it is done: its announcement comes only once. */
    @Bean
    CommonErrorHandler untilDone() {
        var waits = new ExponentialBackOff(FIRST_WAIT_MILLIS, 2);
        waits.setMaxInterval(LONGEST_WAIT_MILLIS);
        waits.setMaxElapsedTime(Long.MAX_VALUE);
        var handler = new DefaultErrorHandler(FollowConfiguration::never, waits);
        handler.setLogLevel(KafkaException.Level.DEBUG);
        handler.setRetryListeners(new Trouble());
        return handler;
    }

    /** Says once a try why it is tried again. */
    private static final class Trouble implements RetryListener {

        @Override
        public void failedDelivery(ConsumerRecord<?, ?> message, @Nullable Exception failure, int attempt) {
            say(failure, attempt);
        }

        @Override
        public void failedDelivery(ConsumerRecords<?, ?> messages, @Nullable Exception failure, int attempt) {
            say(failure, attempt);
        }

        private static void say(@Nullable Exception failure, int attempt) {
            LOG.warn(
                    "try {}: what changed cannot be decided now: {}",
                    attempt,
                    failure == null
                            ? "nobody knows why"
                            : NestedExceptionUtils.getMostSpecificCause(failure).toString());
        }
    }

    private static void never(ConsumerRecord<?, ?> message, Exception failure) {
        LOG.error("gave up offset {} of {}", message.offset(), message.topic(), failure);
    }
}
