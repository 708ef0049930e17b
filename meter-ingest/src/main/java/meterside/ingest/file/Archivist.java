package meterside.ingest.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import meterside.db.Settings;
import meterside.ingest.spool.Spool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Waits until all blocks of a published file are in the database, then calls it stored and puts it into the archive. */
@Component
class Archivist implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Archivist.class);
    private static final int PAUSE_MILLIS = 100;

    /** Without news it looks now and then all the same: after a start, files may be published already. */
    private static final int IDLE_MILLIS = 2000;

    private final SourceFileRepository files;
    private final Spool spool;
    private final Path refused;
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable Thread worker;

    Archivist(SourceFileRepository files, Spool spool, Settings settings) {
        this.files = files;
        this.spool = spool;
        this.refused = Path.of(settings.required("METERSIDE_DROP", "/var/lib/meterside/drop"))
                .resolve("refused");
    }

    /** Says that a file is on Kafka. */
    void published() {
        news.release();
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
        worker = Thread.ofPlatform().name("archivist").daemon().start(this::run);
    }

    @Override
    public void stop() {
        var running = worker;
        worker = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    private void run() {
        var waiting = true;
        while (worker != null) {
            try {
                waiting = storeComplete();
            } catch (IOException | RuntimeException failure) {
                if (worker == null) {
                    return;
                }
                LOG.warn("files could not be archived and will be tried again", failure);
            }
            try {
                if (waiting) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                } else if (news.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    /** {@return whether there are published files that are not stored yet} */
    private boolean storeComplete() throws IOException {
        for (var file : files.complete()) {
            files.stored(file.id());
            archive(file);
            LOG.info("{} of feed {} is stored", file.name(), file.feed());
        }
        return files.anyPublished();
    }
}
