package meterside.standins.provider;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import meterside.standins.wire.Faults;
import meterside.standins.wire.Form;

/** What Twilio would call us with: the states of each text, and what phones' owners answer. Signed as Twilio signs. */
final class Callbacks {

    private static final Duration BETWEEN = Duration.ofMillis(150);

    private final Journal journal;
    private final Faults faults;
    private final String publicUrl;
    private final String account;
    private final String token;
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Callbacks(Journal journal, Faults faults, String publicUrl, String account, String token) {
        this.journal = journal;
        this.faults = faults;
        this.publicUrl = publicUrl;
        this.account = account;
        this.token = token;
    }

    /** {@return the last state of a text} */
    String stateOf(String text) {
        return states.getOrDefault(text, "queued");
    }

    /** Tells, soon, how a text fares. */
    void tellAbout(Accepted text) {
        if (!text.fact("callback").isEmpty()) {
            Thread.ofVirtual().start(() -> tellAll(text));
        }
    }

    private void tellAll(Accepted text) {
        var fault = faults.next("text.callback").orElse("").split(":", -1);
        if (fault[0].equals("none")) {
            return;
        }
        var told = new ArrayList<>(TextApi.states(!fault[0].equals("undelivered")));
        if (fault[0].equals("twice")) {
            told.addAll(List.copyOf(told));
        }
        for (var state : fault[0].equals("reversed") ? told.reversed() : told) {
            pause();
            var form = new TreeMap<String, String>();
            form.put("AccountSid", account);
            form.put("ApiVersion", "2010-04-01");
            form.put("MessageSid", text.fact("id"));
            form.put("SmsSid", text.fact("id"));
            form.put("MessageStatus", state);
            form.put("SmsStatus", state);
            form.put("To", text.fact("to"));
            form.put("From", text.fact("from"));
            if (state.equals("undelivered")) {
                form.put("ErrorCode", fault.length > 1 ? fault[1] : "30003");
            }
            states.put(text.fact("id"), state);
            call(text.fact("callback"), form, state, fault[0].equals("forged") ? "not the token" : token);
        }
    }

    /** The phone's owner answers. */
    void reply(String from, String to, String body) {
        var bytes = new byte[16];
        new SplittableRandom().nextBytes(bytes);
        var id = "SM" + HexFormat.of().formatHex(bytes);
        journal.append("reply", Map.of("id", id, "from", from, "to", to, "body", body));
        var form = new TreeMap<>(Map.of(
                "AccountSid",
                account,
                "ApiVersion",
                "2010-04-01",
                "MessageSid",
                id,
                "SmsSid",
                id,
                "SmsMessageSid",
                id,
                "From",
                from,
                "To",
                to,
                "Body",
                body,
                "NumMedia",
                "0",
                "NumSegments",
                "1"));
        form.put("SmsStatus", "received");
        call(publicUrl + "/callbacks/twilio/messages", form, "received", token);
    }

    private void call(String url, SortedMap<String, String> form, String state, String key) {
        String answer;
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(10))
                    .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                    .header("X-Twilio-Signature", signature(url, form, key))
                    .POST(BodyPublishers.ofString(Form.write(form)))
                    .build();
            answer = Integer.toString(
                    http.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException | IllegalArgumentException away) {
            answer = "no answer: " + away.getMessage();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        }
        journal.append("callback", Map.of("id", form.getOrDefault("MessageSid", ""), "state", state, "answer", answer));
    }

    /** HMAC-SHA-1 over the address and then each parameter's name and value, by name; base64. */
    static String signature(String url, SortedMap<String, String> form, String token) {
        var signed = new StringBuilder(url);
        form.forEach((name, value) -> signed.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
