package meterside.ingest.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import meterside.ingest.IngestApplication;
import meterside.ingest.listener.Listener;
import meterside.metering.Topics;
import meterside.testing.Backing;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole process, on a database and folders of its own, spoken to by HTTP; within this JVM or in one of its own. */
final class Running implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Runnable stop;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    record Answer(int status, JsonNode json) {}

    private Running(int port, Runnable stop) {
        this.port = port;
        this.stop = stop;
    }

    /** Starts it within this JVM. */
    static Running here(Backing.Database database, Path folder) {
        var process = new SpringApplicationBuilder(IngestApplication.class)
                .properties(new HashMap<>(settings(database, folder, 0)))
                .run();
        return new Running(process.getBean(Listener.class).port(), process::close);
    }

    /** Starts it in a JVM of its own, which {@link #close} kills. */
    static Running apart(Backing.Database database, Path folder) {
        try {
            var port = Backing.freePort();
            var command = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    IngestApplication.class.getName());
            command.environment().putAll(settings(database, folder, port));
            var process = command.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
            var running = new Running(port, () -> kill(process));
            running.awaitReady(process);
            return running;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void kill(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private void awaitReady(Process process) {
        var patience = 1800;
        while (patience-- > 0 && process.isAlive()) {
            try {
                if (get("/health/ready").status() == 200) {
                    return;
                }
            } catch (UncheckedIOException notYet) {
                // it is still starting
            }
            pause();
        }
        throw new AssertionError("meter-ingest did not start");
    }

    private static Map<String, String> settings(Backing.Database database, Path folder, int port) {
        var settings = new HashMap<>(database.settings());
        settings.putAll(Map.of(
                "METERSIDE_KAFKA", Backing.kafka(),
                "METERSIDE_INGEST_PORT", Integer.toString(port),
                "METERSIDE_INGEST_TOKEN", "token",
                "METERSIDE_DROP", folder.resolve("drop").toString(),
                "METERSIDE_ARCHIVE", folder.resolve("archive").toString(),
                "METERSIDE_CLOCK", "2026-10-20T15:00-04:00"));
        return settings;
    }

    /**
     * Makes the topic anew. The broker is shared by all tests and the blocks of another database's files would be taken
     * for ours, since both count their files from 1.
     */
    static void clearTopic() {
        try (var kafka = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Backing.kafka()))) {
            if (kafka.listTopics().names().get().contains(Topics.METER_READS)) {
                kafka.deleteTopics(List.of(Topics.METER_READS)).all().get();
            }
            while (kafka.listTopics().names().get().contains(Topics.METER_READS)) {
                pause();
            }
        } catch (ExecutionException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    int port() {
        return port;
    }

    /** Sends CSV files as an operator's command does. */
    void loadRegistry(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        var answer = post("/registry", bytes.toByteArray());
        if (answer.status() != 200 || !answer.json().path("rejected").isEmpty()) {
            throw new AssertionError(answer);
        }
    }

    Answer push(String feed, String name, byte[] bytes) {
        return send(request("/files?feed=%s&name=%s".formatted(feed, URLEncoder.encode(name, StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    Answer post(String path, byte[] bytes) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    /** {@return the file's last word} */
    JsonNode awaitFinal(String sha256) {
        return await(sha256, "stored", "refused");
    }

    JsonNode await(String sha256, String... states) {
        var patience = 1800;
        while (patience-- > 0) {
            var json = get("/files/" + sha256).json();
            for (var state : states) {
                if (json.path("state").asString("").equals(state)) {
                    return json;
                }
            }
            pause();
        }
        throw new AssertionError("still " + get("/files/" + sha256).json());
    }

    static void pause() {
        pause(100);
    }

    static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Authorization", "Bearer token");
    }

    @Override
    public void close() {
        stop.run();
    }
}
