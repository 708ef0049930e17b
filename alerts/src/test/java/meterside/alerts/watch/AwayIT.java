package meterside.alerts.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import meterside.alerts.AlertsApplication;
import meterside.metering.Topics;
import meterside.testing.Backing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The database goes away just as something is announced, and comes back. */
class AwayIT {

    private final Tower tower = new Tower();
    private final int port = Backing.freePort();

    @Test
    void saysSoAndDecidesWhenTheDatabaseIsBack()
            throws IOException, InterruptedException, SQLException, ExecutionException {
        var account = tower.account("A-1");
        var login = tower.login("demo@meterside.example", account);
        var point = tower.point("P-1", "water");
        tower.serves(point, account, "2026-06-01", null);
        var channel = tower.channel(point, "volume", "gal");
        tower.alert(account, login, "water", "1", "gal", "2026-10-01T12:00:00Z", tower.contact(login, "d@x.example"));
        tower.read(channel, "2026-11-20T05:00:00Z", 2);
        var arguments = new ArrayList<String>();
        tower.database.settings().forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
        arguments.add("--METERSIDE_KAFKA=" + Backing.kafka());
        arguments.add("--METERSIDE_ALERTS_PORT=" + port);
        arguments.add("--spring.kafka.consumer.group-id=away");
        try (var alerts = new SpringApplicationBuilder(AlertsApplication.class).run(arguments.toArray(String[]::new));
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", Backing.kafka()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            await(() -> assertThat(ready()).contains("\"watch\":\"up\"", "\"kafka\":\"up\""));

            enter(false);
            producer.send(new ProducerRecord<>(
                            Topics.USAGE_CHANGED,
                            Tower.change(point, "2026-11-20", "2026-11-20").toBytes()))
                    .get();
            await(() -> assertThat(ready()).startsWith("503").contains("\"watch\":\"down: ", "\"database\":\"down: "));

            enter(true);
            await(() ->
                    assertThat(tower.told()).containsExactly("(usage-threshold:v1:2026-11-20:c1,usage-threshold,2)"));
            await(() -> assertThat(ready()).contains("\"watch\":\"up\""));
        }
        tower.close();
    }

    /** Lets nobody but the administrator, who is there already, into this database; or everybody again. */
    private void enter(boolean allowed) throws SQLException {
        var server = new Backing.Database(tower.database.host(), tower.database.port(), "postgres");
        try (var admin = server.asAdministrator();
                var statement = admin.createStatement()) {
            statement.execute("alter database %s allow_connections %b".formatted(tower.database.name(), allowed));
            if (!allowed) {
                statement.execute("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = '%s' and usename = 'meterside_alerts'
                        """.formatted(tower.database.name()));
            }
        }
    }

    private String ready() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/health/ready".formatted(port)))
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }

    private static void await(org.awaitility.core.ThrowingRunnable holds) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(holds);
    }
}
