package meterside.ingest.read;

import java.time.Instant;
import java.util.List;
import meterside.ingest.merge.BlockInBatch;
import meterside.ingest.merge.Changes;
import meterside.ingest.merge.Columns;
import meterside.ingest.merge.ReadMerger;
import meterside.ingest.read.ReadRepository.Wanted;
import org.springframework.stereotype.Component;

/** Stores what counters showed: few, and apart from interval reads. The newest version stands; older ones are not kept. */
@Component
class RegisterStore {

    private final ReadRepository reads;
    private final BlockRepository blockRows;

    RegisterStore(ReadRepository reads, BlockRepository blockRows) {
        this.reads = reads;
        this.blockRows = blockRows;
    }

    void store(List<BlockInBatch> blocks, Instant now, Changes changes) {
        var columns = Columns.registers(blocks);
        var wanted = columns.channels().stream()
                .map(rows -> new Wanted(
                        rows.channel().id(),
                        columns.start(rows.from()),
                        columns.start(rows.to() - 1) + 1,
                        rows.to() - rows.from()))
                .toList();
        var stored = reads.stored(true, wanted);
        var versions = blockRows.versions(stored.blocks());
        var merger = new ReadMerger(columns, blocks, true);
        for (var rows : columns.channels()) {
            var outcome = merger.merge(rows.channel().id(), rows.from(), rows.to(), stored, versions, null, null);
            merger.move(outcome.moved());
            if (outcome.changed()) {
                changes.add(rows.channel(), columns.start(rows.from()), columns.start(rows.to() - 1));
            }
        }
        reads.write(true, merger, now);
    }
}
