package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** All that stays of what was typed and done: the database, the topics, the logs, and what the processes have in their memory. */
final class Remains {

    private static final Duration A_MOMENT = Duration.ofMillis(500);

    private final House house;
    private final Path folder;

    /** @param folder for copies of it all, empty */
    Remains(House house, Path folder) {
        this.house = house;
        this.folder = folder.toAbsolutePath();
    }

    /** {@return the whole database as a script: the backup that an operator makes, unpacked} */
    Path database() throws IOException, InterruptedException {
        house.meterside("backup", folder.resolve("backup").toString()).orThrow();
        var script = folder.resolve("database.sql");
        var server = House.root().resolve("db/local/timescaledb.sh").toString();
        var programs = said(List.of(server, "install")).lines().toList().getLast();
        said(List.of(
                programs + "/pg_restore",
                "-f",
                script.toString(),
                folder.resolve("backup/database.dump").toString()));
        return script;
    }

    /** {@return every log of the house, the database's and the broker's too, and not that of the stand-ins, who are others} */
    List<Path> logs() throws IOException {
        try (var all = Files.list(house.home().resolve("log"))) {
            return all.filter(Files::isRegularFile)
                    .filter(log -> !log.getFileName().toString().startsWith("stand-ins"))
                    .sorted()
                    .toList();
        }
    }

    /** {@return keys, values and headers of every record of every topic, one after the other} The broker's own files are compressed. */
    Path topics() throws IOException {
        var file = folder.resolve("topics");
        try (var out = new BufferedOutputStream(Files.newOutputStream(file));
                var consumer = new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                "127.0.0.1:" + house.portOf("KAFKA_PORT"),
                                "enable.auto.commit",
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(A_MOMENT).forEach(each -> write(each, out));
            }
        }
        return file;
    }

    private static void write(ConsumerRecord<byte[], byte[]> message, OutputStream out) {
        try {
            write(message.key(), out);
            write(message.value(), out);
            for (var header : message.headers()) {
                write(header.key().getBytes(StandardCharsets.UTF_8), out);
                write(header.value(), out);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(byte @Nullable [] part, OutputStream out) throws IOException {
        if (part != null) {
            out.write(part);
            out.write('\n');
        }
    }

    /** {@return all objects that live in a part's memory, such as portal-api's} */
    Path heap(String part) throws IOException, InterruptedException {
        var file = folder.resolve(part + ".hprof");
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        said(List.of(jcmd, Long.toString(house.process(part).pid()), "GC.heap_dump", file.toString()));
        assertThat(file).isNotEmptyFile();
        return file;
    }

    /** {@return what a program said} */
    private String said(List<String> command) throws IOException, InterruptedException {
        var out = Files.createTempFile(folder, "said", ".txt");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        var code = process.waitFor();
        var said = Files.readString(out);
        assertThat(code).as("%s: %s", command, said).isZero();
        return said;
    }
}
