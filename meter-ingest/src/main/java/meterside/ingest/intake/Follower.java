package meterside.ingest.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meterside.ingest.pulse.Pulse;
import meterside.ingest.read.ReadStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows {@code meter-reads} for as long as the process lives. After any failure it begins again from where the
 * database is. When going on would lose reads or store them twice, it stops and says why.
 */
@Component
public class Follower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration LAG_ASKED = Duration.ofSeconds(2);
    private static final Duration STILL = Duration.ofMinutes(2);

    /** Large enough that the commit's wait for the disk does not show, small enough that memory stays flat. */
    private static final int MOST_READS = 60_000;

    private final Stream stream;
    private final ReadStore store;
    private final Taker taker;
    private Pulse pulse = new Pulse("meter-reads", RETRY, this::follow);
    private volatile @Nullable String stuck;
    private volatile long lag = -1;
    private volatile long progressAt = System.nanoTime();
    private long lagAskedAt;

    Follower(Stream stream, ReadStore store, Taker taker) {
        this.stream = stream;
        this.store = store;
        this.taker = taker;
    }

    /** {@return what keeps reads from being stored, in words, or empty when all is well} */
    public Optional<String> trouble() {
        if (stuck != null) {
            return Optional.ofNullable(stuck);
        }
        if (lag < 0) { // known only within a session that goes well; an earlier one's trouble is over then
            return pulse.trouble().or(() -> Optional.of("meter-reads is not open yet"));
        }
        var still = Duration.ofNanos(System.nanoTime() - progressAt);
        return still.compareTo(STILL) > 0
                ? Optional.of("nothing was stored for %d seconds".formatted(still.toSeconds()))
                : Optional.empty();
    }

    /** {@return how many records were not yet stored a moment ago, or -1 when it is not known} */
    public long lag() {
        return lag;
    }

    /** One session: until it is stopped, or something fails. */
    private boolean follow() {
        if (stuck != null) {
            return false;
        }
        try (var session = Assignment.open(stream, store)) {
            LOG.info("following {}", stream.reads());
            while (!pulse.isStopping()) {
                step(session);
                pulse.well();
            }
        } catch (Stuck | ReadStore.LostPartition end) {
            stuck = String.valueOf(end.getMessage());
            LOG.error("storing reads has stopped: {}", stuck);
        } finally {
            lag = -1;
        }
        return false;
    }

    private void step(Assignment session) {
        var incoming = gather(session);
        if (incoming.isEmpty()) {
            taker.idle();
        } else {
            taker.take(incoming, session);
            progressAt = System.nanoTime();
        }
        if (lag < 0 || System.nanoTime() - lagAskedAt > LAG_ASKED.toNanos()) {
            lag = session.lag();
            lagAskedAt = System.nanoTime();
            progressAt = lag == 0 ? lagAskedAt : progressAt;
        }
    }

    /** {@return what has come, up to what one transaction should hold} */
    private static List<Incoming> gather(Assignment session) {
        var incoming = new ArrayList<Incoming>();
        var reads = 0;
        var polled = session.poll(PATIENCE);
        while (!polled.isEmpty()) {
            for (var message : polled) {
                var one = Incoming.of(message);
                incoming.add(one);
                reads += one.reads();
            }
            if (reads >= MOST_READS) {
                break;
            }
            polled = session.poll(Duration.ZERO);
        }
        return incoming;
    }

    @Override
    public void start() {
        pulse = new Pulse("meter-reads", RETRY, this::follow);
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
}
