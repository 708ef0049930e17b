package meterside.ingest.read;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import meterside.ingest.lock.ChannelLocks;
import meterside.ingest.merge.BlockInBatch;
import meterside.ingest.merge.Changes;
import meterside.ingest.place.Placer;
import meterside.metering.ReadBlock;
import meterside.metering.UsageChanged;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Stores batches of blocks: one transaction each, safe to repeat, and whole or not at all. */
@Component
public class ReadStore {

    private static final int MOST_RACES = 5;

    private final BlockRepository blockRows;
    private final OffsetRepository offsets;
    private final ChannelLocks locks;
    private final IntervalStore intervals;
    private final RegisterStore registers;
    private final TransactionOperations transaction;
    private final Clock clock;

    /** Told of each step within the transaction; tests kill there. */
    java.util.function.Consumer<Step> steps = step -> {};

    enum Step {
        BEGUN,
        READS_WRITTEN,
        BLOCKS_WRITTEN,
        OFFSETS_MOVED
    }

    ReadStore(
            BlockRepository blockRows,
            OffsetRepository offsets,
            ChannelLocks locks,
            IntervalStore intervals,
            RegisterStore registers,
            TransactionOperations transaction,
            Clock clock) {
        this.blockRows = blockRows;
        this.offsets = offsets;
        this.locks = locks;
        this.intervals = intervals;
        this.registers = registers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A block as it came: decoded, and the bytes, which are kept should it have to wait. */
    @SuppressWarnings("ArrayRecordComponent") // one is itself, and no other
    public record Arrived(ReadBlock block, byte[] bytes) {}

    /**
     * What one transaction stores.
     *
     * @param blocks in the order in which they came
     * @param from by partition, the offset it is expected to be at
     * @param to by partition, the offset it is then at
     */
    public record Batch(List<Arrived> blocks, SortedMap<Partition, Long> from, SortedMap<Partition, Long> to) {}

    /** Someone else stores this partition, or the database went back in time: this process must not go on. */
    public static final class LostPartition extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostPartition(Partition partition, long expected) {
            super("partition %d of meter-reads is not at offset %d as this process left it: another one stores it too"
                    .formatted(partition.number(), expected));
        }
    }

    /** {@return how far the partition is stored and announced, {@code first} when it was never read} */
    public Position position(Partition partition, long first) {
        return offsets.find(partition, first);
    }

    /**
     * Stores a batch.
     *
     * @return where usage changed, to be announced
     * @throws LostPartition if a partition is not where it was expected; nothing is stored then
     */
    public List<UsageChanged> store(Batch batch, Placer placer) {
        for (var race = 0; ; race++) {
            try {
                var careful = race > 0;
                return Objects.requireNonNull(transaction.execute(status -> storeOnce(batch, placer, careful)));
            } catch (DuplicateKeyException met) {
                if (race == MOST_RACES) {
                    throw met;
                }
            }
        }
    }

    /** {@return what to announce of blocks that were stored before, when it is not known whether anyone was told} */
    public List<UsageChanged> changesOf(List<ReadBlock> blocks, Placer placer) {
        var changes = new Changes();
        var now = clock.instant();
        blocks.forEach(block -> changes.addAll(placer.place(block, now)));
        return changes.toMessages();
    }

    /** Notes that all up to {@code to} is announced, or throws {@link LostPartition} when someone else did. */
    public void announced(Partition partition, long from, long to) {
        if (!offsets.moveAnnounced(partition, from, to)) {
            throw new LostPartition(partition, from);
        }
    }

    /** {@return those of the files that we know} A block of any other cannot be stored. */
    public java.util.Set<Long> knownFiles(java.util.Set<Long> files) {
        return blockRows.files(files).keySet();
    }

    private List<UsageChanged> storeOnce(Batch batch, Placer placer, boolean careful) {
        steps.accept(Step.BEGUN);
        var changes = new Changes();
        var blocks = notYetProcessed(batch.blocks(), placer, clock.instant());
        locks.lock(placer.shared(blocks.stream().map(BlockInBatch::placement).toList()));
        var now = clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS); // within the lock: in order
        intervals.store(blocks, careful, now, changes);
        registers.store(blocks, now, changes);
        steps.accept(Step.READS_WRITTEN);
        blockRows.copy(blocks.stream().filter(block -> !block.isRetaken()).toList(), now);
        for (var block : blocks) {
            if (block.isRetaken()) {
                blockRows.retake(block, now);
            }
            blockRows.reject(block, now);
        }
        steps.accept(Step.BLOCKS_WRITTEN);
        batch.to().forEach((partition, next) -> move(partition, batch.from(), next));
        steps.accept(Step.OFFSETS_MOVED);
        return changes.toMessages();
    }

    private void move(Partition partition, Map<Partition, Long> from, long next) {
        var expected = Objects.requireNonNull(from.get(partition));
        if (!offsets.moveStored(partition, expected, next)) {
            throw new LostPartition(partition, expected);
        }
    }

    /** A block sent twice is processed once, unless it waited and its key has become known. */
    private List<BlockInBatch> notYetProcessed(List<Arrived> arrived, Placer placer, Instant now) {
        var ids = new HashMap<Long, Arrived>();
        var files = new HashSet<Long>();
        for (var one : arrived) {
            ids.putIfAbsent(BlockInBatch.id(one.block().source()), one);
            files.add(one.block().source().file());
        }
        var processed = blockRows.processed(ids.keySet());
        var hashes = blockRows.files(files);
        var blocks = new ArrayList<BlockInBatch>(arrived.size());
        for (var one : arrived) {
            var id = BlockInBatch.id(one.block().source());
            var sha256 = hashes.get(one.block().source().file());
            if (!ids.remove(id, one) || sha256 == null) {
                continue;
            }
            var waits = processed.get(id);
            if (waits == null || waits) {
                var placement = placer.place(one.block(), now);
                if (waits == null || placement.keyIsKnown()) {
                    blocks.add(new BlockInBatch(placement, one.bytes(), sha256, waits != null));
                }
            }
        }
        return blocks;
    }
}
