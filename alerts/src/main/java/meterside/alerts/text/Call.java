package meterside.alerts.text;

import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One call of Twilio's library, sent to where the settings say, once: the library's own client tries again after an error
 * of the server, and with a text that means two texts. Remembers how far it came.
 */
final class Call extends HttpClient {

    private final java.net.http.HttpClient http;
    private final URI base;
    private final Duration whole;
    private boolean handedOver;
    private Duration wait = Duration.ZERO;

    Call(java.net.http.HttpClient http, URI base, Duration whole) {
        this.http = http;
        this.base = base;
        this.whole = whole;
    }

    /** {@return whether the request may have reached Twilio} */
    boolean handedOver() {
        return handedOver;
    }

    /** {@return how long Twilio wants to be left alone; zero if it did not say} */
    Duration retryAfter() {
        return wait;
    }

    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        handedOver = true;
        var asked = http.sendAsync(built(request), BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            var answer = asked.get(whole.toMillis(), TimeUnit.MILLISECONDS);
            wait = waitOf(answer);
            return new Response(answer.body(), answer.statusCode());
        } catch (ExecutionException failure) {
            var cause = failure.getCause() == null ? failure : failure.getCause();
            handedOver = !neverConnected(cause);
            throw new Unanswered(cause);
        } catch (TimeoutException late) {
            throw abandoned(asked, late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw abandoned(asked, stopped);
        }
    }

    /** No answer came, or not in time. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswered(Throwable cause) {
            super(cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
        }
    }

    private static Unanswered abandoned(CompletableFuture<HttpResponse<String>> asked, Exception why) {
        asked.cancel(true);
        return new Unanswered(why);
    }

    private static boolean neverConnected(Throwable cause) {
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    }

    private HttpRequest built(Request request) {
        var builder = HttpRequest.newBuilder(swapped(request)).timeout(whole).header("Accept", "application/json");
        if (request.requiresAuthentication()) {
            builder.header("Authorization", request.getAuthString());
        }
        if (request.getMethod() == HttpMethod.POST) {
            builder.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(request.encodeFormBody()));
        }
        return builder.build();
    }

    /** Path and query as the library made them, at the address of the settings. */
    private URI swapped(Request request) {
        try {
            var made = request.constructURL().toURI();
            var query = made.getRawQuery() == null ? "" : "?" + made.getRawQuery();
            return new URI(base.getScheme() + "://" + base.getRawAuthority() + made.getRawPath() + query);
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static Duration waitOf(HttpResponse<String> answer) {
        try {
            return answer.headers()
                    .firstValue("Retry-After")
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds.strip())))
                    .orElse(Duration.ZERO);
        } catch (NumberFormatException aDate) {
            return Duration.ofMinutes(1);
        }
    }
}
