package meterside.ingest.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import meterside.ingest.feed.FeedProfile;
import meterside.ingest.feed.Feeds;
import meterside.ingest.format.FeedFormat;
import meterside.ingest.format.NotThisFeed;
import meterside.ingest.format.SourceText;
import meterside.ingest.listener.HealthPart;
import meterside.ingest.pulse.Pulse;
import meterside.ingest.spool.Spool;
import meterside.ingest.spool.Unpacked;
import meterside.ingest.weather.DayFile;
import meterside.ingest.weather.StationDay;
import meterside.ingest.weather.StationDays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads claimed files one after the other and publishes their blocks. What a stop has left in the middle is read again
 * from its first line: it makes the same blocks, and a block that is known changes nothing. Days of a weather station, which
 * are few and follow from nothing else, are stored at once instead.
 */
@Component
class Publisher implements SmartLifecycle, HealthPart {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Feeds feeds;
    private final Spool spool;
    private final Archivist archivist;
    private final SourceFileRepository files;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final StationDays stations;
    private final LinkedBlockingDeque<String> queue = new LinkedBlockingDeque<>();
    private final Pulse pulse = new Pulse("publisher", PAUSE, this::next);
    private boolean begun;

    Publisher(
            Feeds feeds,
            Spool spool,
            Archivist archivist,
            SourceFileRepository files,
            KafkaTemplate<byte[], byte[]> kafka,
            StationDays stations) {
        this.feeds = feeds;
        this.spool = spool;
        this.archivist = archivist;
        this.files = files;
        this.kafka = kafka;
        this.stations = stations;
    }

    /** Has the file read when its turn comes. */
    void add(String sha256) {
        queue.add(sha256);
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
        return "files";
    }

    @Override
    public Optional<String> trouble() {
        return pulse.trouble();
    }

    /** Reads the next file. One that fails, since Kafka or the database is away, is tried again. */
    private boolean next() {
        var next = (@Nullable String) null;
        try {
            if (!begun) {
                archivist.tidy();
                files.toBeRead().forEach(file -> add(file.sha256()));
                begun = true;
            }
            next = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next != null) {
                publish(next);
            }
            return true;
        } catch (IOException | RuntimeException failure) {
            if (next != null) {
                queue.addFirst(next);
            }
            throw new IllegalStateException("a file could not be read: " + failure.getMessage(), failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void publish(String sha256) throws IOException {
        var file = files.find(sha256).filter(found -> found.state().isToBeRead());
        var spooled = spool.find(sha256);
        if (file.isEmpty() || spooled.isEmpty()) {
            return; // done already, or claimed but never written to disk: it will be sent again
        }
        var verdict = Check.of(file.get(), spooled.get(), feeds);
        if (verdict.refusal().isPresent() || verdict.profile().isEmpty()) {
            refuse(file.get(), verdict.tally().records(), verdict.refusal().orElse("There is no such feed."));
            return;
        }
        files.publishing(file.get().id(), verdict.tally().records());
        publish(file.get(), spooled.get(), verdict.profile().get());
        files.published(file.get().id(), verdict.tally().blocks());
        LOG.info(
                "{} of feed {} is published in {} blocks",
                file.get().name(),
                file.get().feed(),
                verdict.tally().blocks());
    }

    private void publish(SourceFile file, Path spooled, FeedProfile profile) throws IOException {
        var publication = new Publication(file, kafka, files);
        var source = new SourceText(file.id(), file.name(), file.receivedAt());
        var days = new ArrayList<StationDay>();
        try (var text = Unpacked.open(spooled)) {
            if (profile.shape() instanceof FeedProfile.Weather weather) {
                new DayFile(profile, weather).read(text, source, days::add, publication::rejected);
            } else {
                FeedFormat.of(profile).read(text, source, publication);
            }
        } catch (NotThisFeed changed) {
            throw new IllegalStateException("the file changed while it was read", changed);
        }
        publication.finish();
        if (profile.shape() instanceof FeedProfile.Weather) {
            stations.store(file.id(), file.sha256(), profile.time().zone(), days);
        }
    }

    private void refuse(SourceFile file, int records, String reason) throws IOException {
        files.refused(file.id(), records, reason);
        archivist.refused(file.sha256());
        LOG.info("{} of feed {} is refused: {}", file.name(), file.feed(), reason);
    }
}
