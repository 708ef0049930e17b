package meterside.portal.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Provider;
import meterside.testing.Backing;
import meterside.testing.Signals;
import org.awaitility.Awaitility;

/** The packaged portal in a JVM of its own, as {@code ./meterside} starts it. */
final class Running implements AutoCloseable {

    private final Process process;
    private final int port;

    private Running(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and returns when it says that it is ready. Its clock goes with the given one.
     *
     * @param sweepMillis how often it sees to payments that are due
     */
    static Running start(Backing.Database database, Provider provider, Clock clock, String sweepMillis) {
        var port = Backing.freePort();
        var settings = new HashMap<>(database.settings());
        settings.put("METERSIDE_KAFKA", Backing.kafka());
        settings.put("METERSIDE_PORT", Integer.toString(port));
        settings.put("METERSIDE_SECRET_KEY", "bm90IGEgc2VjcmV0LCBvbmx5IGZvciB0aGUgdGVzdHM=");
        settings.put("METERSIDE_SIGNING_KEY", "c2lnbmVkIGZvciB0aGUgdGVzdHMsIG5vdCBhIHNlY3I=");
        settings.put("METERSIDE_UTILITY_EMAIL", "utility@meterside.example");
        var theirs = provider.settings();
        for (var i = 0; i < theirs.length; i += 2) {
            settings.put(theirs[i], theirs[i + 1]);
        }
        settings.put("meterside.sweep.millis", sweepMillis);
        settings.put("METERSIDE_CLOCK_SET_AT", Long.toString(System.currentTimeMillis()));
        settings.put("METERSIDE_CLOCK", clock.instant().toString());
        // what is held is waited for longer than any test does
        settings.put("meterside.gateway.patience", "120s");
        settings.put("meterside.deadline.to-read", "120s");
        settings.put("meterside.deadline.to-change", "120s");
        settings.put("spring.r2dbc.properties.statementTimeout", "PT120S");
        settings.put("spring.r2dbc.pool.max-acquire-time", "30s");
        settings.put("spring.r2dbc.pool.max-validation-time", "30s");
        var running = new Running(started(settings), port);
        try {
            running.awaitReady();
            return running;
        } catch (RuntimeException | Error notReady) {
            running.close();
            throw notReady;
        }
    }

    private static Process started(Map<String, String> settings) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                Backing.root().resolve("portal-api/target/portal-api.jar").toString()));
        var environment = new HashMap<String, String>();
        settings.forEach((name, value) -> {
            if (name.startsWith("METERSIDE_")) {
                environment.put(name, value);
            } else {
                command.add("--%s=%s".formatted(name, value));
            }
        });
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

    private void awaitReady() {
        var anyone = browser();
        Awaitility.await("the portal is ready")
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("the portal ended; see target/kill.log");
                    }
                    return isReady(anyone);
                });
    }

    private static boolean isReady(Browser anyone) {
        try {
            return anyone.get("/health/ready").status() == 200;
        } catch (IllegalStateException notYetThere) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** {@return a browser that nobody has signed in with} */
    Browser browser() {
        return new Browser("http://127.0.0.1:" + port);
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
