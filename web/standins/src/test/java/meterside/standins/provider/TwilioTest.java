package meterside.standins.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import meterside.standins.wire.Faults;
import meterside.standins.wire.Form;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Conformance: the stand-in takes the parameters that Twilio's official description of its API has, refuses all others,
 * and answers as described. What alerts sends meets the stand-in in every test of delivery. The description lies beside the
 * checkout (its source and version too), and where it does not only the refusals are tested.
 */
class TwilioTest {

    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final String LIST = "/2010-04-01/Accounts/{AccountSid}/Messages.json";
    private static final String ONE = "/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Journal journal;
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        journal = new Journal(folder, Clock.systemUTC());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        var faults = new Faults("");
        server.createContext(
                "/",
                new TextApi(
                        journal,
                        faults,
                        new Callbacks(journal, faults, "", ACCOUNT, "token"),
                        ACCOUNT,
                        "token",
                        Clock.systemUTC()));
        server.start();
    }

    @AfterEach
    void close() throws IOException {
        server.stop(0);
        journal.close();
    }

    private static Described description() throws IOException {
        var file = Path.of(System.getProperty("meterside.root", "../.."), "../shared/data/twilio/twilio_api_v2010.json")
                .normalize();
        if (!Files.exists(file)) {
            System.out.println(
                    "The stand-in was not compared with Twilio's description: the file is not beside this checkout.");
        }
        assumeTrue(Files.exists(file), () -> "not run: there is no " + file);
        return new Described(JsonMapper.shared().readTree(file.toFile()));
    }

    @Test
    void takesTheParametersThatAreDescribed() throws IOException {
        var described = description();

        assertThat(TextApi.PARAMETERS).isEqualTo(Described.names(Described.form(described.operation(LIST, "post"))));
        assertThat(TextApi.FILTERS).isEqualTo(Described.query(described.operation(LIST, "get")));
    }

    @Test
    void answersAsDescribed() throws IOException, InterruptedException {
        var described = description();
        var sent = post(Map.of("To", "+12025550123", "From", "+15555550100", "Body", "Hola, ¿está?"));
        var found = get(".json?To=%2B12025550123&PageSize=100");
        var one = get("/%s.json".formatted(json(sent).path("sid").asString()));

        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(described.complaints(Described.answer(described.operation(LIST, "post"), 201), json(sent), "sent"))
                .isEmpty();
        assertThat(json(found).path("messages")).hasSize(1);
        assertThat(described.complaints(Described.answer(described.operation(LIST, "get"), 200), json(found), "list"))
                .isEmpty();
        assertThat(described.complaints(Described.answer(described.operation(ONE, "get"), 200), json(one), "one"))
                .isEmpty();
    }

    @Test
    void refusesParametersThatTwilioWouldPassOver() throws IOException, InterruptedException {
        var sent = post(Map.of("To", "+12025550123", "From", "+15555550100", "Body", "a", "Callback", "http://x"));

        assertThat(sent.statusCode()).isEqualTo(400);
        assertThat(get(".json?to=%2B12025550123").statusCode()).isEqualTo(400);
        assertThat(journal.all()).isEmpty();
    }

    private HttpResponse<String> post(Map<String, String> form) throws IOException, InterruptedException {
        return send(request(".json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Form.write(form))));
    }

    private HttpResponse<String> get(String rest) throws IOException, InterruptedException {
        return send(request(rest));
    }

    private HttpRequest.Builder request(String rest) {
        var credentials = Base64.getEncoder().encodeToString((ACCOUNT + ":token").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/2010-04-01/Accounts/%s/Messages%s"
                        .formatted(server.getAddress().getPort(), ACCOUNT, rest)))
                .header("Authorization", "Basic " + credentials);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
