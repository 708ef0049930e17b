package meterside.standins.money;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedOutputStream;
import java.io.IOException;
import meterside.standins.wire.Form;

/**
 * {@code POST /dev/money} with {@code do}, {@code about} and {@code why} has a bank act now; {@code GET /dev/money.json} shows
 * what the provider knows.
 */
final class Desk implements HttpHandler {

    private final Money money;

    Desk(Money money) {
        this.money = money;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        var site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
        if (asked.startsWith("POST") && site != null && !site.equals("same-origin")) {
            Form.answer(exchange, 403, "text/plain", "This did not come from the stand-in itself.");
            return;
        }
        switch (asked) {
            case "GET /dev/money.json" -> known(exchange);
            case "POST /dev/money" -> act(exchange);
            default -> Form.answer(exchange, 404, "text/plain", "There is /dev/money and /dev/money.json.");
        }
    }

    private void act(HttpExchange exchange) throws IOException {
        var form = Form.body(exchange);
        try {
            var done = money.act(
                    form.getOrDefault("do", ""), form.getOrDefault("about", ""), form.getOrDefault("why", ""));
            Form.answer(exchange, done ? 200 : 409, "text/plain", done ? "done" : "nothing came of it");
        } catch (IllegalArgumentException malformed) {
            Form.answer(exchange, 400, "text/plain", String.valueOf(malformed.getMessage()));
        }
    }

    /** Written as it is looked up, one after the other: a day's pages are more than there is room for at once. */
    private void known(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            try (var out = new BufferedOutputStream(exchange.getResponseBody());
                    var json = Vault.JSON.createGenerator(out)) {
                json.writeStartObject();
                for (var type : new String[] {
                    "payment_intent", "charge", "refund", "dispute", "checkout.session", "payment_method", "event"
                }) {
                    json.writeArrayPropertyStart(type);
                    money.each(type, json::writeTree);
                    json.writeEndArray();
                }
                json.writeArrayPropertyStart("told");
                money.told("").forEach(json::writeString);
                json.writeEndArray();
                json.writeNumberProperty("untold", money.untold());
                json.writeEndObject();
            }
        }
    }
}
