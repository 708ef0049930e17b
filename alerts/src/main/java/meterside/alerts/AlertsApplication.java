package meterside.alerts;

import java.time.Clock;
import java.util.Map;
import meterside.db.Clocks;
import meterside.db.Settings;
import meterside.metering.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.TopicBuilder;

/**
 * The process that decides whom to tell what: it follows {@code usage-changed} and folds rules over the reads that
 * changed.
 */
@SpringBootApplication
public class AlertsApplication {

    public static void main(String[] args) {
        Settings.require(Map.of(
                "METERSIDE_DB_HOST", "127.0.0.1",
                "METERSIDE_DB_PORT", "5432",
                "METERSIDE_DB_NAME", "meterside",
                "METERSIDE_DB_PASSWORD", "the password of the role meterside_alerts",
                "METERSIDE_KAFKA", "127.0.0.1:9092",
                "METERSIDE_ALERTS_PORT", "8082"));
        SpringApplication.run(AlertsApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clocks.fromEnvironment(new Settings(System.getenv()));
    }

    @Bean
    NewTopic usageChanged() {
        return TopicBuilder.name(Topics.USAGE_CHANGED)
                .partitions(Topics.PARTITIONS)
                .replicas(1)
                .build();
    }
}
