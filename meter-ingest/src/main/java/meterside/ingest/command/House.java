package meterside.ingest.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import meterside.db.Settings;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running meter-ingest, as a command sees it. */
final class House {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String address;
    private final String token;

    House(Settings settings) {
        var bind = settings.orElse("METERSIDE_BIND", "127.0.0.1");
        this.address = "http://%s:%s"
                .formatted(
                        bind.equals("0.0.0.0") ? "127.0.0.1" : bind,
                        settings.required("METERSIDE_INGEST_PORT", "8081"));
        this.token = settings.required("METERSIDE_INGEST_TOKEN", "a long random word");
    }

    /** What it says. */
    record Answer(int status, JsonNode json) {

        String detail() {
            return json.path("detail").asString("It answered " + status + ".");
        }
    }

    /** It cannot be reached or does not make sense; the message is for the operator. */
    static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }
    }

    Answer send(String feed, Path file) throws IOException {
        var query = "?feed=%s&name=%s".formatted(encode(feed), encode(String.valueOf(file.getFileName())));
        return ask(request("/files" + query).POST(HttpRequest.BodyPublishers.ofFile(file)));
    }

    Answer post(String path, byte[] body) {
        return ask(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    Answer get(String path) {
        return ask(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private Answer ask(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (ConnectException away) {
            throw new Unreachable("meter-ingest does not answer at %s: is it running?".formatted(address));
        } catch (IOException | JacksonException broken) {
            throw new Unreachable("meter-ingest at %s broke off: %s".formatted(address, broken.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unreachable("stopped");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
