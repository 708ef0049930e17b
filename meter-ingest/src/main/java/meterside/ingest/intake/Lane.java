package meterside.ingest.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import meterside.ingest.pulse.Pulse;
import meterside.ingest.read.ReadStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows some of the topic's partitions, on a thread and a connection of its own. After any failure it begins again from
 * where the database is. When going on would lose reads or store them twice, it stops, all others with it, and says why.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration LAG_ASKED = Duration.ofSeconds(2);
    private static final Duration STILL = Duration.ofMinutes(2);

    /** Large enough that the commit's wait for the disk does not show, small enough that memory stays flat. */
    private static final int MOST_READS = 60_000;

    private final int number;
    private final int lanes;
    private final Stream stream;
    private final ReadStore store;
    private final Taker taker;
    private final AtomicReference<@Nullable String> stuck;
    private final Pulse pulse;
    private volatile long lag = -1;
    private volatile long progressAt = System.nanoTime();
    private long lagAskedAt;

    /**
     * @param number from 0; takes each partition whose number leaves this when divided by {@code lanes}
     * @param stuck why none of the lanes may go on, shared by all
     */
    Lane(int number, int lanes, Stream stream, ReadStore store, Taker taker, AtomicReference<@Nullable String> stuck) {
        this.number = number;
        this.lanes = lanes;
        this.stream = stream;
        this.store = store;
        this.taker = taker;
        this.stuck = stuck;
        this.pulse = new Pulse("meter-reads-" + number, RETRY, this::follow);
    }

    void start() {
        pulse.start();
    }

    void stop() {
        pulse.stop();
    }

    boolean isRunning() {
        return pulse.isAlive();
    }

    /** {@return what keeps its reads from being stored, in words, or empty when all is well} */
    Optional<String> trouble() {
        if (lag < 0) { // known only within a session that goes well; an earlier one's trouble is over then
            return pulse.trouble().or(() -> Optional.of("meter-reads is not open yet"));
        }
        var still = Duration.ofNanos(System.nanoTime() - progressAt);
        return still.compareTo(STILL) > 0
                ? Optional.of("nothing was stored for %d seconds".formatted(still.toSeconds()))
                : Optional.empty();
    }

    /** {@return how many records were not yet stored a moment ago, or -1 when it is not known} */
    long lag() {
        return lag;
    }

    /** One session: until it is stopped, or something fails. */
    private boolean follow() {
        if (stuck.get() != null) {
            return false;
        }
        try (var session = Assignment.open(stream, store, partition -> partition % lanes == number)) {
            LOG.info("following {}, lane {} of {}", stream.reads(), number + 1, lanes);
            while (!pulse.isStopping() && stuck.get() == null) {
                step(session);
                pulse.well();
            }
        } catch (Stuck | ReadStore.LostPartition end) {
            stuck.compareAndSet(null, String.valueOf(end.getMessage()));
            LOG.error("storing reads has stopped: {}", end.getMessage());
        } catch (Error fatal) {
            stuck.compareAndSet(null, "ended by " + fatal);
            throw fatal;
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
}
