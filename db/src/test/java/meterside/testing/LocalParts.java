package meterside.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The parts without Docker: TimescaleDB by {@code db/local/timescaledb.sh}, Kafka's own broker within this JVM. */
final class LocalParts {

    private LocalParts() {}

    static Backing.Server timescale(Path root) {
        var script = root.resolve("db/local/timescaledb.sh").toString();
        var folder = root.resolve("target/backing/" + ProcessHandle.current().pid());
        var port = Backing.freePort();
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new IllegalStateException("could not make " + folder, failure);
        }
        var data = folder.resolve("pg").toString();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> run(script, "stop", data)));
        run(script, "start", data, Integer.toString(port));
        return new Backing.Server("127.0.0.1", port, Backing.PASSWORD);
    }

    static String kafka() {
        var broker = new EmbeddedKafkaKraftBroker(1, 2);
        broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
        broker.brokerProperty("offsets.topic.num.partitions", "1");
        broker.afterPropertiesSet();
        return broker.getBrokersAsString();
    }

    private static void run(String... command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("POSTGRES_PASSWORD", Backing.PASSWORD);
            builder.environment()
                    .put("PGOPTS", "-c fsync=off -c timescaledb.max_background_workers=0 -c max_connections=200");
            var output = Files.createTempFile("timescaledb", ".log");
            var process = builder.redirectOutput(output.toFile()).start();
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + Files.readString(output));
            }
            Files.delete(output);
        } catch (IOException failure) {
            throw new IllegalStateException("could not run " + command[0], failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command[0], interrupted);
        }
    }
}
