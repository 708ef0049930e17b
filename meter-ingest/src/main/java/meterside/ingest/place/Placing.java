package meterside.ingest.place;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import meterside.ingest.place.FeedKey.Stretch;
import meterside.ingest.place.Placement.Refused;
import meterside.ingest.place.Placement.Run;
import meterside.metering.IntervalBlock;
import meterside.metering.ReadBlock;
import meterside.metering.RegisterBlock;
import meterside.metering.Unit;
import org.jspecify.annotations.Nullable;

/** The placing of one block, read by read; what cannot change from one read to the next is asked once. */
final class Placing {

    /** A clock that is a little ahead is not a broken one (rule IN9). */
    private static final long TOLERANCE_MICROS = 5 * 60 * 1_000_000L;

    /** 2000-01-01T00:00Z: no head-end we read is older. */
    private static final long OLDEST_MICROS = 946_684_800_000_000L;

    private final ReadBlock block;
    private final FeedKey key;
    private final long newest;
    private final List<Integer> lines;
    private final List<Run> runs = new ArrayList<>(1);
    private final Map<String, Refused> refused = new LinkedHashMap<>();
    private final Refusals details;

    private Stretch stretch;
    private @Nullable Reason reasonOfStretch;

    Placing(ReadBlock block, FeedKey key, long now) {
        this.block = block;
        this.key = key;
        this.newest = now + TOLERANCE_MICROS;
        this.lines = switch (block) {
            case IntervalBlock intervals -> intervals.lines();
            case RegisterBlock registers -> registers.lines();
        };
        this.details = new Refusals(block);
        this.stretch = new Stretch(new Span(0, 0), null, null);
    }

    Placement intervals(IntervalBlock intervals) {
        var count = intervals.billionths().size();
        var starts = new long[count];
        var seconds = new int[count];
        var onTime = fill(intervals, starts, seconds);
        var grid = new Grid(intervals.length());
        var current = new Current();
        for (var i = 0; i < count; i++) {
            if (intervals.billionths().get(i) == null) {
                current.end(i);
            } else {
                current.next(i, starts[i], reason(starts[i], seconds[i], onTime, grid));
            }
        }
        current.end(count);
        return new Placement(block, starts, seconds, runs, List.copyOf(refused.values()), true);
    }

    Placement registers(RegisterBlock registers) {
        var count = registers.at().size();
        var starts = new long[count];
        var current = new Current();
        for (var i = 0; i < count; i++) {
            starts[i] = Span.micros(registers.at().get(i));
            current.next(i, starts[i], reason(starts[i], 0, true, null));
        }
        current.end(count);
        return new Placement(block, starts, new int[count], runs, List.copyOf(refused.values()), true);
    }

    /** {@return false when the block is of local days and does not begin with one: then none of it is on the grid} */
    private boolean fill(IntervalBlock intervals, long[] starts, int[] seconds) {
        var first = Span.micros(intervals.start());
        var length = intervals.length();
        if (length.minutes() > 0 || first < OLDEST_MICROS || first >= newest) {
            var step = Math.max(length.minutes(), 1) * 60;
            for (var i = 0; i < starts.length; i++) {
                starts[i] = first + i * (step * 1_000_000L);
                seconds[i] = step;
            }
            return true;
        }
        var days = key.meanings().getFirst().channel().days();
        var day = days.dayOf(intervals.start());
        for (var i = 0; i < starts.length; i++) {
            var whole = days.of(day.plusDays(i));
            starts[i] = Span.micros(whole.start());
            seconds[i] = (int) whole.seconds();
        }
        return starts[0] == first;
    }

    private @Nullable Reason reason(long start, int seconds, boolean onTime, @Nullable Grid grid) {
        if (start < OLDEST_MICROS) {
            return Reason.TOO_OLD;
        }
        if (start + seconds * 1_000_000L > newest) {
            return Reason.IN_FUTURE;
        }
        if (!stretch.span().contains(start)) {
            stretch = key.at(start);
            reasonOfStretch = reasonOf(stretch);
        }
        if (reasonOfStretch != null) {
            return reasonOfStretch;
        }
        var channel = Objects.requireNonNull(stretch.channel());
        return grid == null || (onTime && grid.holds(start, channel.days())) ? null : Reason.OFF_GRID;
    }

    /** {@return what is wrong with every read of the block in this stretch, or null} */
    private @Nullable Reason reasonOf(Stretch of) {
        var channel = of.channel();
        if (channel == null || of.refusal() == Reason.OUTSIDE_CHANNEL) {
            return Reason.OUTSIDE_CHANNEL;
        }
        var interval = block instanceof IntervalBlock;
        if (interval == channel.isRegister()) {
            return Reason.WRONG_KIND;
        }
        if (unit() != channel.unit()) {
            return Reason.WRONG_UNIT;
        }
        if (block instanceof IntervalBlock intervals && !intervals.length().equals(channel.length())) {
            return Reason.WRONG_LENGTH;
        }
        return of.refusal();
    }

    private Unit unit() {
        return switch (block) {
            case IntervalBlock intervals -> intervals.unit();
            case RegisterBlock registers -> registers.unit();
        };
    }

    /** The run of reads that share a channel or a reason. */
    private final class Current {
        private int from;
        private boolean open;
        private @Nullable Channel channel;
        private @Nullable Reason reason;
        private long firstStart;

        void next(int i, long start, @Nullable Reason why) {
            var where = why == null ? stretch.channel() : null;
            if (open && where == channel && why == reason) {
                return;
            }
            end(i);
            open = true;
            from = i;
            channel = where;
            reason = why;
            firstStart = start;
        }

        void end(int to) {
            if (open && channel != null) {
                runs.add(new Run(channel, from, to));
            } else if (open && reason != null) {
                refuse(reason, from, to, firstStart);
            }
            open = false;
        }
    }

    private void refuse(Reason reason, int from, int to, long firstStart) {
        var source = block.source();
        var first = lines.isEmpty() ? source.firstLine() : lines.get(from);
        var last = lines.isEmpty() ? source.lastLine() : lines.get(to - 1);
        var detail = details.sentence(reason, firstStart, stretch.channel());
        refused.merge(
                reason.code() + ' ' + Math.min(first, last),
                new Refused(reason.code(), Math.min(first, last), Math.max(first, last), to - from, detail),
                (one, more) -> new Refused(
                        one.code(),
                        one.firstLine(),
                        Math.max(one.lastLine(), more.lastLine()),
                        one.reads() + more.reads(),
                        one.detail()));
    }
}
