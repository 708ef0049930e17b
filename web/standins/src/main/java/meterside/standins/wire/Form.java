package meterside.standins.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Form-encoded parameters, and small answers. */
public final class Form {

    private Form() {}

    public static Map<String, String> read(@Nullable String encoded) {
        var form = new TreeMap<String, String>();
        if (encoded != null && !encoded.isEmpty()) {
            for (var pair : encoded.split("&", -1)) {
                var sides = pair.split("=", 2);
                form.put(
                        URLDecoder.decode(sides[0], StandardCharsets.UTF_8),
                        sides.length == 1 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    public static Map<String, String> body(HttpExchange exchange) throws IOException {
        return read(new String(exchange.getRequestBody().readNBytes(100_000), StandardCharsets.UTF_8));
    }

    public static String write(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    public static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
