package meterside.alerts.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
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
    private volatile boolean running;

    HealthServer(
            @Value("${METERSIDE_BIND:127.0.0.1}") String bind,
            @Value("${METERSIDE_ALERTS_PORT}") int port,
            HealthRepository database,
            KafkaListenerEndpointRegistry listeners)
            throws IOException {
        this.database = database;
        this.listeners = listeners;
        this.server = HttpServer.create(new InetSocketAddress(bind, port), 16);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/health/live", exchange -> answer(exchange, true, "{\"status\":\"up\"}"));
        server.createContext("/health/ready", this::ready);
    }

    private void ready(HttpExchange exchange) throws IOException {
        var databaseState = database.database();
        var container = listeners.getListenerContainer("usage-changed");
        var assigned = container != null
                && container.isRunning()
                && container.getAssignedPartitions() != null
                && !container.getAssignedPartitions().isEmpty();
        var kafkaState = assigned ? "up" : "down: no partition of usage-changed is assigned yet";
        var up = databaseState.equals("up") && assigned;
        answer(
                exchange,
                up,
                "{\"status\":\"%s\",\"parts\":{\"database\":\"%s\",\"kafka\":\"%s\"}}"
                        .formatted(up ? "up" : "down", databaseState, kafkaState));
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
