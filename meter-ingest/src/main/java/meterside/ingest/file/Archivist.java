package meterside.ingest.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import meterside.db.Settings;
import meterside.ingest.pulse.Pulse;
import meterside.ingest.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Waits until all blocks of a published file are in the database, then calls it stored and puts it into the archive. */
@Component
class Archivist implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Archivist.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final SourceFileRepository files;
    private final Spool spool;
    private final Path refused;
    private final Pulse pulse = new Pulse("archivist", PAUSE, this::look);

    Archivist(SourceFileRepository files, Spool spool, Settings settings) {
        this.files = files;
        this.spool = spool;
        this.refused = Path.of(settings.required("METERSIDE_DROP", "/var/lib/meterside/drop"))
                .resolve("refused");
    }

    /** Takes a refused file out of the spool. */
    void refused(String sha256) throws IOException {
        var file = files.find(sha256);
        if (file.isPresent()) {
            spool.refuse(sha256, file.get().name(), String.valueOf(file.get().reason()), refused);
        }
    }

    /** Does what a stop has left undone between the database and the disk. */
    void tidy() throws IOException {
        for (var sha256 : spool.all()) {
            var file = files.find(sha256);
            if (file.isEmpty()) {
                spool.forget(sha256);
            } else if (file.get().state() == SourceFile.State.STORED) {
                archive(file.get());
            } else if (file.get().state() == SourceFile.State.REFUSED) {
                spool.refuse(
                        sha256, file.get().name(), String.valueOf(file.get().reason()), refused);
            }
        }
    }

    private void archive(SourceFile file) throws IOException {
        spool.archive(file.sha256(), file.feed(), file.name(), file.receivedAt());
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

    private boolean look() {
        for (var file : files.complete()) {
            try {
                archive(file); // first: whoever is told that it is stored may look for it there
            } catch (IOException later) {
                throw new UncheckedIOException(later);
            }
            files.stored(file.id());
            LOG.info("{} of feed {} is stored", file.name(), file.feed());
        }
        return false;
    }
}
