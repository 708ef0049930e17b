package meterside.ingest.read;

import static meterside.ingest.Blocks.aBlock;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import meterside.ingest.Works;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoringIT {

    private static final String BLOCKS =
            "select id & 16777215, accepted, corrected, unchanged, rejected from read_block order by id";

    private final Works works = new Works();

    @AfterEach
    void close() {
        works.close();
    }

    @Test
    void storesAWholeDayWithItsTotalAndNothingIsLeftToDo() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        var file = works.file("aa");

        var changed = works.store(aBlock().of(file, 1).count(24, 0).build());

        assertThat(works.value("select count(*) || ' ' || sum(billionths) from interval_read"))
                .isEqualTo("24 276000000000");
        assertThat(works.rows(
                        "select day, billionths, covered_seconds, expected_seconds, reads, quality from usage_day"))
                .containsExactly("(2026-10-20,276000000000,86400,86400,24,14)");
        assertThat(works.rows("select * from usage_day_due")).isEmpty();
        assertThat(changed).singleElement().satisfies(change -> assertThat(change.interval())
                .hasToString("2026-10-20T04:00:00Z/2026-10-21T04:00:00Z"));
        assertThat(
                        works.rows(
                                "select channel is not null, accepted, corrected, unchanged, rejected, billionths, first_at, last_at from read_block"))
                .containsExactly("(t,24,0,0,0,276000000000,\"2026-10-20 04:00:00+00\",\"2026-10-21 04:00:00+00\")");
    }

    @Test
    void marksAPartOfADayAndRollsItUpOnceItIsQuiet() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        var file = works.file("aa");

        works.store(aBlock().of(file, 1).values(5L, null, 7L).build());

        assertThat(works.value("select count(*) from interval_read")).isEqualTo("2");
        assertThat(works.rows("select day, due_at from usage_day_due"))
                .containsExactly("(2026-10-20,\"2026-11-20 12:00:01+00\")");
        works.rollUp();
        assertThat(works.rows("select day, billionths, covered_seconds, expected_seconds, reads from usage_day"))
                .containsExactly("(2026-10-20,12000000000,7200,86400,2)");
        assertThat(works.rows("select * from usage_day_due")).isEmpty();
    }

    @Test
    void oneBlockOfAFileIsProcessedOnceEvenWhenItComesTwiceInABatch() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        var block = aBlock().of(works.file("aa"), 1).count(24, 0).build();

        works.store(block, block);
        works.store(block);

        assertThat(works.rows(BLOCKS)).containsExactly("(1,24,0,0,0)");
    }

    @Test
    void registersAreStoredApartAndTheNewestVersionStands() {
        works.channel("r", "America/New_York", "gal", "irregular", "register");
        works.store(aBlock().key("r")
                .of(works.file("aa"), 1)
                .values(100L, 101L, 102L)
                .register());

        var changed = works.store(aBlock().key("r")
                .of(works.file("bb"), 1)
                .values(100L, 201L)
                .stamp("2026-10-22T05:00:00Z")
                .register());
        works.store(aBlock().key("r")
                .of(works.file("cc"), 1)
                .values(300L)
                .stamp("2026-10-20T05:00:00Z")
                .register());

        assertThat(works.rows("select at, billionths from register_read order by at"))
                .containsExactly(
                        "(\"2026-10-20 04:00:00+00\",100000000000)",
                        "(\"2026-10-20 05:00:00+00\",201000000000)",
                        "(\"2026-10-20 06:00:00+00\",102000000000)");
        assertThat(changed).hasSize(1);
        assertThat(works.rows("select * from interval_read")).isEmpty();
        assertThat(works.rows("select * from usage_day")).isEmpty();
        assertThat(works.rows("select accepted, corrected, unchanged, billionths is null from read_block order by id"))
                .containsExactly("(3,0,0,t)", "(0,1,1,t)", "(0,0,1,t)");
    }

    @Test
    void theLargestReadsOfADayDoNotOverflowItsSum() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        var most = new Long[24];
        java.util.Arrays.fill(most, 4_000_000_000L);
        var least = new Long[24];
        java.util.Arrays.fill(least, -4_000_000_000L);

        works.store(
                aBlock().of(works.file("aa"), 1).values(most).build(),
                aBlock().of(works.file("bb"), 1)
                        .start("2026-10-21T04:00:00Z")
                        .values(least)
                        .build());

        assertThat(works.rows("select billionths from usage_day order by day"))
                .containsExactly("(96000000000000000000)", "(-96000000000000000000)");
        assertThat(works.rows("select billionths from read_block order by id"))
                .containsExactly("(96000000000000000000)", "(-96000000000000000000)");
        works.sql("insert into usage_day_due select channel, day, '2026-01-01Z' from usage_day")
                .update();
        works.rollUp();
        assertThat(works.rows("select billionths from usage_day order by day"))
                .containsExactly("(96000000000000000000)", "(-96000000000000000000)");
    }

    @Test
    void readsThatCannotBePlacedAreRejectedWithTheirLinesAndTheRestIsStored() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        works.sql("update meter_installation set during = '[2020-01-01Z,2026-10-20T06:00Z)'")
                .update();
        var file = works.file("aa");

        works.store(aBlock().of(file, 1)
                .values(1L, 2L, 3L, null, 5L)
                .lines(11, 12, 13, 14, 15)
                .build());

        assertThat(works.value("select count(*) from interval_read")).isEqualTo("2");
        assertThat(
                        works.rows(
                                "select sequence, first_line, last_line, code, key, reads, block is null from read_rejection order by first_line"))
                .containsExactly("(1,13,13,outside-installation,k,1,t)", "(1,15,15,outside-installation,k,1,t)");
        assertThat(works.rows(BLOCKS)).containsExactly("(1,2,0,0,2)");
    }

    @Test
    void readsOfAnUnknownKeyWaitAndAreTakenOnceItIsKnown() {
        var file = works.file("aa");
        var block = aBlock().of(file, 1).count(24, 0).build();
        works.store(block);
        assertThat(works.rows("select code, reads, block is not null, retaken_at from read_rejection"))
                .containsExactly("(unknown-key,24,t,)");
        works.store(block);
        assertThat(works.rows(BLOCKS)).containsExactly("(1,0,0,0,24)");
        works.channel("k", "America/New_York", "gal", "PT1H");

        var changed = works.store(block);
        works.store(block);

        assertThat(changed).hasSize(1);
        assertThat(works.rows(BLOCKS)).containsExactly("(1,24,0,0,0)");
        assertThat(works.value("select count(*) from interval_read")).isEqualTo("24");
        assertThat(works.rows("select code, retaken_at from read_rejection"))
                .containsExactly("(unknown-key,\"2026-11-20 12:00:00+00\")");
    }

    @Test
    void aKeyThatChangesHandsPlacesEachReadByItsInstant() {
        var first = works.channel("k", "America/New_York", "gal", "PT1H");
        var second = works.channel("other", "America/New_York", "gal", "PT1H");
        works.sql("update feed_key set during = '[2020-01-01Z,2026-10-20T06:00Z)' where key = 'k'")
                .update();
        works.sql("insert into feed_key (feed, key, channel, during) values ('cmep', 'k', %d, '[2026-10-20T06:00Z,)')"
                        .formatted(second))
                .update();

        works.store(aBlock().of(works.file("aa"), 1).values(1L, 2L, 3L).build());

        assertThat(works.rows("select channel, count(*) from interval_read group by 1 order by 1"))
                .containsExactly("(%d,2)".formatted(first), "(%d,1)".formatted(second));
    }

    @Test
    void whoMeetsAnotherProcessOnTheSameReadsBeginsAgainAndMerges() throws Exception {
        works.channel("k", "America/New_York", "gal", "PT1H");
        var older = aBlock().of(works.file("aa"), 1).count(24, 0).build();
        var newer = aBlock().of(works.file("bb"), 1)
                .count(24, 100)
                .stamp("2026-10-30T00:00:00Z")
                .build();
        try (var other = new Works(works.database)) {
            var second = new CompletableFuture<Void>();
            other.bean(ReadStore.class).steps = step -> {
                if (step == ReadStore.Step.READS_WRITTEN && !second.isDone()) {
                    Thread.ofVirtual().start(() -> complete(second, () -> works.storeFrom(1, newer)));
                    waitsForALock();
                }
            };

            other.store(older);
            second.get(2, TimeUnit.MINUTES);
        }
        works.rollUp();

        assertThat(works.rows(BLOCKS)).containsExactly("(1,24,0,0,0)", "(1,0,24,0,0)");
        assertThat(works.value("select min(billionths) from interval_read")).isEqualTo("100000000000");
        assertThat(works.value("select count(*) from interval_read_revision")).isEqualTo("24");
        assertThat(works.value("select billionths from usage_day")).isEqualTo("2676000000000");
    }

    private static void complete(CompletableFuture<Void> future, Runnable work) {
        try {
            work.run();
            future.complete(null);
        } catch (RuntimeException | Error failure) {
            future.completeExceptionally(failure);
        }
    }

    /** Returns when some transaction of this database waits for another. */
    private void waitsForALock() {
        while (works.value(
                        "select count(*) from pg_locks l join pg_database d on d.oid = l.database or l.database is null"
                                + " where not granted and datname = current_database()")
                .equals("0")) {
            Thread.onSpinWait();
        }
    }
}
