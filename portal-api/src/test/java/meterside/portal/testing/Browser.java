package meterside.portal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests as a browser on our own page would, and keeps the session's cookie. */
public final class Browser {

    public static final String PASSWORD = "meterside-demo";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern COOKIE = Pattern.compile("(__Host-session=[^;]*);.*");
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    private final String server;
    private String cookie = "";

    /** @param server its address, without a slash at its end */
    public Browser(String server) {
        this.server = server;
    }

    /** An answer; the body as text. */
    public record Answer(int status, HttpHeaders headers, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public String code() {
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            return json().get("code").stringValue();
        }
    }

    public Browser signedInAs(String email) {
        var answer = signIn(email, PASSWORD);
        for (var again = 0;
                answer.status() == 503 && again < 60;
                again++) { // a portal with its limits on a busy machine
            sleep();
            answer = signIn(email, PASSWORD);
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return this;
    }

    private static void sleep() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public Answer signIn(String email, String password) {
        return send("POST", "/api/session", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** Sends as our own page would: with {@code Sec-Fetch-Site}, unless {@code headers} says otherwise. */
    public Answer send(String method, String path, @Nullable String json, String... headers) {
        return send(request(method, path, json, headers));
    }

    /** Sends with these headers and the cookie only. */
    public Answer bare(String method, String path, String... headers) {
        return send(plain(method, path, null, headers).build());
    }

    private Answer send(HttpRequest request) {
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** {@return an answer whose body is read as it comes} */
    public HttpResponse<InputStream> open(String path, String... headers) {
        try {
            return HTTP.send(request("GET", path, null, headers), BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public String cookie() {
        return cookie;
    }

    public Browser withCookie(String other) {
        cookie = other;
        return this;
    }

    private HttpRequest request(String method, String path, @Nullable String json, String... headers) {
        var all = new ArrayList<>(List.of("Sec-Fetch-Site", "same-origin"));
        all.addAll(List.of(headers));
        return plain(method, path, json, all.toArray(String[]::new)).build();
    }

    private HttpRequest.Builder plain(String method, String path, @Nullable String json, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json, StandardCharsets.UTF_8));
        if (json != null) {
            request.setHeader("Content-Type", "application/json");
        }
        if (!cookie.isEmpty()) {
            request.setHeader("Cookie", cookie);
        }
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private void keep(String setCookie) {
        var found = COOKIE.matcher(setCookie);
        if (found.matches()) {
            cookie = found.group(1).endsWith("=") ? "" : found.group(1);
        }
    }
}
