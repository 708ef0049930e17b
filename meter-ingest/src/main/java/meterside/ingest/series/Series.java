package meterside.ingest.series;

import java.time.Instant;
import java.util.Arrays;
import meterside.ingest.feed.TimeBase;
import meterside.metering.ReadLength;
import meterside.metering.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The reads of one key and one source stamp, in the order of the file. In columns of plain numbers, because a quarter
 * of a million of them are held at a time.
 */
public final class Series {

    /** How the stamp of a read is to be understood. */
    public enum Kind {
        /** An instant, in epoch seconds. */
        INSTANT,
        /** Date and time of the feed's clock, in seconds as if UTC; whether daylight saving is in effect is not said. */
        LOCAL,
        LOCAL_DAYLIGHT,
        LOCAL_STANDARD,
        /** That many seconds after the read before it; 0 for a local day. */
        STEP;

        private boolean isLocal() {
            return this == LOCAL || this == LOCAL_DAYLIGHT || this == LOCAL_STANDARD;
        }
    }

    /** @param length of the intervals; null for a register */
    record Key(
            String key,
            Instant stampedAt,
            Unit unit,
            @Nullable ReadLength length) {}

    /** A file of one hour has one read of each key, and many keys. */
    private static final int FEW = 4;

    private final Key key;
    private final boolean fixedClock;
    private final TimeBase time;
    private int size;
    private long[] stamps = new long[FEW];
    private long[] values = new long[FEW];
    private int[] lines = new int[FEW];
    private Kind[] kinds = new Kind[FEW];
    private Mark[] marks = new Mark[FEW];

    Series(Key key, TimeBase time) {
        this.key = key;
        this.time = time;
        this.fixedClock = time.isFixed();
    }

    /** Adds a read. What its stamp means, its kind says. */
    public void add(Kind kind, long stamp, long value, Mark mark, int line) {
        if (size == stamps.length) {
            stamps = Arrays.copyOf(stamps, size * 2);
            values = Arrays.copyOf(values, size * 2);
            lines = Arrays.copyOf(lines, size * 2);
            kinds = Arrays.copyOf(kinds, size * 2);
            marks = Arrays.copyOf(marks, size * 2);
        }
        var settled = fixedClock && kind.isLocal();
        kinds[size] = settled ? Kind.INSTANT : kind;
        stamps[size] = settled ? time.toEpoch(stamp) : stamp;
        values[size] = value;
        marks[size] = mark;
        lines[size++] = line;
    }

    /** {@return a series that holds what stands here from {@code index} on} */
    Series from(int index) {
        var rest = new Series(key, time);
        for (var i = index; i < size; i++) {
            rest.add(kind(i), stamps[i], values[i], marks[i], lines[i]);
        }
        return rest;
    }

    Key key() {
        return key;
    }

    int size() {
        return size;
    }

    Kind kind(int i) {
        return kinds[i];
    }

    long stamp(int i) {
        return stamps[i];
    }

    long value(int i) {
        return values[i];
    }

    Mark mark(int i) {
        return marks[i];
    }

    int line(int i) {
        return lines[i];
    }
}
