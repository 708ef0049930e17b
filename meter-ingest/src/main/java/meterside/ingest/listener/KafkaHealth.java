package meterside.ingest.listener;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Whether Kafka answers. */
@Component
class KafkaHealth implements HealthPart, DisposableBean {

    private final Admin kafka;

    KafkaHealth(KafkaAdmin configured) {
        var properties = new java.util.HashMap<>(configured.getConfigurationProperties());
        properties.putAll(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1500,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 1500));
        this.kafka = Admin.create(properties);
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Optional<String> trouble() {
        try {
            kafka.describeCluster().nodes().get(2, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException | TimeoutException away) {
            return Optional.of("Kafka does not answer");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of("stopping");
        }
    }

    @Override
    public void destroy() {
        kafka.close(java.time.Duration.ofSeconds(1));
    }
}
