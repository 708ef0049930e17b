package meterside.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meterside.metering.Interval;
import meterside.metering.Topics;
import meterside.metering.UsageChanged;
import meterside.testing.Backing;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process killed as the system would, ten times in the middle of a load: the end is that of a load that nobody
 * disturbed, and every change was announced.
 */
class KillIT {

    private static final int KILLS = 10;
    private static final int MOST_FILES = 16;
    private static final int METERS = 12;
    private static final int DAYS = 125;

    /** The days of a meter fill blocks of 500 reads. */
    private static final int BLOCKS = METERS * DAYS * 96 / 500;

    private static final Instant FIRST = Instant.parse("2026-04-01T00:00:00Z");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);

    /** What a load leaves, but for the times at which it happened. */
    private static final Map<String, String> CONTENTS = new TreeMap<>(Map.of(
            "reads",
                    "select start, billionths, block, channel, seconds, quality from interval_read order by channel, start",
            "revisions",
                    "select start, billionths, block, channel, seconds, quality from interval_read_revision order by channel, start, block",
            "days",
                    "select channel, day, billionths, covered_seconds, expected_seconds, reads, quality, digest from usage_day order by channel, day",
            "days due", "select channel, day from usage_day_due order by channel, day",
            "rejections",
                    "select source_file, sequence, first_line, code, last_line, key, reads, detail from read_rejection order by 1, 2, 3, 4",
            "blocks",
                    "select id, channel, key, stamped_at, first_line, last_line, accepted, corrected, unchanged, rejected, billionths from read_block order by id",
            "files", "select id, sha256, name, state, records, blocks from source_file order by id"));

    @TempDir
    Path folder;

    @Test
    void tenKillsLeaveWhatAnUndisturbedLoadLeaves() throws IOException, SQLException {
        var disturbed = Backing.database();
        Running.clearTopic();
        var announcedFrom = ends();
        var files = killed(disturbed, Files.createDirectories(folder.resolve("b")));
        var announced = announced(announcedFrom);

        var undisturbed = Backing.database();
        Running.clearTopic();
        try (var ingest = Running.apart(undisturbed, Files.createDirectories(folder.resolve("a")))) {
            ingest.loadRegistry(registry());
            for (var i = 0; i < files; i++) {
                ingest.awaitFinal(push(ingest, i));
            }
            awaitQuiet(undisturbed);
        }

        for (var content : CONTENTS.entrySet()) {
            assertThat(difference(undisturbed, disturbed, content.getValue()))
                    .as(content.getKey())
                    .isEmpty();
        }
        assertThat(one(disturbed, "select count(*) from interval_read"))
                .isEqualTo(Integer.toString(files * METERS * DAYS * 96));
        assertThat(one(disturbed, "select count(*) from interval_read_revision"))
                .isEqualTo(Integer.toString((files - 1) * METERS * 2 * 96));
        assertThat(unannounced(disturbed, announced)).isEmpty();
    }

    /** Loads files and kills in the middle of each, until ten kills fell there. {@return how many files it took} */
    private int killed(Backing.Database database, Path place) throws SQLException {
        var ingest = Running.apart(database, place);
        try {
            ingest.loadRegistry(registry());
            var kills = 0;
            for (var i = 0; i < MOST_FILES; i++) {
                var sha256 = push(ingest, i);
                awaitTwentieth(database, i);
                ingest.close();
                var stored = stored(database, i);
                kills += stored * 20 >= BLOCKS && stored * 20 <= BLOCKS * 19 ? 1 : 0;
                ingest = Running.apart(database, place);
                ingest.awaitFinal(sha256);
                if (kills == KILLS) {
                    awaitQuiet(database);
                    return i + 1;
                }
            }
            throw new AssertionError("only %d of %d kills fell in the middle".formatted(kills, MOST_FILES));
        } finally {
            ingest.close();
        }
    }

    private static String push(Running ingest, int file) {
        return ingest.push("cmep", "f" + file, text(file)).json().path("sha256").asString();
    }

    /** Four months of a dozen meters; two days of the file before, corrected; a value that is none; an unknown key. */
    private static byte[] text(int file) {
        var text = new StringBuilder();
        for (var meter = 0; meter < METERS; meter++) {
            for (var day = 0; day < DAYS; day++) {
                text.append(line(file, meter, day, 1));
            }
            for (var day = 10; file > 0 && day < 12; day++) {
                text.append(line(file - 1, meter, day, 2));
            }
        }
        text.append(line(file, 99, 3, 1)).append(line(file, 1, 3, 1).replace(",R0,", ",R0,NaN"));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String line(int file, int meter, int day, int version) {
        var line = new StringBuilder("MEPMD01,20080501,HE,,U,,2026101%d%02d00,%s,OK,E,KWH,1.0,00000015,96"
                .formatted(version, file, name(file, meter)));
        for (var i = 1; i <= 96; i++) {
            var end = FIRST.plusSeconds(day * 86_400L + i * 900L);
            line.append(',')
                    .append(i == 1 ? STAMP.format(end) : "")
                    .append(",R0,")
                    .append((1 + (meter + day * i) % 97) * version);
        }
        return line.append('\n').toString();
    }

    private static String name(int file, int meter) {
        return "E%d-%d".formatted(file, meter);
    }

    private static Map<String, String> registry() {
        var files = new HashMap<>(Map.of(
                "usage_points.csv", "number,commodity,zone,class,size_band,station,address\n",
                "meters.csv", "maker,serial,dials,register_unit,register_step,flow_limit\n",
                "meter_installations.csv", "maker,serial,usage_point,from,to,multiplier,start_register,end_register\n",
                "channels.csv", "usage_point,quantity,flow,kind,unit,length,from,to\n",
                "feed_keys.csv", "feed,key,usage_point,quantity,flow,kind,from,to\n"));
        var since = "2026-01-01T00:00-05:00";
        for (var file = 0; file < MOST_FILES; file++) {
            for (var meter = 0; meter < METERS; meter++) {
                var name = name(file, meter);
                files.merge("usage_points.csv", name + ",electricity,America/New_York,,,,\n", String::concat);
                files.merge("meters.csv", "Acme," + name + ",6,kWh,0.01,50\n", String::concat);
                files.merge(
                        "meter_installations.csv", "Acme,%s,%s,%s,,1,,\n".formatted(name, name, since), String::concat);
                files.merge(
                        "channels.csv",
                        "%s,energy,delivered,delta,kWh,PT15M,%s,\n".formatted(name, since),
                        String::concat);
                files.merge(
                        "feed_keys.csv",
                        "cmep,%s:E:KWH,%s,energy,delivered,delta,%s,\n".formatted(name, name, since),
                        String::concat);
            }
        }
        return files;
    }

    private static void awaitTwentieth(Backing.Database database, int file) throws SQLException {
        var patience = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (stored(database, file) * 20 < BLOCKS) {
            if (System.nanoTime() > patience) {
                throw new AssertionError("nothing was stored");
            }
        }
    }

    private static int stored(Backing.Database database, int file) throws SQLException {
        return Integer.parseInt(one(
                database,
                "select count(*) from read_block b join source_file f on b.id >> 24 = f.id where f.name = 'f%d'"
                        .formatted(file)));
    }

    private static void awaitQuiet(Backing.Database database) throws SQLException {
        var patience = 300;
        while (patience-- > 0
                && !one(database, "select count(*) from usage_day_due").equals("0")) {
            Running.pause();
        }
    }

    /** {@return the first rows in which the two databases differ} */
    private static String difference(Backing.Database one, Backing.Database other, String query) throws SQLException {
        try (var left = one.asAdministrator();
                var right = other.asAdministrator();
                var leftRows = rows(left, query);
                var rightRows = rows(right, query)) {
            while (true) {
                var more = leftRows.next();
                if (more != rightRows.next()) {
                    return more ? "a row too few" : "a row too many";
                }
                if (!more) {
                    return "";
                }
                if (!leftRows.getString(1).equals(rightRows.getString(1))) {
                    return leftRows.getString(1) + " is not " + rightRows.getString(1);
                }
            }
        }
    }

    private static ResultSet rows(Connection connection, String query) throws SQLException {
        connection.setAutoCommit(false); // or all rows come at once
        var statement = connection.createStatement();
        statement.setFetchSize(5000);
        return statement.executeQuery("select row::text from (%s) row".formatted(query));
    }

    private static String one(Backing.Database database, String query) throws SQLException {
        try (var connection = database.asAdministrator();
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", Backing.kafka()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions() {
        var partitions = new ArrayList<TopicPartition>();
        for (var i = 0; i < Topics.PARTITIONS; i++) {
            partitions.add(new TopicPartition(Topics.USAGE_CHANGED, i));
        }
        return partitions;
    }

    private static Map<TopicPartition, Long> ends() {
        try (var consumer = consumer()) {
            return consumer.endOffsets(partitions());
        }
    }

    /** {@return what was announced of each usage point since} */
    private static Map<Long, List<Interval>> announced(Map<TopicPartition, Long> since) {
        var announced = new HashMap<Long, List<Interval>>();
        try (var consumer = consumer()) {
            var ends = consumer.endOffsets(partitions());
            consumer.assign(partitions());
            since.forEach(consumer::seek);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    var change = UsageChanged.ofBytes(record.value());
                    announced
                            .computeIfAbsent(change.usagePoint().value(), unseen -> new ArrayList<>())
                            .add(change.interval());
                }
            }
        }
        return announced;
    }

    /** {@return the days of a channel of which a read was stored and never announced} */
    private static List<String> unannounced(Backing.Database database, Map<Long, List<Interval>> announced)
            throws SQLException {
        var unannounced = new ArrayList<String>();
        try (var connection = database.asAdministrator();
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select c.usage_point, extract(epoch from b.first_at)::bigint, extract(epoch from b.last_at)::bigint from read_block b join channel c on c.id = b.channel where b.accepted + b.corrected > 0")) {
            while (found.next()) {
                var first = Instant.ofEpochSecond(found.getLong(2));
                var last = Instant.ofEpochSecond(found.getLong(3));
                var told = announced.getOrDefault(found.getLong(1), List.of()).stream()
                        .anyMatch(interval -> !interval.start().isAfter(first)
                                && !interval.end().isBefore(last));
                if (!told) {
                    unannounced.add(found.getLong(1) + " " + first);
                }
            }
        }
        return unannounced;
    }
}
