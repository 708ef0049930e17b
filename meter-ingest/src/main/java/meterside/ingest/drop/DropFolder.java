package meterside.ingest.drop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meterside.db.Settings;
import meterside.ingest.feed.Feeds;
import meterside.ingest.file.FileDesk;
import meterside.ingest.listener.HealthPart;
import meterside.ingest.pulse.Pulse;
import meterside.ingest.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes files out of {@code drop/<feed>/}, in the order of their names. One is complete when it has its final name:
 * those that begin with a dot or end in {@code .part} are still being written. Looked at twice a second, because a
 * folder on a network tells nobody when it changes.
 */
@Component
class DropFolder implements SmartLifecycle, HealthPart {

    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Path folder;
    private final Feeds feeds;
    private final FileDesk desk;
    private final Pulse pulse = new Pulse("drop-folder", PAUSE, this::once);

    DropFolder(Settings settings, Feeds feeds, FileDesk desk) {
        this.folder = Path.of(settings.required("METERSIDE_DROP", "/var/lib/meterside/drop"));
        this.feeds = feeds;
        this.desk = desk;
    }

    @Override
    public void start() {
        pulse.start();
    }

    @Override
    public void stop() {
        pulse.stop();
    }

    @Override
    public boolean isRunning() {
        return pulse.isAlive();
    }

    @Override
    public String name() {
        return "drop-folder";
    }

    @Override
    public Optional<String> trouble() {
        return pulse.trouble();
    }

    private boolean once() {
        try {
            look();
            return false;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "%s cannot be read: %s".formatted(folder, unreadable.getMessage()), unreadable);
        }
    }

    private void look() throws IOException {
        for (var feed : feeds.names()) {
            Files.createDirectories(folder.resolve(feed));
        }
        for (var place : list(folder)) {
            var name = place.getFileName().toString();
            if (Files.isDirectory(place) && !name.equals("refused")) {
                for (var file : list(place)) {
                    take(file, name);
                }
            } else if (Files.isRegularFile(place)) {
                giveBack(
                        place,
                        "Put the file into the folder of its feed: %s.".formatted(String.join(", ", feeds.names())));
            }
        }
    }

    private void take(Path file, String feed) throws IOException {
        if (pulse.isStopping() || !Files.isRegularFile(file)) {
            return;
        }
        var refusal = desk.drop(file, feed);
        if (refusal.isPresent()) {
            giveBack(file, refusal.get());
        }
    }

    private void giveBack(Path file, String reason) throws IOException {
        Spool.giveBack(file, folder.resolve("refused"), file.getFileName().toString(), reason);
        LOG.info("{} is refused: {}", file.getFileName(), reason);
    }

    /** {@return what lies there in order of name, but for what is still being written} */
    private static List<Path> list(Path place) throws IOException {
        try (var files = Files.list(place)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> !file.getFileName().toString().endsWith(".part"))
                    .sorted()
                    .toList();
        }
    }
}
