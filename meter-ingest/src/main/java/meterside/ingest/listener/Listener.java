package meterside.ingest.listener;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import meterside.db.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the routes on a port of our own, a virtual thread for each request.
 *
 * <p>The JDK's own server, since this port is for an operator's commands and head-ends that push on the same machine or
 * behind a proxy: a handful of requests, whose bodies must stream. Tomcat would cost 40 MB and a second of start for
 * nothing that is used here.
 */
@Component
public class Listener implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final InetSocketAddress address;
    private final byte[] token;
    private final List<Route> routes;
    private final Health health;
    private HttpServer server;
    private boolean running;

    Listener(Settings settings, List<Route> routes, Health health) throws IOException {
        this.address = new InetSocketAddress(
                settings.orElse("METERSIDE_BIND", "127.0.0.1"),
                Integer.parseInt(settings.required("METERSIDE_INGEST_PORT", "8081")));
        this.token = settings.required("METERSIDE_INGEST_TOKEN", "a long random word")
                .getBytes(StandardCharsets.UTF_8);
        this.routes = List.copyOf(routes);
        this.health = health;
        this.server = HttpServer.create();
    }

    /** {@return the port it listens on} */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void start() {
        try {
            server.bind(address, 0);
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot listen on %s: %s".formatted(address, taken.getMessage()), taken);
        }
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        running = true;
        LOG.info("listening on {}", server.getAddress());
    }

    @Override
    public void stop() {
        running = false;
        server.stop(1);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        } catch (DataAccessException | TransactionException away) {
            send(exchange, problem(503, "database-away", "The database does not answer; try again in a while."));
        } catch (IOException | RuntimeException failure) {
            LOG.warn("a request to {} failed", exchange.getRequestURI().getPath(), failure);
            if (exchange.getResponseCode() < 0) {
                send(exchange, problem(500, "internal-error", "Something went wrong here; the log says what."));
            }
        }
    }

    private Route.Answer answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.equals("/health/live") || path.equals("/health/ready")) {
            return health.answer(path.endsWith("live"));
        }
        if (!isAllowed(exchange)) {
            return problem(401, "token-refused", "This listener wants the bearer token METERSIDE_INGEST_TOKEN.");
        }
        for (var route : routes) {
            if (route.method().equals(exchange.getRequestMethod()) && matches(route, path)) {
                try {
                    return route.answer(new Route.Call(
                            query(exchange), path.substring(route.path().length()), exchange.getRequestBody()));
                } catch (Route.Refusal refusal) {
                    return problem(refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()));
                }
            }
        }
        return problem(404, "not-found", "There is nothing here.");
    }

    private static boolean matches(Route route, String path) {
        return route.path().endsWith("/") ? path.startsWith(route.path()) : path.equals(route.path());
    }

    private boolean isAllowed(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        return header != null
                && header.startsWith("Bearer ")
                && MessageDigest.isEqual(
                        token, header.substring("Bearer ".length()).strip().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var raw = exchange.getRequestURI().getRawQuery();
        var query = new LinkedHashMap<String, String>();
        for (var pair : raw == null ? new String[0] : raw.split("&", -1)) {
            var at = pair.indexOf('=');
            if (at > 0) {
                query.put(decode(pair.substring(0, at)), decode(pair.substring(at + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Route.Refusal(400, "malformed-request", "The address cannot be read.");
        }
    }

    static Route.Answer problem(int status, String code, String detail) {
        return new Route.Answer(
                status, Map.of("type", "/problems/" + code, "status", status, "code", code, "detail", detail));
    }

    private static void send(HttpExchange exchange, Route.Answer answer) throws IOException {
        var body = JSON.writeValueAsBytes(answer.json());
        exchange.getResponseHeaders()
                .set("Content-Type", answer.status() < 400 ? "application/json" : "application/problem+json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
