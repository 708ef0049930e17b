package meterside.ingest.intake;

import java.time.Duration;
import java.util.Optional;
import meterside.ingest.intake.Announcer.Again;
import meterside.ingest.place.Places;
import meterside.ingest.pulse.Pulse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Puts blocks whose key was unknown on the topic again once the registry knows it. Looks after each change of the
 * registry that the storing thread has seen, so that it will know the key by then. A block put on twice is stored once.
 */
@Component
class Retaker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Retaker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 1_000;

    private final WaitingRepository waiting;
    private final Announcer announcer;
    private final Places places;
    private Pulse pulse = new Pulse("retake", PAUSE, this::retake);
    private int seen;

    Retaker(WaitingRepository waiting, Announcer announcer, Places places) {
        this.waiting = waiting;
        this.announcer = announcer;
        this.places = places;
    }

    Optional<String> trouble() {
        return pulse.trouble();
    }

    /** {@return false: when it is done, it waits for the next change} */
    boolean retake() {
        var snapshot = places.snapshots();
        if (snapshot == seen) {
            return false;
        }
        var count = 0;
        var ready = waiting.ready(0, 0, MOST_AT_ONCE);
        while (!ready.isEmpty() && !pulse.isStopping()) {
            announcer.again(
                    ready.stream().map(one -> new Again(one.key(), one.block())).toList());
            count += ready.size();
            ready = waiting.ready(ready.getLast().file(), ready.getLast().sequence(), MOST_AT_ONCE);
        }
        if (count > 0) {
            LOG.info("{} blocks waited for a key that is known now, and are read again", count);
        }
        seen = snapshot;
        return false;
    }

    @Override
    public void start() {
        pulse = new Pulse("retake", PAUSE, this::retake);
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
