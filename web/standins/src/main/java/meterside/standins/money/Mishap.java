package meterside.standins.money;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** What goes wrong with one request, before what it asks is done or after. */
record Mishap(String fault) {

    static final ObjectNode BODY = Refusal.of(500, "api_error", "", "Something went wrong, as planned.")
            .body();

    private static final Duration LONG = Duration.ofSeconds(60);

    void before(HttpExchange exchange) throws IOException {
        if (!fault.isEmpty() && !fault.contains("-after") && !keeps()) {
            happen(exchange, fault);
        }
    }

    void after(HttpExchange exchange) throws IOException {
        if (fault.contains("-after")) {
            happen(exchange, fault.replace("-after", ""));
        }
    }

    /** {@return whether the key is to be answered 500 from now on, though all is done} */
    boolean keeps() {
        return fault.equals("500-kept");
    }

    private static void happen(HttpExchange exchange, String what) throws IOException {
        var words = what.split(":", -1);
        switch (words[0]) {
            case "slow" -> pause(Duration.ofMillis(words.length > 1 ? Long.parseLong(words[1]) : 2000));
            case "hang" -> {
                pause(LONG);
                exchange.close();
                throw new IOException("hung as planned");
            }
            case "drop" -> {
                exchange.close();
                throw new IOException("dropped as planned"); // the server hangs up without an answer
            }
            case "429" -> throw Refusal.of(429, "invalid_request_error", "rate_limit", "Too many requests.");
            default ->
                throw Refusal.of(Integer.parseInt(words[0]), "api_error", "", "Something went wrong, as planned.");
        }
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }
}
