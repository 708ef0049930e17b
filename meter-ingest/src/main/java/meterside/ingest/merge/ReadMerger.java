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
     * Takes rows of which any may be stored, or come in several versions.
     *
     * @param confirmed the block that sent the stored reads of all these rows once more, if one did
     * @return whether any read is new or has another amount or quality
     */
    public boolean merge(
            int channel,
            int from,
            int to,
            Map<ReadKey, StoredRead> stored,
            Map<Long, Version> versions,
            @Nullable Version confirmed) {
        var changed = false;
        for (var i = from; i < to; ) {
            var end = i + 1;
            while (end < to && columns.start[end] == columns.start[i]) {
                end++;
            }
            var known = stored.get(new ReadKey(channel, columns.start[i]));
            if (known == null && end == i + 1) {
                insert(channel, i, end);
                changed = true;
            } else {
                changed |= merge(channel, i, end, known, versions, confirmed);
            }
            i = end;
        }
        return changed;
    }

    private boolean merge(
            int channel,
            int from,
            int to,
            @Nullable StoredRead known,
            Map<Long, Version> versions,
            @Nullable Version confirmed) {
        var merge = known == null ? Merge.withNothing() : Merge.with(known, version(known, versions, confirmed));
        for (var i = from; i < to; i++) {
            var block = blocks.get(columns.block[i]);
            merge.take(read(channel, i, block.id()), block);
        }
        revisions.addAll(merge.revisions());
        var result = merge.result();
        if (result != null && known == null) {
            write(result);
        } else if (result != null) {
            updates.add(result);
        }
        return merge.changesUsage();
    }

    private static Version version(StoredRead known, Map<Long, Version> versions, @Nullable Version confirmed) {
        var own = Objects.requireNonNull(versions.get(known.block()), "a read whose block is not stored");
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
