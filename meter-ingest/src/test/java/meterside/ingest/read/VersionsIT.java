package meterside.ingest.read;

import static meterside.ingest.Blocks.aBlock;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import meterside.ingest.Works;
import meterside.metering.ReadingQuality;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A read that comes again: better, older, unchanged. */
class VersionsIT {

    private static final String BLOCKS =
            "select id & 16777215, accepted, corrected, unchanged, rejected from read_block order by id";

    private final Works works = new Works();

    @AfterEach
    void close() {
        works.close();
    }

    @Test
    void aLateCorrectionReplacesAndTheOldVersionIsKept() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        works.store(aBlock().of(works.file("aa"), 1).count(24, 0).build());
        works.clock.pass(Duration.ofDays(1));

        var changed = works.store(aBlock().of(works.file("bb"), 1)
                .start("2026-10-20T06:00:00Z")
                .values(2L, 30L)
                .stamp("2026-10-22T05:00:00Z")
                .build());

        assertThat(changed).hasSize(1);
        assertThat(works.rows(BLOCKS)).containsExactly("(1,24,0,0,0)", "(1,0,1,1,0)");
        assertThat(works.rows("select start, billionths, block = 2 << 24 | 1 as second from interval_read"
                        + " where start between '2026-10-20T05:00Z' and '2026-10-20T07:00Z' order by start"))
                .containsExactly(
                        "(\"2026-10-20 05:00:00+00\",1000000000,f)",
                        "(\"2026-10-20 06:00:00+00\",2000000000,t)",
                        "(\"2026-10-20 07:00:00+00\",30000000000,t)");
        assertThat(works.rows("select start, billionths, revised_at from interval_read_revision"))
                .containsExactly("(\"2026-10-20 07:00:00+00\",3000000000,\"2026-11-21 12:00:00+00\")");
        works.rollUp();
        assertThat(works.rows("select billionths, reads from usage_day")).containsExactly("(303000000000,24)");
    }

    @Test
    void aVersionThatComesTooLateIsKeptButNeverCurrent() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        works.store(aBlock().of(works.file("aa"), 1)
                .values(5L)
                .stamp("2026-10-25T00:00:00Z")
                .build());

        var changed = works.store(aBlock().of(works.file("bb"), 1)
                .values(4L)
                .stamp("2026-10-22T00:00:00Z")
                .build());

        assertThat(changed).isEmpty();
        assertThat(works.value("select billionths from interval_read")).isEqualTo("5000000000");
        assertThat(works.value("select billionths from interval_read_revision")).isEqualTo("4000000000");
        assertThat(works.rows(BLOCKS)).containsExactly("(1,1,0,0,0)", "(1,0,0,1,0)");
    }

    @Test
    void aReadSentAgainPointsToTheNewerBlockAndKeepsWhenItFirstCame() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        works.store(aBlock().of(works.file("aa"), 1).values(5L, 6L).build());
        works.clock.pass(Duration.ofHours(1));
        works.store(aBlock().of(works.file("bb"), 1)
                .values(5L, 7L)
                .stamp("2026-10-22T00:00:00Z")
                .build());
        works.clock.pass(Duration.ofHours(1));

        works.store(aBlock().of(works.file("cc"), 1)
                .values(5L, 7L)
                .stamp("2026-10-23T00:00:00Z")
                .build());
        works.clock.pass(Duration.ofHours(1));
        works.store(aBlock().of(works.file("dd"), 1)
                .values(8L)
                .stamp("2026-10-24T00:00:00Z")
                .build());

        assertThat(works.rows("""
                select v.billionths / 1000000000 as units, extract(hour from coalesce(k.arrived_at, b.stored_at)) as arrived,
                       extract(hour from v.revised_at) as revised
                from (select channel, start, billionths, block, null::timestamptz as revised_at from interval_read
                      union all
                      select channel, start, billionths, block, revised_at from interval_read_revision) v
                join read_block b on b.id = v.block
                left join interval_read_repeat k on k.channel = v.channel and k.start = v.start and k.block = v.block
                order by v.start, 2
                """)).containsExactly("(5,12,15)", "(8,15,)", "(6,12,13)", "(7,13,)");
        assertThat(works.value("select count(*) from interval_read_repeat")).isEqualTo("2");
    }

    @Test
    void aReadSentAgainAndCorrectedInOneBatchWasKnownSinceItFirstCame() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        works.store(aBlock().of(works.file("aa"), 1).values(5L).build());
        works.clock.pass(Duration.ofHours(1));

        works.store(
                aBlock().of(works.file("bb"), 1)
                        .values(5L)
                        .stamp("2026-10-22T00:00:00Z")
                        .build(),
                aBlock().of(works.file("cc"), 1)
                        .values(8L)
                        .stamp("2026-10-23T00:00:00Z")
                        .build());

        assertThat(works.rows("""
                select r.billionths, extract(hour from b.stored_at) as arrived, extract(hour from r.revised_at) as revised
                from interval_read_revision r join read_block b on b.id = r.block
                """)).containsExactly("(5000000000,12,13)");
    }

    @Test
    void aReadOfADayThatWasConfirmedAndThenCorrectedWasKnownSinceItFirstCame() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        works.store(aBlock().of(works.file("aa"), 1).count(24, 0).build());
        works.clock.pass(Duration.ofHours(1));
        works.store(aBlock().of(works.file("bb"), 1)
                .count(24, 0)
                .stamp("2026-10-25T00:00:00Z")
                .build());
        works.clock.pass(Duration.ofHours(1));

        works.store(aBlock().of(works.file("cc"), 1)
                .values(77L)
                .stamp("2026-10-26T00:00:00Z")
                .build());

        assertThat(works.rows("""
                select r.billionths, extract(hour from b.stored_at) as arrived, extract(hour from r.revised_at) as revised
                from interval_read_revision r join read_block b on b.id = r.block
                """)).containsExactly("(0,12,14)");
    }

    @Test
    void measuredReplacesEstimatedWhateverTheirStampsAndNeverTheReverse() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        var estimated = aBlock().of(works.file("aa"), 1)
                .values(9L)
                .quality(ReadingQuality.ESTIMATED)
                .stamp("2026-10-25T00:00:00Z");
        var measured = aBlock().of(works.file("bb"), 1).values(5L).stamp("2026-10-22T00:00:00Z");
        var estimatedLater = aBlock().of(works.file("cc"), 1)
                .values(8L)
                .quality(ReadingQuality.ESTIMATED)
                .stamp("2026-10-29T00:00:00Z");

        works.store(estimated.build());
        works.store(measured.build());
        works.store(estimatedLater.build());

        assertThat(works.rows("select billionths, quality from interval_read")).containsExactly("(5000000000,14)");
        assertThat(works.rows("select billionths, quality from interval_read_revision order by billionths"))
                .containsExactly("(8000000000,8)", "(9000000000,8)");
    }

    @Test
    void aWholeDaySentAgainConfirmsItAndThenHoldsAgainstWhatIsOlder() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        works.store(aBlock().of(works.file("aa"), 1)
                .count(24, 0)
                .stamp("2026-10-21T00:00:00Z")
                .build());
        var again = works.file("bb");

        works.store(
                aBlock().of(again, 1).count(24, 0).stamp("2026-10-25T00:00:00Z").build());
        works.store(aBlock().of(works.file("cc"), 1)
                .values(77L)
                .stamp("2026-10-23T00:00:00Z")
                .build());

        assertThat(works.value("select confirmed_block from usage_day")).isEqualTo(Long.toString(again << 24 | 1));
        assertThat(works.value("select billionths from interval_read order by start limit 1"))
                .isEqualTo("0");
        assertThat(works.value("select billionths from interval_read_revision")).isEqualTo("77000000000");
        assertThat(works.rows(BLOCKS)).containsExactly("(1,24,0,0,0)", "(1,0,0,24,0)", "(1,0,0,1,0)");
    }

    @Test
    void aConfirmedDayIsCorrectedByWhatIsNewerAndStaysConfirmedForTheRest() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        works.store(aBlock().of(works.file("aa"), 1)
                .count(24, 0)
                .stamp("2026-10-21T00:00:00Z")
                .build());
        works.store(aBlock().of(works.file("bb"), 1)
                .count(24, 0)
                .stamp("2026-10-25T00:00:00Z")
                .build());
        works.store(aBlock().of(works.file("cc"), 1)
                .values(77L)
                .stamp("2026-10-26T00:00:00Z")
                .build());
        works.rollUp();

        works.store(aBlock().of(works.file("dd"), 1)
                .values(1L, 88L)
                .stamp("2026-10-24T00:00:00Z")
                .build());

        assertThat(works.rows("select billionths from interval_read order by start limit 2"))
                .containsExactly("(77000000000)", "(1000000000)");
        works.rollUp();
        assertThat(works.rows("select billionths, confirmed_block is not null from usage_day"))
                .containsExactly("(353000000000,t)");
    }

    @Test
    void aConfirmationThatNoLongerHoldsForOneReadStillHoldsForTheOthers() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        var estimated = aBlock().count(24, 0).quality(ReadingQuality.ESTIMATED);
        works.store(
                estimated.of(works.file("aa"), 1).stamp("2026-10-21T00:00:00Z").build());
        works.store(
                estimated.of(works.file("bb"), 1).stamp("2026-10-27T00:00:00Z").build());
        works.store(aBlock().of(works.file("cc"), 1)
                .values(50L)
                .stamp("2026-10-22T00:00:00Z")
                .build());

        works.store(aBlock().of(works.file("dd"), 1)
                .values(60L)
                .stamp("2026-10-23T00:00:00Z")
                .build());
        works.store(aBlock().of(works.file("ee"), 1)
                .quality(ReadingQuality.ESTIMATED)
                .values(70L, 71L)
                .stamp("2026-10-26T00:00:00Z")
                .build());

        assertThat(works.rows("select billionths, quality from interval_read order by start limit 2"))
                .containsExactly("(60000000000,14)", "(1000000000,8)");
    }
}
