package meterside.ingest.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import meterside.ingest.feed.FeedProfile;
import meterside.ingest.feed.TimeBase.StampAt;
import meterside.metering.IntervalBlock;
import meterside.metering.ReadBlock;
import meterside.metering.ReadLength;
import meterside.metering.ReadingQuality;
import meterside.metering.RegisterBlock;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a series into blocks: by start, each start once, one interval behind the other without a break, and at most
 * {@link ReadBlock#MOST_READS} together. Of two blocks of a key that hold the same start, the later has the later line.
 */
final class Cutting {

    private final FeedProfile profile;
    private final long file;
    private final Sink sink;
    private final Refusals refusals;
    private int blocks;

    Cutting(FeedProfile profile, long file, Sink sink) {
        this.profile = profile;
        this.file = file;
        this.sink = sink;
        this.refusals = new Refusals(sink);
    }

    int blocks() {
        return blocks;
    }

    /** Hands on the first {@code size} reads as blocks; what is refused waits for {@link #reject}. */
    void cut(Series series, int size) {
        var time = new LegalTime(profile.time(), series, size);
        var starts = time.instants();
        for (var i = 0; i < size; i++) {
            if (LegalTime.isInstant(starts[i])) {
                starts[i] = start(starts[i], series.key().length());
            } else {
                refuseTime(series, i, starts[i]);
            }
        }
        var reads = new Duplicates(series, starts, time.folded(), refusals).settle();
        var from = 0;
        while (from < reads.size()) {
            from = reads.mark(from).isMissing() ? from + 1 : cutRun(series.key(), reads, from);
        }
    }

    /** Hands on the refusals of all series cut since the last time. */
    void reject() {
        refusals.handOn();
    }

    private long start(long instant, @Nullable ReadLength length) {
        var at = profile.time().stamp();
        if (length == null || at == StampAt.BEGIN) {
            return instant;
        }
        var end = at == StampAt.LAST_MINUTE ? instant + 60 : instant;
        return length.minutes() > 0
                ? end - length.minutes() * 60L
                : Instant.ofEpochSecond(end)
                        .atZone(profile.time().zone())
                        .minusDays(1)
                        .toEpochSecond();
    }

    private void refuseTime(Series series, int i, long why) {
        if (why == LegalTime.IN_GAP) {
            refusals.add(series, i, "time-in-gap", "The clock skipped the hour of this read that night.");
        } else {
            refusals.add(
                    series,
                    i,
                    "ambiguous-time",
                    "The hour of this read comes twice that night, and nothing tells which of the two is meant.");
        }
    }

    /** {@return the index behind the run} */
    private int cutRun(Series.Key key, Reads reads, int from) {
        var end = from + 1;
        while (end < reads.size() && end - from < ReadBlock.MOST_READS && follows(key.length(), reads, end)) {
            end++;
        }
        var last = end;
        while (reads.mark(last - 1).isMissing()) {
            last--;
        }
        sink.block(block(key, reads, from, last));
        return end;
    }

    private boolean follows(@Nullable ReadLength length, Reads reads, int i) {
        if (length == null) {
            return !reads.mark(i).isMissing();
        }
        if (length.minutes() > 0) {
            return reads.start(i) - reads.start(i - 1) == length.minutes() * 60L;
        }
        var before = Instant.ofEpochSecond(reads.start(i - 1));
        return length.endOf(before, profile.time().zone()).getEpochSecond() == reads.start(i);
    }

    private ReadBlock block(Series.Key key, Reads reads, int from, int to) {
        var first = reads.firstLine(from, to);
        var last = reads.lastLine(from, to);
        var source = new ReadBlock.Source(
                profile.feed(), key.key(), file, ++blocks, first, last, key.stampedAt(), rawQuality(reads, from, to));
        var qualities = new ArrayList<ReadingQuality>(to - from);
        var lines = new ArrayList<Integer>(first == last ? 0 : to - from);
        for (var i = from; i < to; i++) {
            qualities.add(reads.mark(i).orRaw());
            if (first != last) {
                lines.add(reads.line(i));
            }
        }
        var length = key.length();
        return length == null
                ? registers(source, key, reads, from, qualities, lines)
                : intervals(source, key, length, reads, from, qualities, lines);
    }

    private static ReadBlock registers(
            ReadBlock.Source source,
            Series.Key key,
            Reads reads,
            int from,
            List<ReadingQuality> qualities,
            List<Integer> lines) {
        var at = new ArrayList<Instant>(qualities.size());
        var values = new ArrayList<Long>(qualities.size());
        for (var i = 0; i < qualities.size(); i++) {
            at.add(Instant.ofEpochSecond(reads.start(from + i)));
            values.add(reads.value(from + i));
        }
        return new RegisterBlock(source, key.unit(), at, values, qualities, lines);
    }

    /** javac leaves the {@code @Nullable} of a record's type argument out of the constructor's class file. */
    @SuppressWarnings("NullAway")
    private static ReadBlock intervals(
            ReadBlock.Source source,
            Series.Key key,
            ReadLength length,
            Reads reads,
            int from,
            List<ReadingQuality> qualities,
            List<Integer> lines) {
        var values = new ArrayList<@Nullable Long>(qualities.size());
        for (var i = from; i < from + qualities.size(); i++) {
            values.add(reads.mark(i).isMissing() ? null : reads.value(i));
        }
        return new IntervalBlock(
                source, Instant.ofEpochSecond(reads.start(from)), length, key.unit(), values, qualities, lines);
    }

    /** {@return the feed's codes run by run, such as {@code R0*20 E4*4}, or null if it gave none} */
    private static @Nullable String rawQuality(Reads reads, int from, int to) {
        var text = new StringBuilder();
        var any = false;
        for (var i = from; i < to; ) {
            var raw = reads.mark(i).raw();
            var end = i;
            while (end < to && reads.mark(end).raw().equals(raw)) {
                end++;
            }
            any |= !raw.isEmpty();
            text.append(i == from ? "" : " ")
                    .append(raw.isEmpty() ? "-" : raw)
                    .append('*')
                    .append(end - i);
            i = end;
        }
        return any ? text.toString() : null;
    }
}
