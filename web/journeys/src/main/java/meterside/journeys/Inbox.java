package meterside.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the stand-ins for the mail server and the telephone company took, and a telephone that can answer. */
final class Inbox {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    Inbox(House house) {
        this.url = "http://127.0.0.1:" + house.portOf("STANDINS_PORT");
    }

    /** {@return the texts this number got, oldest first} */
    List<String> texts(String number) {
        return entries("text", number).map(text -> text.path("body").asString()).toList();
    }

    /** {@return subject and text of the e-mails this address got, oldest first} */
    List<String> mails(String address) {
        return entries("mail", address)
                .map(mail -> mail.path("subject").asString() + "\n"
                        + mail.path("text").asString())
                .toList();
    }

    /** {@return the newest code sent to this number or address, once there are so many messages with one} */
    String code(String address, int messages) {
        return awaited(
                        "a code to " + address,
                        () -> Stream.concat(texts(address).stream(), mails(address).stream())
                                .map(CODE::matcher)
                                .filter(Matcher::find)
                                .map(Matcher::group)
                                .toList(),
                        codes -> codes.size() >= messages)
                .getLast();
    }

    /** {@return the first text to this number with these words, once it is there} */
    String text(String number, String words) {
        return awaited(
                        "a text with '%s'".formatted(words),
                        () -> texts(number).stream()
                                .map(text -> text.replace('\u00a0', ' '))
                                .filter(text -> text.contains(words))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static List<String> awaited(String what, Supplier<List<String>> look, Predicate<List<String>> enough) {
        var since = System.nanoTime();
        while (System.nanoTime() - since < PATIENCE.toNanos()) {
            var found = look.get();
            if (enough.test(found)) {
                return found;
            }
            LockSupport.parkNanos(OFTEN.toNanos());
        }
        throw new IllegalStateException("after %s there was not %s".formatted(PATIENCE, what));
    }

    /** The owner of a telephone answers. */
    void reply(String number, String words) {
        var from = entries("text", number).reduce((first, last) -> last).orElseThrow();
        var form = "from=%s&to=%s&body=%s"
                .formatted(encoded(number), encoded(from.path("from").asString()), encoded(words));
        send(HttpRequest.newBuilder(URI.create(url + "/dev/reply"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private Stream<JsonNode> entries(String kind, String address) {
        var all = JsonMapper.shared()
                .readTree(send(HttpRequest.newBuilder(URI.create(url + "/dev/inbox.json"))
                        .build()));
        return StreamSupport.stream(all.spliterator(), false)
                .filter(entry -> entry.path("kind").asString().equals(kind)
                        && entry.path("to").asString().contains(address));
    }

    private String send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
