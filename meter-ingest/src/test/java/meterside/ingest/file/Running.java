package meterside.ingest.file;

import java.io.IOException;
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
import meterside.ingest.IngestApplication;
import meterside.ingest.listener.Listener;
import meterside.metering.Topics;
import meterside.testing.Backing;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole process, on a database and folders of its own, spoken to by HTTP. */
final class Running implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final ConfigurableApplicationContext process;
    private final HttpClient http = HttpClient.newHttpClient();

    record Answer(int status, JsonNode json) {}

    Running(Backing.Database database, Path folder) {
        this(database, folder, Map.of());
    }

    Running(Backing.Database database, Path folder, Map<String, String> more) {
        var settings = new HashMap<String, Object>(database.settings());
        settings.putAll(Map.of(
                "METERSIDE_KAFKA",
                Backing.kafka(),
                "METERSIDE_INGEST_PORT",
                "0",
                "METERSIDE_INGEST_TOKEN",
                "token",
                "METERSIDE_DROP",
                folder.resolve("drop").toString(),
                "METERSIDE_ARCHIVE",
                folder.resolve("archive").toString(),
                "METERSIDE_CLOCK",
                "2026-10-20T15:00-04:00"));
        settings.putAll(more);
        process = new SpringApplicationBuilder(IngestApplication.class)
                .properties(settings)
                .run();
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
        return process.getBean(Listener.class).port();
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
        var patience = 300;
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
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Authorization", "Bearer token");
    }

    @Override
    public void close() {
        process.close();
    }
}
