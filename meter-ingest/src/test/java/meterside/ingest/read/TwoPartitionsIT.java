package meterside.ingest.read;

import static meterside.ingest.Blocks.aBlock;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import meterside.ingest.Works;
import meterside.metering.IntervalBlock;
import meterside.testing.Backing;
import org.junit.jupiter.api.Test;

/** Two partitions are stored at once. A channel that two keys mean may come by both. */
class TwoPartitionsIT {

    private static final int DAYS = 25;

    @Test
    void twoCorrectionsOfTheSameReadsAtOnceLeaveTheBetterOne() throws Exception {
        try (var works = new Works(Backing.database())) {
            var channel = works.channel("old", "America/New_York", "gal", "PT1H");
            works.name(channel, "new");
            var first = works.file("aa");
            var later = works.file("bb");
            for (var day = 1; day <= DAYS; day++) {
                var morning = "2026-09-%02dT04:00:00Z".formatted(day);
                works.store(aBlock().key("old")
                        .of(first, day)
                        .start(morning)
                        .count(24, 0)
                        .stamp("2026-10-01T00:00:00Z")
                        .build());

                atOnce(
                        works,
                        aBlock().key("old")
                                .of(first, 100 + day)
                                .start(morning)
                                .values(values(80))
                                .stamp("2026-10-02T00:00:00Z")
                                .build(),
                        aBlock().key("new")
                                .of(later, day)
                                .start(morning)
                                .values(values(90))
                                .stamp("2026-10-03T00:00:00Z")
                                .build());
            }
            works.rollUp();

            assertThat(works.rows("select billionths, count(*) from interval_read group by 1"))
                    .containsExactly("(90000000000,%d)".formatted(24 * DAYS));
            assertThat(works.value("select count(*) from interval_read_revision"))
                    .isEqualTo("" + 48 * DAYS);
            assertThat(works.rows("select distinct billionths, reads from usage_day"))
                    .containsExactly("(2160000000000,24)");
        }
    }

    private static Long[] values(long units) {
        var values = new ArrayList<Long>();
        for (var hour = 0; hour < 24; hour++) {
            values.add(units);
        }
        return values.toArray(Long[]::new);
    }

    private static void atOnce(Works works, IntervalBlock... blocks) throws Exception {
        var together = new CyclicBarrier(blocks.length);
        try (var threads = Executors.newFixedThreadPool(blocks.length)) {
            var work = new ArrayList<Callable<Boolean>>();
            for (var i = 0; i < blocks.length; i++) {
                var partition = i;
                work.add(() -> {
                    together.await();
                    works.storeFrom(partition, blocks[partition]);
                    return true;
                });
            }
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
    }
}
