package meterside.ingest.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import meterside.ingest.copy.CopyRows;
import org.jspecify.annotations.Nullable;

/**
 * Parts a batch's reads into those that are new, which are copied, and those that meet a stored version or each other,
 * which are merged. Only the second kind costs an object a read.
 */
public final class ReadMerger {

    private final Columns columns;
    private final List<BlockInBatch> blocks;
    private final boolean registers;
    private final CopyRows fresh;
    private final List<StoredRead> updates = new ArrayList<>();
    private final List<StoredRead> repeats = new ArrayList<>();
    private final List<Merge.Revision> revisions = new ArrayList<>();

    public ReadMerger(Columns columns, List<BlockInBatch> blocks, boolean registers) {
        this.columns = columns;
        this.blocks = blocks;
        this.registers = registers;
        this.fresh = new CopyRows(registers ? 5 : 6);
    }

    /** {@return rows for the table, sorted if the calls were} */
    public CopyRows fresh() {
        return fresh;
    }

    /** {@return stored reads that shall read so} */
    public List<StoredRead> updates() {
        return updates;
    }

    /** {@return those of the updates that say what is stored already, and only point to a newer block} */
    public List<StoredRead> repeats() {
        return repeats;
    }

    /** {@return versions that are not current, in the order in which they came} */
    public List<Merge.Revision> revisions() {
        return revisions;
    }

    /** Takes rows of which none is stored and none comes twice. */
    public void insert(int channel, int from, int to) {
        for (var i = from; i < to; i++) {
            var block = blocks.get(columns.block[i]);
            block.countAccepted();
            write(channel, i, block.id());
        }
    }

    /** Takes rows that are all known to be stored. */
    public void again(int from, int to) {
        for (var i = from; i < to; i++) {
            blocks.get(columns.block[i]).countUnchanged();
        }
    }

    /**
     * What a merge of rows came to.
     *
     * @param changed whether any read is new or has another amount or quality
     * @param upheld whether every read is now as new as {@code sender} or newer, even if {@code moved} stay as they are
     * @param moved stored reads that say the same, and whose block should be a newer one
     */
    public record Outcome(boolean changed, boolean upheld, List<StoredRead> moved) {}

    /**
     * Takes rows of which any may be stored, or come in several versions.
     *
     * @param confirmed the block that sent all of these once more before, if one did
     * @param sender the block that sends all of these now, if one does
     */
    public Outcome merge(
            int channel,
            int from,
            int to,
            StoredReads stored,
            Map<Long, Version> versions,
            @Nullable Version confirmed,
            @Nullable Version sender) {
        var changed = false;
        var upheld = sender != null;
        var moved = new ArrayList<StoredRead>();
        for (var i = from; i < to; ) {
            var end = i + 1;
            while (end < to && columns.start[end] == columns.start[i]) {
                end++;
            }
            var known = stored.find(channel, columns.start[i]);
            if (known < 0 && end == i + 1) {
                insert(channel, i, end);
                changed = true;
            } else {
                var version = known < 0 ? null : version(stored.blockOf(known), versions, confirmed);
                var merge = merge(channel, i, end, stored, known, version);
                changed |= merge.changesUsage();
                upheld = upheld && sender != null && merge.version().compareTo(sender) >= 0;
                keep(merge, known >= 0, moved);
            }
            i = end;
        }
        return new Outcome(changed, upheld, moved);
    }

    /**
     * {@return whether a stored read would be replaced by a version that is older than the block that confirmed its day}
     * A higher rank does that: measured, if older, replaces estimated. Then the day's confirmation no longer speaks for
     * that read, and must be undone first.
     */
    public boolean breaks(
            int channel, int from, int to, StoredReads stored, Map<Long, Version> versions, Version confirmed) {
        for (var i = from; i < to; i++) {
            var incoming = blocks.get(columns.block[i]).version();
            var known = incoming.compareTo(confirmed) < 0 ? stored.find(channel, columns.start[i]) : -1;
            if (known >= 0
                    && incoming.beats(
                            columns.quality[i],
                            version(stored.blockOf(known), versions, confirmed),
                            stored.qualityOf(known))) {
                return true;
            }
        }
        return false;
    }

    /** Lets stored reads point to the blocks that sent them again. */
    public void move(List<StoredRead> moved) {
        updates.addAll(moved);
        repeats.addAll(moved);
    }

    private Merge merge(int channel, int from, int to, StoredReads stored, int known, @Nullable Version version) {
        var merge = version == null ? Merge.withNothing() : Merge.with(stored.get(known), version);
        for (var i = from; i < to; i++) {
            var block = blocks.get(columns.block[i]);
            merge.take(read(channel, i, block.id()), block);
        }
        return merge;
    }

    private void keep(Merge merge, boolean isStored, List<StoredRead> moved) {
        revisions.addAll(merge.revisions());
        var result = merge.result();
        if (result != null && !isStored) {
            write(result);
        } else if (result != null && !merge.repeats()) {
            updates.add(result);
        } else if (result != null) {
            moved.add(result);
        }
    }

    private static Version version(long block, Map<Long, Version> versions, @Nullable Version confirmed) {
        var own = Objects.requireNonNull(versions.get(block), "a read whose block is not stored");
        return confirmed != null && confirmed.compareTo(own) > 0 ? confirmed : own;
    }

    private StoredRead read(int channel, int i, long block) {
        return new StoredRead(
                new ReadKey(channel, columns.start[i]),
                columns.billionths[i],
                block,
                columns.seconds[i],
                columns.quality[i]);
    }

    private void write(int channel, int i, long block) {
        fresh.row()
                .micros(columns.start[i])
                .int8(columns.billionths[i])
                .int8(block)
                .int4(channel);
        if (!registers) {
            fresh.int4(columns.seconds[i]);
        }
        fresh.int2(columns.quality[i].code());
    }

    private void write(StoredRead read) {
        fresh.row()
                .micros(read.key().start())
                .int8(read.billionths())
                .int8(read.block())
                .int4(read.key().channel());
        if (!registers) {
            fresh.int4(read.seconds());
        }
        fresh.int2(read.quality().code());
    }
}
