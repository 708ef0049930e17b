package meterside.standins.money;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
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
            case "GET /dev/money.json" -> Form.answer(exchange, 200, "application/json", known());
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

    private String known() {
        var known = Vault.JSON.createObjectNode();
        for (var type : new String[] {
            "payment_intent", "charge", "refund", "dispute", "checkout.session", "payment_method", "event"
        }) {
            money.all(type).forEach(known.putArray(type)::add);
        }
        money.told("").forEach(known.putArray("told")::add);
        known.put("untold", money.untold());
        return Vault.JSON.writeValueAsString(known);
    }
}
