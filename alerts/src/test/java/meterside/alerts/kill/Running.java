package meterside.alerts.kill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meterside.alerts.testing.Post;
import meterside.testing.Backing;
import meterside.testing.Signals;
import org.awaitility.Awaitility;

/** The packaged alerts in a JVM of its own, as {@code ./meterside} starts it. */
final class Running implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;

    private Running(Process process) {
        this.process = process;
    }

    /**
     * Starts it at the clock of the post, and returns when it says that it is ready.
     *
     * @param group its group at the broker
     */
    static Running start(Post post, String group) {
        var settings = post.settings();
        settings.put("METERSIDE_KAFKA", Backing.kafka());
        settings.put("METERSIDE_CLOCK", post.clock.instant().toString());
        settings.put("spring.kafka.listener.auto-startup", "true");
        settings.put("spring.kafka.consumer.group-id", group);
        // else the broker waits 45 s for a member that was killed before another gets its partitions
        settings.put("spring.kafka.consumer.properties.group.instance.id", "the-only-one");
        // an answer that hangs is waited for longer than any test does
        settings.put("meterside.smtp.answer", "120s");
        settings.put("meterside.smtp.whole", "120s");
        settings.put("meterside.twilio.whole", "120s");
        settings.put("meterside.notices.ask-after", "0s");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                Backing.root().resolve("alerts/target/alerts.jar").toString()));
        var environment = new java.util.HashMap<String, String>();
        settings.forEach((name, value) -> {
            if (name.startsWith("METERSIDE_")) {
                environment.put(name, value.toString());
            } else {
                command.add("--%s=%s".formatted(name, value));
            }
        });
        var running = new Running(started(command, environment));
        try {
            running.awaitReady(environment.get("METERSIDE_ALERTS_PORT"));
            return running;
        } catch (RuntimeException | Error notReady) {
            running.close();
            throw notReady;
        }
    }

    private static Process started(List<String> command, Map<String, String> environment) {
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            Path.of("target/kill.log").toFile()));
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void awaitReady(String port) {
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s/health/ready".formatted(port)))
                .build();
        Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("alerts ended; see target/kill.log");
                    }
                    return HTTP.send(ready, BodyHandlers.ofString()).statusCode() == 200;
                });
    }

    /** It does nothing more, and what was asked of the database goes on without it. */
    void freeze() {
        Signals.freeze(process);
    }

    /** Ends it as the system does, without a word. */
    void kill() {
        Signals.kill(process);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
