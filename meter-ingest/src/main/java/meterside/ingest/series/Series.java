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
    enum Kind {
        /** Already an instant, in epoch seconds. */
        INSTANT,
        /** Legal time; whether daylight saving is in effect is not said. */
        LOCAL,
        LOCAL_DAYLIGHT,
        LOCAL_STANDARD,
        /** That many seconds after the read before it; 0 for a local day. */
        STEP
    }

    /** @param length of the intervals; null for a register */
    record Key(
            String key,
            Instant stampedAt,
            Unit unit,
            @Nullable ReadLength length) {}

    private final Key key;
    private final boolean fixedClock;
    private final TimeBase time;
    private int size;
    private long[] stamps = new long[32];
    private long[] values = new long[32];
    private int[] lines = new int[32];
    private Kind[] kinds = new Kind[32];
    private Mark[] marks = new Mark[32];

    Series(Key key, TimeBase time) {
        this.key = key;
        this.time = time;
        this.fixedClock = time.isFixed();
    }

    /** Adds a read whose stamp is a date and time of the feed's clock, counted in seconds as if it were UTC. */
    public void addStamped(long local, long value, Mark mark, int line) {
        add(fixedClock ? Kind.INSTANT : Kind.LOCAL, fixedClock ? time.toEpoch(local) : local, value, mark, line);
    }

    /** Adds a read whose stamp also says whether daylight saving is in effect. */
    public void addStamped(long local, boolean daylight, long value, Mark mark, int line) {
        var kind = daylight ? Kind.LOCAL_DAYLIGHT : Kind.LOCAL_STANDARD;
        add(fixedClock ? Kind.INSTANT : kind, fixedClock ? time.toEpoch(local) : local, value, mark, line);
    }

    /** Adds a read of a known instant. */
    public void addAt(long epochSecond, long value, Mark mark, int line) {
        add(Kind.INSTANT, epochSecond, value, mark, line);
    }

    /** Adds a read that follows the one before it by so many seconds; by a local day if 0. */
    public void addAfterPrevious(long step, long value, Mark mark, int line) {
        add(Kind.STEP, step, value, mark, line);
    }

    private void add(Kind kind, long stamp, long value, Mark mark, int line) {
        if (size == stamps.length) {
            stamps = Arrays.copyOf(stamps, size * 2);
            values = Arrays.copyOf(values, size * 2);
            lines = Arrays.copyOf(lines, size * 2);
            kinds = Arrays.copyOf(kinds, size * 2);
            marks = Arrays.copyOf(marks, size * 2);
        }
        kinds[size] = kind;
        stamps[size] = stamp;
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
