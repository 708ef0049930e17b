package meterside.testing;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The parts where a Docker engine answers. Testcontainers removes them when the JVM ends. */
final class DockerParts {

    private DockerParts() {}

    static Backing.Server timescale() {
        var image =
                DockerImageName.parse("timescale/timescaledb:2.19.3-pg17-oss").asCompatibleSubstituteFor("postgres");
        var container = new PostgreSQLContainer(image)
                .withUsername("postgres")
                .withPassword(Backing.PASSWORD)
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        container.start();
        return new Backing.Server(container.getHost(), container.getMappedPort(5432), Backing.PASSWORD);
    }

    static String kafka() {
        var container = new KafkaContainer(DockerImageName.parse("apache/kafka-native:4.1.0"));
        container.start();
        return container.getBootstrapServers();
    }
}
