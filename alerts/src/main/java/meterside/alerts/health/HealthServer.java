package meterside.alerts.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.stereotype.Component;

/** {@code GET /health/live} and {@code /health/ready} on the loopback: 200 or 503, with each part's state in words. */
@Component
class HealthServer implements SmartLifecycle {

    private final HttpServer server;
    private final HealthRepository database;
    private final KafkaListenerEndpointRegistry listeners;
    private final List<HealthPart> parts;
    private volatile boolean running;

    HealthServer(
            @Value("${METERSIDE_BIND:127.0.0.1}") String bind,
            @Value("${METERSIDE_ALERTS_PORT}") int port,
            HealthRepository database,
            KafkaListenerEndpointRegistry listeners,
            List<HealthPart> parts)
            throws IOException {
        this.database = database;
        this.listeners = listeners;
        this.parts = List.copyOf(parts);
        this.server = HttpServer.create(new InetSocketAddress(bind, port), 16);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/health/live", exchange -> answer(exchange, true, "{\"status\":\"up\"}"));
        server.createContext("/health/ready", this::ready);
    }

    private void ready(HttpExchange exchange) throws IOException {
        var states = new LinkedHashMap<String, String>();
        states.put("database", database.database());
        states.put("kafka", kafka());
        parts.forEach(part -> states.put(part.name(), part.state()));
        var up = states.values().stream().allMatch(state -> state.equals("up") || state.startsWith("up: "));
        answer(exchange, up, "{\"status\":\"%s\",\"parts\":{%s}}".formatted(up ? "up" : "down", json(states)));
    }

    private String kafka() {
        var container = listeners.getListenerContainer("usage-changed");
        var assigned = container != null
                && container.isRunning()
                && container.getAssignedPartitions() != null
                && !container.getAssignedPartitions().isEmpty();
        return assigned ? "up" : "down: no partition of usage-changed is assigned yet";
    }

    private static String json(Map<String, String> states) {
        return states.entrySet().stream()
                .map(part -> "\"%s\":\"%s\"".formatted(part.getKey(), part.getValue()))
                .collect(Collectors.joining(","));
    }

    private static void answer(HttpExchange exchange, boolean up, String json) throws IOException {
        try (exchange) {
            var body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(up ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void start() {
        server.start();
        running = true;
    }

    @Override
    public void stop() {
        server.stop(0);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
