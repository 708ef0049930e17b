package meterside.ingest.merge;

import java.util.ArrayList;
import java.util.List;
import meterside.ingest.copy.Micros;
import meterside.ingest.place.Channel;
import meterside.ingest.rollup.ChannelDay;
import meterside.ingest.rollup.DayFold;
import meterside.ingest.rollup.DayTotal;
import meterside.metering.Interval;
import org.jspecify.annotations.Nullable;

/** The rows of a batch that belong to one local day of one channel. */
public final class DaySlice {

    /** How the slice meets what is stored. */
    public enum Kind {
        /** The whole day, and nothing is stored of it. */
        NEW,
        /** The whole day, and the digest says that the very same is stored. */
        AGAIN,
        /** Anything else: each read must be looked at. */
        OTHER
    }

    private final Channel channel;
    private final ChannelDay day;
    private final int from;
    private final int to;
    private final @Nullable DayTotal total;
    private final @Nullable Version sender;
    private Kind kind = Kind.OTHER;

    private DaySlice(
            Channel channel, ChannelDay day, int from, int to, @Nullable DayTotal total, @Nullable Version sender) {
        this.channel = channel;
        this.day = day;
        this.from = from;
        this.to = to;
        this.total = total;
        this.sender = sender;
    }

    /** {@return the batch, cut at the usage points' midnights} */
    public static List<DaySlice> of(Columns columns, List<BlockInBatch> blocks) {
        var slices = new ArrayList<DaySlice>();
        for (var rows : columns.channels()) {
            var days = rows.channel().days();
            for (var from = rows.from(); from < rows.to(); ) {
                var day = days.dayOf(Micros.instant(columns.start[from]));
                var bounds = days.of(day);
                var end = Micros.of(bounds.end());
                var to = from + 1;
                while (to < rows.to() && columns.start[to] < end) {
                    to++;
                }
                slices.add(slice(
                        rows.channel(), new ChannelDay(rows.channel().id(), day), bounds, from, to, columns, blocks));
                from = to;
            }
        }
        return slices;
    }

    private static DaySlice slice(
            Channel channel,
            ChannelDay day,
            Interval bounds,
            int from,
            int to,
            Columns columns,
            List<BlockInBatch> blocks) {
        var fold = new DayFold(day, Micros.of(bounds.start()), Micros.of(bounds.end()));
        var sender = blocks.get(columns.block[from]).version();
        var oneSender = true;
        for (var i = from; i < to; i++) {
            if (i > from && columns.start[i] == columns.start[i - 1]) {
                return new DaySlice(channel, day, from, to, null, null);
            }
            fold.add(columns.start[i], columns.seconds[i], columns.billionths[i], columns.quality[i]);
            if (columns.block[i] != columns.block[from]) {
                var other = blocks.get(columns.block[i]).version();
                oneSender &= other.isOfSameAgeAs(sender);
                sender = other.compareTo(sender) < 0 ? other : sender;
            }
        }
        var total = fold.total();
        return new DaySlice(channel, day, from, to, total.isWhole() ? total : null, oneSender ? sender : null);
    }

    public Channel channel() {
        return channel;
    }

    public ChannelDay day() {
        return day;
    }

    /** {@return its first row} */
    public int from() {
        return from;
    }

    /** {@return the row after its last} */
    public int to() {
        return to;
    }

    /** {@return what the day comes to, or null unless the batch holds every second of it, and each once} */
    public @Nullable DayTotal total() {
        return total;
    }

    /** {@return what a stored equal day is as new as, or null if files of different age make up the day} */
    public @Nullable Version sender() {
        return sender;
    }

    public Kind kind() {
        return kind;
    }

    public void is(Kind newKind) {
        kind = newKind;
    }

    /** {@return where its last read ends} */
    public long end(Columns columns) {
        return columns.start[to - 1] + columns.seconds[to - 1] * 1_000_000L;
    }
}
