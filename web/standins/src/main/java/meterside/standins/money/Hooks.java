package meterside.standins.money;

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
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import meterside.standins.wire.Faults;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells us what happened, as Stripe does: a signed POST for each event, again and again until it is answered by 2xx, in no
 * promised order. What was not taken yet is told again after a restart.
 */
final class Hooks implements AutoCloseable {

    private static final List<Duration> AGAIN = List.of(
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30));

    /** Twice as old as Stripe's library lets a webhook be. */
    private static final Duration OLD = Duration.ofMinutes(10);

    private final Vault vault;
    private final Faults faults;
    private final String secret;
    private volatile String url;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** @param url where to, or empty until it is known */
    Hooks(Vault vault, Faults faults, String secret, String url) {
        this.vault = vault;
        this.faults = faults;
        this.secret = secret;
        this.url = url;
    }

    void start() {
        vault.listen(this::tell);
        vault.all("event", event -> event.path("_open").asBoolean(false))
                .forEach(event -> run(() -> send(event.path("id").asString(), "")));
    }

    void tellTo(String address) {
        url = address;
    }

    /** Sends one event again, taken or not, as one can in Stripe's dashboard. */
    void again(String event) {
        attempt(event, "again");
    }

    private void tell(List<String> events) {
        run(() -> {
            var order = new ArrayList<String[]>();
            var reversed = false;
            for (var event : events) {
                var fault = faultOf(event);
                reversed |= fault.equals("reversed");
                order.add(new String[] {event, fault.equals("reversed") ? "" : fault});
            }
            for (var one : reversed ? order.reversed() : order) {
                if (one[1].startsWith("late:")) {
                    run(() -> {
                        if (sleep(Duration.ofSeconds(Long.parseLong(one[1].substring(5))))) {
                            send(one[0], "");
                        }
                    });
                } else {
                    send(one[0], one[1]);
                }
            }
        });
    }

    private String faultOf(String event) {
        var type = vault.find(event).map(found -> found.path("type").asString()).orElse("");
        return faults.next("pay.webhook." + type)
                .or(() -> faults.next("pay.webhook"))
                .orElse("");
    }

    /** The first attempt here, in order; the further ones beside, so that nobody waits for them. */
    private void send(String event, String fault) {
        switch (fault) {
            case "none" -> taken(event, "never sent", true);
            case "twice" -> {
                first(event, "");
                attempt(event, "twice");
            }
            default -> first(event, fault);
        }
    }

    private void first(String event, String how) {
        if (!attempt(event, how)) {
            run(() -> {
                for (var i = 0; sleep(AGAIN.get(Math.min(i, AGAIN.size() - 1))); i++) {
                    if (attempt(event, faultOf(event))) {
                        return;
                    }
                }
            });
        }
    }

    /** {@return whether it was taken} */
    private boolean attempt(String event, String how) {
        while (url.isEmpty()) {
            if (!sleep(Duration.ofMillis(50))) {
                return true;
            }
        }
        var body = Vault.JSON.writeValueAsString(Vault.shown(vault.find(event).orElseThrow()));
        var at = vault.now() - (how.equals("stale") ? OLD.toSeconds() : 0);
        var key = how.equals("forged") ? "not the secret" : secret;
        String answer;
        try {
            if (how.equals("drop")) {
                throw new IOException("dropped as planned");
            }
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                    .header("Stripe-Signature", "t=%d,v1=%s".formatted(at, signature(at, body, key)))
                    .POST(BodyPublishers.ofString(body))
                    .build();
            answer = Integer.toString(
                    http.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException | IllegalArgumentException away) {
            answer = "no answer: " + away.getMessage();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
        taken(event, how.isEmpty() ? answer : answer + " (" + how + ")", answer.startsWith("2"));
        return answer.startsWith("2");
    }

    private void taken(String event, String answer, boolean done) {
        if (threads.isShutdown()) {
            return;
        }
        vault.change(change -> {
            var told = change.edit(event);
            told.withArray("_attempts").add(answer);
            if (done) {
                told.put("_open", false).put("pending_webhooks", 0);
            }
            return told;
        });
    }

    /** HMAC-SHA-256 of the time, a full stop and the body; hexadecimal. */
    static String signature(long at, String body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((at + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What is under way when the stand-in is stopped goes on after the next start. */
    private void run(Runnable work) {
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException failed) {
                    if (!threads.isShutdown()) {
                        throw failed;
                    }
                }
            });
        } catch (RejectedExecutionException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return false when the stand-in is stopped} */
    private static boolean sleep(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a webhook does not let go");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    static boolean isOpen(ObjectNode event) {
        return event.path("_open").asBoolean(false);
    }
}
