package meterside.ingest;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import meterside.db.Clocks;
import meterside.db.Settings;
import meterside.ingest.feed.Feeds;
import meterside.ingest.feed.WrongProfile;
import meterside.metering.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.TopicBuilder;

/** The process that takes files of meter reads in: to Kafka, and from there into the database. */
@SpringBootApplication
public class IngestApplication {

    private static final Map<String, String> NEEDED = needed();
    private static final String[] OPTIONAL = {
        "METERSIDE_BIND", "METERSIDE_FEEDS", "METERSIDE_CLOCK", "METERSIDE_CLOCK_SET_AT"
    };

    public static void main(String[] args) {
        Settings.require(NEEDED);
        try {
            feedsOf(new Settings(System.getenv()));
        } catch (WrongProfile wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
        SpringApplication.run(IngestApplication.class, args);
    }

    private static Map<String, String> needed() {
        var needed = new LinkedHashMap<String, String>();
        needed.put("METERSIDE_DB_HOST", "127.0.0.1");
        needed.put("METERSIDE_DB_PORT", "5432");
        needed.put("METERSIDE_DB_NAME", "meterside");
        needed.put("METERSIDE_DB_PASSWORD", "the password of the role meterside_ingest");
        needed.put("METERSIDE_KAFKA", "127.0.0.1:9092");
        needed.put("METERSIDE_INGEST_PORT", "8081");
        needed.put("METERSIDE_INGEST_TOKEN", "a long random word");
        needed.put("METERSIDE_DROP", "/var/lib/meterside/drop");
        needed.put("METERSIDE_ARCHIVE", "/var/lib/meterside/archive");
        return needed;
    }

    /** The environment's settings, which a test may also give as properties. */
    @Bean
    Settings settings(Environment environment) {
        var values = new HashMap<String, String>();
        NEEDED.keySet().forEach(name -> put(values, name, environment));
        for (var name : OPTIONAL) {
            put(values, name, environment);
        }
        return new Settings(values);
    }

    private static void put(Map<String, String> values, String name, Environment environment) {
        var value = environment.getProperty(name);
        if (value != null) {
            values.put(name, value);
        }
    }

    @Bean
    Clock clock(Settings settings) {
        return Clocks.fromEnvironment(settings);
    }

    @Bean
    Feeds feeds(Settings settings) {
        return feedsOf(settings);
    }

    private static Feeds feedsOf(Settings settings) {
        var folder = settings.orElse("METERSIDE_FEEDS", "");
        return folder.isEmpty() ? Feeds.builtIn() : Feeds.builtIn().with(Path.of(folder));
    }

    @Bean
    NewTopic meterReads() {
        return topic(Topics.METER_READS);
    }

    @Bean
    NewTopic meterReadsDead() {
        return topic(Topics.METER_READS_DEAD);
    }

    @Bean
    NewTopic usageChanged() {
        return topic(Topics.USAGE_CHANGED);
    }

    private static NewTopic topic(String name) {
        return TopicBuilder.name(name).partitions(Topics.PARTITIONS).replicas(1).build();
    }
}
