package meterside.ingest.place;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The newest snapshot of the registry, read again only when a load told so: asking for changes costs nothing, and a
 * city's million keys are read in a second or two.
 */
@Component
public class Places {

    private static final Logger LOG = LoggerFactory.getLogger(Places.class);

    private final PlacingRepository repository;
    private final RegistryNewsRepository news;
    private @Nullable Placer placer;
    private final AtomicInteger snapshots = new AtomicInteger();

    Places(PlacingRepository repository, RegistryNewsRepository news) {
        this.repository = repository;
        this.news = news;
    }

    /** {@return how many snapshots were read; when it grows, keys may have become known} */
    public int snapshots() {
        return snapshots.get();
    }

    /** {@return a placer that knows all loads that were committed a moment ago} */
    public synchronized Placer placer() {
        // asked before the snapshot is read: a load that commits in between is told again
        if (news.changed() || placer == null) {
            placer = null;
            var keys = repository.keys();
            placer = new Placer(keys);
            snapshots.incrementAndGet();
            LOG.info(
                    "read the registry: {} keys of feeds",
                    keys.values().stream().mapToInt(java.util.Map::size).sum());
        }
        return Objects.requireNonNull(placer);
    }

    /**
     * Says that a batch was placed by this snapshot and is committed. If there is a newer one by now, whoever looks for what
     * waited has to look again: the batch may have added to it.
     */
    public synchronized void used(Placer by) {
        if (by != placer) {
            snapshots.incrementAndGet();
        }
    }
}
