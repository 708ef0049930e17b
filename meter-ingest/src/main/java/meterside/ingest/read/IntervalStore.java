package meterside.ingest.read;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import meterside.ingest.arrival.Repeats;
import meterside.ingest.copy.Micros;
import meterside.ingest.merge.BlockInBatch;
import meterside.ingest.merge.Changes;
import meterside.ingest.merge.Columns;
import meterside.ingest.merge.DaySlice;
import meterside.ingest.merge.DaySlice.Kind;
import meterside.ingest.merge.ReadMerger;
import meterside.ingest.merge.StoredReads;
import meterside.ingest.merge.Version;
import meterside.ingest.read.ReadRepository.Wanted;
import meterside.ingest.rollup.ChannelDay;
import meterside.ingest.rollup.DayTotal;
import meterside.ingest.rollup.Days;
import meterside.ingest.rollup.StoredDay;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Stores the interval reads of a batch, local day by local day. A day that comes whole and is new is copied together
 * with its total; one that came before is known by its digest and not even looked at; all others are merged and marked.
 */
@Component
class IntervalStore {

    private static final Duration QUIET = Duration.ofSeconds(1);

    private final ReadRepository reads;
    private final BlockRepository blockRows;
    private final Days days;
    private final Repeats repeats;

    IntervalStore(ReadRepository reads, BlockRepository blockRows, Days days, Repeats repeats) {
        this.reads = reads;
        this.blockRows = blockRows;
        this.days = days;
        this.repeats = repeats;
    }

    /**
     * Stores them, and counts them in their blocks.
     *
     * @param careful looks at every read, after another process was met on the same ones
     */
    void store(List<BlockInBatch> blocks, boolean careful, Instant now, Changes changes) {
        var columns = Columns.intervals(blocks);
        var slices = DaySlice.of(columns, blocks);
        var storedDays = new HashMap<>(days.stored(wholeDays(slices)));
        slices.forEach(slice -> slice.is(careful ? Kind.OTHER : kind(slice, storedDays.get(slice.day()))));
        var others = slices.stream().filter(slice -> slice.kind() == Kind.OTHER).toList();
        var stored = reads.stored(false, wanted(others, columns));
        storedDays.putAll(days.stored(partialDaysMet(others, stored, columns)));
        var versions = versions(stored, storedDays);
        var merger = new ReadMerger(columns, blocks, false);
        if (undone(others, merger, stored, storedDays, versions, now)) {
            store(blocks, careful, now, changes);
            return;
        }

        var due = new TreeSet<ChannelDay>();
        var confirmations = new TreeMap<ChannelDay, Long>();
        for (var slice : slices) {
            var day = storedDays.get(slice.day());
            var confirmed = confirmed(day, versions);
            var outcome = meet(slice, merger, stored, versions, confirmed);
            if (outcome.changed()) {
                changes.add(slice.channel(), columns.start(slice.from()), slice.end(columns));
            }
            if (outcome.changed() && slice.kind() == Kind.OTHER) {
                due.add(slice.day());
            }
            var sender = slice.sender();
            if (outcome.upheld()
                    && sender != null
                    && day != null
                    && day.isRolledUp()
                    && (confirmed == null || sender.compareTo(confirmed) > 0)) {
                confirmations.put(slice.day(), sender.block());
            } else {
                merger.move(outcome.moved());
            }
        }
        repeats.keep(merger.repeats());
        reads.write(false, merger, now);
        days.write(totals(slices));
        // marks before totals, as the roller takes them
        days.due(due, now.plus(QUIET));
        days.confirm(confirmations);
    }

    /** Undoes confirmations that would not hold. Rare; and when it is done, all is looked at once more. */
    private boolean undone(
            List<DaySlice> slices,
            ReadMerger merger,
            StoredReads stored,
            Map<ChannelDay, StoredDay> storedDays,
            Map<Long, Version> versions,
            Instant now) {
        var undone = false;
        for (var slice : slices) {
            var confirmed = confirmed(storedDays.get(slice.day()), versions);
            if (confirmed != null
                    && merger.breaks(slice.day().channel(), slice.from(), slice.to(), stored, versions, confirmed)) {
                undo(slice, confirmed, now);
                undone = true;
            }
        }
        return undone;
    }

    /** What the day said for its reads, each says for itself from now on. */
    private void undo(DaySlice slice, Version confirmed, Instant now) {
        var bounds = slice.channel().days().of(slice.day().day());
        var channel = slice.day().channel();
        var all = reads.stored(
                false, List.of(new Wanted(channel, Micros.of(bounds.start()), Micros.of(bounds.end()), 1)));
        var older = blockRows.versions(all.blocks()).values().stream()
                .filter(version -> version.compareTo(confirmed) < 0)
                .map(Version::block)
                .toList();
        days.due(new TreeSet<>(List.of(slice.day())), now.plus(QUIET));
        days.unconfirm(slice.day());
        repeats.keep(channel, bounds, older, confirmed.block());
        reads.move(channel, bounds, older, confirmed.block());
    }

    /**
     * A slice is upheld when it is a whole day of one sender, and no read of the day is older than that now. Then the day
     * says so, in place of each of its reads; no read can join it later that the sender did not send.
     */
    private static ReadMerger.Outcome meet(
            DaySlice slice,
            ReadMerger merger,
            StoredReads stored,
            Map<Long, Version> versions,
            @Nullable Version confirmed) {
        return switch (slice.kind()) {
            case NEW -> {
                merger.insert(slice.day().channel(), slice.from(), slice.to());
                yield new ReadMerger.Outcome(true, false, List.of());
            }
            case AGAIN -> {
                merger.again(slice.from(), slice.to());
                yield new ReadMerger.Outcome(false, true, List.of());
            }
            case OTHER ->
                merger.merge(
                        slice.day().channel(),
                        slice.from(),
                        slice.to(),
                        stored,
                        versions,
                        confirmed,
                        slice.total() == null ? null : slice.sender());
        };
    }

    private static Kind kind(DaySlice slice, @Nullable StoredDay stored) {
        if (slice.total() == null) {
            return Kind.OTHER;
        }
        if (stored == null) {
            return Kind.NEW;
        }
        var same = stored.isTrue()
                && stored.isWhole()
                && stored.digest() == slice.total().digest();
        return same && slice.sender() != null ? Kind.AGAIN : Kind.OTHER;
    }

    private static List<ChannelDay> wholeDays(List<DaySlice> slices) {
        return slices.stream()
                .filter(slice -> slice.total() != null)
                .map(slice -> slice.day())
                .toList();
    }

    /** {@return the days of which the batch holds a part, and of that part something is stored} */
    private static List<ChannelDay> partialDaysMet(List<DaySlice> slices, StoredReads stored, Columns columns) {
        if (stored.isEmpty()) {
            return List.of();
        }
        return slices.stream()
                .filter(slice -> slice.total() == null)
                .filter(slice -> IntStream.range(slice.from(), slice.to())
                        .anyMatch(i -> stored.contains(slice.day().channel(), columns.start(i))))
                .map(slice -> slice.day())
                .toList();
    }

    private static List<Wanted> wanted(List<DaySlice> slices, Columns columns) {
        return slices.stream()
                .map(slice -> new Wanted(
                        slice.day().channel(),
                        columns.start(slice.from()),
                        columns.start(slice.to() - 1) + 1,
                        slice.to() - slice.from()))
                .toList();
    }

    private Map<Long, Version> versions(StoredReads stored, Map<ChannelDay, StoredDay> storedDays) {
        var ids = stored.blocks();
        storedDays.values().stream()
                .map(StoredDay::confirmedBlock)
                .filter(Objects::nonNull)
                .forEach(ids::add);
        return blockRows.versions(ids);
    }

    private static @Nullable Version confirmed(@Nullable StoredDay day, Map<Long, Version> versions) {
        return day == null || day.confirmedBlock() == null ? null : versions.get(day.confirmedBlock());
    }

    private static List<DayTotal> totals(List<DaySlice> slices) {
        return slices.stream()
                .filter(slice -> slice.kind() == Kind.NEW)
                .flatMap(slice -> java.util.stream.Stream.ofNullable(slice.total()))
                .toList();
    }
}
