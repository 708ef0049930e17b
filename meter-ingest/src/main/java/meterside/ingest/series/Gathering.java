package meterside.ingest.series;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import meterside.ingest.feed.FeedProfile;
import meterside.metering.ReadLength;
import meterside.metering.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Collects the reads of a file by key, whatever the order of its lines, and hands them on as blocks: a file that is
 * written hour by hour for all meters still makes blocks that are long.
 *
 * <p>At most {@link #MOST_HELD} reads are held; then all are handed on and it begins anew. Duplicates are found among
 * those held together. One that is further away goes on as a version of its own, and the database lets the later line
 * win just so; it is then counted as corrected.
 */
public final class Gathering {

    /** Some thirty megabytes. */
    static final int MOST_HELD = 600_000;

    /** What a key costs by itself, in reads. */
    private static final int COST_OF_A_SERIES = 12;

    private final FeedProfile profile;
    private final Cutting cutting;
    private final int most;
    private Map<Series.Key, Series> series = new LinkedHashMap<>();
    private int held;

    public Gathering(FeedProfile profile, long file, Sink sink) {
        this(profile, file, sink, MOST_HELD);
    }

    Gathering(FeedProfile profile, long file, Sink sink, int most) {
        this.profile = profile;
        this.cutting = new Cutting(profile, file, sink);
        this.most = most;
    }

    /**
     * {@return where the reads of this key go, until {@link #lineEnds}}
     *
     * @param length of the intervals; null for a register
     */
    @SuppressWarnings("NullAway") // a register has no length, and a parameter object would be made for every line
    public Series of(String key, Instant stampedAt, Unit unit, @Nullable ReadLength length) {
        return series.computeIfAbsent(new Series.Key(key, stampedAt, unit, length), this::begin);
    }

    private Series begin(Series.Key key) {
        held += COST_OF_A_SERIES;
        return new Series(key, profile.time());
    }

    /** Says that a line is done with, and how many reads it gave: between lines is where reads may be handed on. */
    public void lineEnds(int reads) {
        held += reads;
        if (held >= most) {
            handOn(false);
        }
    }

    /** Hands on what is left. {@return how many blocks there were in all} */
    public int end() {
        handOn(true);
        return cutting.blocks();
    }

    private void handOn(boolean last) {
        var waiting = new LinkedHashMap<Series.Key, Series>();
        held = 0;
        for (var one : series.values()) {
            var settled = last ? one.size() : LegalTime.settled(profile.time(), one);
            cutting.cut(one, settled);
            if (settled < one.size()) {
                var rest = one.from(settled);
                waiting.put(rest.key(), rest);
                held += rest.size();
            }
        }
        cutting.reject();
        series = waiting;
    }
}
