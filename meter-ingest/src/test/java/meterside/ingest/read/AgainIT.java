package meterside.ingest.read;

import static meterside.ingest.Blocks.aBlock;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import meterside.ingest.Works;
import meterside.metering.ReadBlock;
import meterside.metering.ReadingQuality;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same reads again, in whatever shape, change nothing (rules IN5, IN14, VE8). */
class AgainIT {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final Works works = new Works();
    private final List<ReadBlock> blocks = new ArrayList<>();

    @BeforeEach
    void aWeekWithGapsEstimatesAndCorrections() {
        works.channel("h", ZONE.getId(), "gal", "PT1H");
        works.channel("r", ZONE.getId(), "gal", "irregular", "register");
        blocks.addAll(week(works.file("11"), "2026-10-27T00:00:00Z"));
        var corrections = works.file("22");
        blocks.add(aBlock().key("h")
                .of(corrections, 1)
                .start("2026-10-21T13:00:00Z")
                .values(50L, 51L, 52L)
                .stamp("2026-10-28T00:00:00Z")
                .build());
        blocks.add(aBlock().key("nobody").of(corrections, 2).values(1L).build());
        works.store(blocks.toArray(ReadBlock[]::new));
        works.rollUp();
        assertThat(works.value("select count(*) from interval_read_revision")).isEqualTo("3");
    }

    @AfterEach
    void close() {
        works.close();
    }

    @Test
    void theTopicReplayedFromItsBeginning() {
        var before = works.contents();
        var rows = works.value("select md5(string_agg(b::text, '' order by id)) from read_block b");
        works.sql("delete from ingest_offset").update();

        works.store(blocks.toArray(ReadBlock[]::new));
        works.rollUp();

        assertThat(works.contents()).isEqualTo(before);
        assertThat(works.value("select md5(string_agg(b::text, '' order by id)) from read_block b"))
                .isEqualTo(rows);
    }

    @Test
    void theSameReadsUnderAnotherName() {
        var before = contents();

        works.store(week(works.file("33"), "2026-10-27T00:00:00Z").toArray(ReadBlock[]::new));
        works.rollUp();

        assertThat(contents()).isEqualTo(before);
        assertThat(works.rows("select sum(accepted), sum(corrected) from read_block where id >> 24 = 3"))
                .containsExactly("(0,0)");
    }

    @Test
    void theSameReadsInAnotherOrderSplitInTwoHourByHour() {
        var before = contents();
        var pieces = new ArrayList<ReadBlock>();
        var files = List.of(works.file("00"), works.file("ff"));
        var sequence = 0;
        for (var block : week(1, "2026-10-27T00:00:00Z")) {
            if (block instanceof meterside.metering.IntervalBlock hours) {
                for (var i = 0; i < hours.billionths().size(); i++) {
                    var value = hours.billionths().get(i);
                    if (value != null) {
                        pieces.add(aBlock().key("h")
                                .of(files.get(++sequence % 2), sequence)
                                .start(hours.start().plusSeconds(3600L * i))
                                .values(value / 1_000_000_000)
                                .quality(hours.qualities().get(i))
                                .stamp("2026-10-27T00:00:00Z")
                                .build());
                    }
                }
            }
        }
        Collections.shuffle(pieces, new Random(7));

        for (var from = 0; from < pieces.size(); from += 50) {
            works.store(pieces.subList(from, Math.min(from + 50, pieces.size())).toArray(ReadBlock[]::new));
            works.rollUp();
        }

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aWholeDayAgainIsKnownByItsDigestAndNoReadIsTouched() {
        var before = works.value(
                "select md5(string_agg(r.ctid::text || r.xmin::text, '' order by start)) from interval_read r"
                        + " where start < '2026-10-21T04:00Z'");

        works.store(week(works.file("33"), "2026-10-30T00:00:00Z").getFirst());

        assertThat(works.value(
                        "select md5(string_agg(r.ctid::text || r.xmin::text, '' order by start)) from interval_read r"
                                + " where start < '2026-10-21T04:00Z'"))
                .isEqualTo(before);
        assertThat(works.rows("select accepted, corrected, unchanged from read_block where id >> 24 = 3"))
                .containsExactly("(0,0,24)");
    }

    /** All but the rejections, which are facts about a file. */
    private List<String> contents() {
        return works.contents().stream()
                .filter(line -> !line.startsWith("read_rejection"))
                .toList();
    }

    private static List<ReadBlock> week(long file, String stamp) {
        var blocks = new ArrayList<ReadBlock>();
        for (var day = 0; day < 7; day++) {
            var start = LocalDate.parse("2026-10-20")
                    .plusDays(day)
                    .atStartOfDay(ZONE)
                    .toInstant();
            blocks.add(day(file, day + 1, start, stamp, day == 3));
        }
        blocks.add(aBlock().key("r")
                .of(file, 8)
                .start("2026-10-20T04:00:00Z")
                .values(100L, 101L, 105L)
                .stamp(stamp)
                .register());
        return blocks;
    }

    private static ReadBlock day(long file, int sequence, Instant start, String stamp, boolean gap) {
        var values = new Long[24];
        for (var hour = 0; hour < 24; hour++) {
            values[hour] = gap && hour > 20 ? null : Long.valueOf(hour);
        }
        return aBlock().key("h")
                .of(file, sequence)
                .start(start)
                .values(values)
                .quality(sequence == 5 ? ReadingQuality.ESTIMATED : ReadingQuality.RAW)
                .stamp(stamp)
                .build();
    }
}
