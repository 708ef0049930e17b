package meterside.standins.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What was accepted, a line of JSON each, on the disk before anyone is told so. Only ever appended to. */
final class Journal implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Accepted> entries = new CopyOnWriteArrayList<>();
    private final FileChannel file;
    private final Clock clock;

    Journal(Path folder, Clock clock) throws IOException {
        this.clock = clock;
        Files.createDirectories(folder);
        var path = folder.resolve("accepted.jsonl");
        if (Files.exists(path)) {
            Files.readAllLines(path).stream().flatMap(Journal::read).forEach(entries::add);
        }
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** A line cut off by a kill was never acknowledged: it is passed over. */
    private static Stream<Accepted> read(String line) {
        try {
            return Stream.of(JSON.readValue(line, Accepted.class));
        } catch (JacksonException cutOff) {
            return Stream.empty();
        }
    }

    synchronized Accepted append(String kind, Map<String, String> facts) {
        var entry = new Accepted(entries.size() + 1, kind, clock.instant().toString(), facts);
        try {
            file.write(ByteBuffer.wrap((JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8)));
            file.force(false);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        entries.add(entry);
        return entry;
    }

    List<Accepted> all() {
        return List.copyOf(entries);
    }

    List<Accepted> all(String kind) {
        return entries.stream().filter(entry -> entry.kind().equals(kind)).toList();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
