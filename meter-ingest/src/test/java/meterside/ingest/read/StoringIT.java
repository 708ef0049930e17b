package meterside.ingest.read;

import static meterside.ingest.Blocks.aBlock;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meterside.ingest.Works;
import meterside.ingest.block.BlockCodec;
import meterside.ingest.place.Places;
import meterside.ingest.read.ReadStore.Arrived;
import meterside.ingest.read.ReadStore.Batch;
import meterside.metering.ReadBlock;
import meterside.metering.UsageChanged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoringIT {

    private static final Partition PARTITION = new Partition("cluster", "topic", 0);

    private final Works works = new Works();

    @AfterEach
    void close() {
        works.close();
    }

    @Test
    void storesAWholeDayWithItsTotalAndNothingIsLeftToDo() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        var file = works.file("aa");

        var changed = store(aBlock().of(file, 1).count(24, 0).build());

        assertThat(works.value("select count(*) || ' ' || sum(billionths) from interval_read"))
                .isEqualTo("24 276000000000");
        assertThat(
                        works.value(
                                "select row(day, billionths, covered_seconds, expected_seconds, reads, quality)::text from usage_day"))
                .isEqualTo("(2026-10-20,276000000000,86400,86400,24,14)");
        assertThat(works.value("select count(*) from usage_day_due")).isEqualTo("0");
        assertThat(changed).hasSize(1);
        assertThat(changed.getFirst().interval()).hasToString("2026-10-20T04:00:00Z/2026-10-21T04:00:00Z");
        assertThat(
                        works.value(
                                "select row(accepted, corrected, unchanged, rejected, billionths, first_at, last_at)::text from read_block"))
                .isEqualTo("(24,0,0,0,276000000000,\"2026-10-20 04:00:00+00\",\"2026-10-21 04:00:00+00\")");
    }

    private List<UsageChanged> store(ReadBlock... blocks) {
        var store = works.bean(ReadStore.class);
        var at = store.position(PARTITION, 0).storedNext();
        var arrived = java.util.Arrays.stream(blocks)
                .map(block -> new Arrived(block, BlockCodec.encode(block)))
                .toList();
        var batch = new Batch(
                arrived, new TreeMap<>(Map.of(PARTITION, at)), new TreeMap<>(Map.of(PARTITION, at + blocks.length)));
        return store.store(batch, works.bean(Places.class).placer());
    }
}
