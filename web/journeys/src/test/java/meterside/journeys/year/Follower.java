package meterside.journeys.year;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import meterside.alerts.AlertsApplication;
import meterside.metering.Topics;
import meterside.testing.Backing;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** alerts within this JVM, without anyone to send for it. */
final class Follower implements AutoCloseable {

    private final String group;
    private final ConfigurableApplicationContext alerts;

    private Follower(String group, ConfigurableApplicationContext alerts) {
        this.group = group;
        this.alerts = alerts;
    }

    /** @param group its group at the broker; a new one reads from the topic's beginning */
    static Follower start(Backing.Database database, String group) {
        var home = AlertsApplication.class.getProtectionDomain().getCodeSource().getLocation();
        var yaml = home.getPath().endsWith(".jar") ? "jar:" + home + "!/application.yaml" : home + "application.yaml";
        var settings = new TreeMap<String, Object>(database.settings());
        settings.put("METERSIDE_KAFKA", Backing.kafka());
        settings.put("METERSIDE_ALERTS_PORT", "0");
        settings.put("spring.config.location", yaml);
        settings.put("spring.kafka.consumer.group-id", group);
        var arguments = new ArrayList<String>();
        settings.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
        return new Follower(
                group, new SpringApplicationBuilder(AlertsApplication.class).run(arguments.toArray(String[]::new)));
    }

    /** Waits until all that was announced is decided. */
    void awaitEnd() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", Backing.kafka()))) {
            var partitions =
                    List.of(new TopicPartition(Topics.USAGE_CHANGED, 0), new TopicPartition(Topics.USAGE_CHANGED, 1));
            var ends = new TreeMap<Integer, Long>();
            for (var partition : partitions) {
                ends.put(
                        partition.partition(),
                        admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                .partitionResult(partition)
                                .get()
                                .offset());
            }
            Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> {
                var read = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                return partitions.stream()
                        .allMatch(partition -> ends.get(partition.partition()) == 0
                                || read.get(partition) != null
                                        && read.get(partition).offset() == ends.get(partition.partition()));
            });
        }
    }

    @Override
    public void close() {
        alerts.close();
    }
}
