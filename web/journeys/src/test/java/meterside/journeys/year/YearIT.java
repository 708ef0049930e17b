package meterside.journeys.year;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import meterside.metering.Topics;
import meterside.metering.Unit;
import meterside.metering.UsageChanged;
import meterside.testing.Backing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Thirteen months of one home with two water meters in different units, over three clock changes and a move: reads in order
 * of arrival through ingest's storing transaction, announced by Kafka to alerts, which is away for some weeks in between.
 * What alerts decided, the fold over all that is stored in the end, and an oracle that shares no code agree on every
 * day, instant and sum, and on every correction that turned a day; and so does all of it once more from the topic's beginning.
 *
 * <p>{@code -Dyear.days=…} and {@code -Dyear.seed=…} choose another stretch or another world.
 */
@Execution(ExecutionMode.CONCURRENT)
class YearIT {

    private final int days = Integer.getInteger("year.days", 392);
    private final long seed = Long.getLong("year.seed", System.nanoTime());
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", Backing.kafka()), new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void liveAndBackTestAndOracleAgree() throws ExecutionException, InterruptedException {
        System.out.println("seed " + seed + ", days " + days);
        try (producer;
                var home = new Home(new Random(seed), this::announce)) {
            wish(home);
            live(home);

            var answers = new Answers(home);
            var oracle = answers.oracle();
            assertThat(answers.live()).isEqualTo(oracle);
            assertThat(answers.backTest()).isEqualTo(oracle);
            assertThat(answers.told()).isEqualTo(answers.expectedNotices(oracle));
            var turned =
                    oracle.stream().filter(line -> line.split(" ").length == 5).count();
            assertThat(oracle.size() - turned).isGreaterThan(days / 8);
            assertThat(turned).isGreaterThan(days / 80);
            System.out.printf(
                    "%d files: %d days passed, %d turned, %d notices%n",
                    home.stored.size(),
                    oracle.size() - turned,
                    turned,
                    answers.told().size());

            try (var replay = Follower.start(home.works.database, "alerts-again")) {
                replay.awaitEnd();
            }
            assertThat(answers.live()).isEqualTo(oracle);
            assertThat(answers.told()).isEqualTo(answers.expectedNotices(oracle));
        }
    }

    private static void wish(Home home) {
        home.wish("former", "water", "1350", Unit.US_GALLON, false, 1, 3, null, null);
        var house = home.wish("demo", "house", "165", Unit.US_GALLON, false, 2, 141, null, null);
        var lower = home.wish("demo", "house", "150", Unit.US_GALLON, false, 1, 200, house, null);
        home.wish("demo", "house", "172.5", Unit.US_GALLON, true, 2, 300, lower, null);
        home.wish("demo", "water", "5000", Unit.LITRE, true, 1, 141, null, null);
        home.wish("demo", "garden", "24", Unit.CUBIC_FOOT, false, 1, 150, null, 260);
        home.wish("demo", "water", "1250", Unit.US_GALLON, false, 1, 160, null, null);
    }

    /** Day after day; alerts is away twice. */
    private void live(Home home) throws ExecutionException, InterruptedException {
        var alerts = Follower.start(home.works.database, "alerts");
        for (var day = 0; day < days; day++) {
            if (day == 60 || day == 230) {
                alerts.close();
            }
            if (day == 85 || day == 233) {
                alerts = Follower.start(home.works.database, "alerts");
            }
            home.aDay(day);
        }
        producer.flush();
        alerts.awaitEnd();
        alerts.close();
    }

    private void announce(UsageChanged change) {
        producer.send(new ProducerRecord<>(
                Topics.USAGE_CHANGED,
                Long.toString(change.usagePoint().value()).getBytes(StandardCharsets.UTF_8),
                change.toBytes()));
    }
}
