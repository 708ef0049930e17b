package meterside.ingest.arrival;

import java.util.Collection;
import java.util.List;
import meterside.ingest.merge.StoredRead;
import meterside.metering.Interval;
import org.springframework.stereotype.Component;

/**
 * Keeps when reads first came that are about to point to a newer block, which says the same. Without it their arrival, by
 * which alerts are decided, would move each time a head-end sends them once more.
 */
@Component
public class Repeats {

    private final RepeatRepository repeats;

    Repeats(RepeatRepository repeats) {
        this.repeats = repeats;
    }

    /**
     * Keeps when these came.
     *
     * @param moved as they shall stand; what is stored still points to the older blocks
     */
    public void keep(List<StoredRead> moved) {
        repeats.keep(moved);
    }

    /** As {@link #keep(List)}, for all reads of a channel within the interval that came in any of the blocks. */
    public void keep(int channel, Interval within, Collection<Long> from, long to) {
        repeats.keep(channel, within, from, to);
    }
}
