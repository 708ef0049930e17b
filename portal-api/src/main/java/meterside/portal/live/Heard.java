package meterside.portal.live;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import meterside.metering.UsagePointId;
import org.springframework.stereotype.Component;

/**
 * How often each usage point's usage is known to have changed, so that whoever remembers something of it knows when it is old. Of a
 * fixed size: some points share a place, and what changes one then makes the other look changed.
 */
@Component
public class Heard {

    private static final int PLACES = 1 << 16;

    private final AtomicLongArray changes = new AtomicLongArray(PLACES);
    private final AtomicLong begun = new AtomicLong();
    private volatile boolean listening;

    /**
     * {@return the generation of the point's usage, or empty while nobody listens} What was computed from reads that were looked up after
     * this was asked is as it was asked for while this is the same: a change is announced after it is committed, so that what was looked up
     * before the commit is of an earlier generation than what is heard of it.
     */
    public OptionalLong generation(UsagePointId point) {
        return listening ? OptionalLong.of(begun.get() + changes.get(place(point))) : OptionalLong.empty();
    }

    /** Whatever changed while nobody listened is yet to be heard: each point is of a new generation. */
    void begin() {
        begun.incrementAndGet();
        listening = true;
    }

    void end() {
        listening = false;
    }

    void changed(UsagePointId point) {
        changes.incrementAndGet(place(point));
    }

    private static int place(UsagePointId point) {
        return Math.floorMod(point.value(), PLACES);
    }
}
