package meterside.ingest.read;

import static meterside.ingest.Blocks.aBlock;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import meterside.ingest.Works;
import meterside.metering.LocalDays;
import meterside.metering.ReadBlock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Local days of 23, 24, 25, 23.5 and 24.5 hours, and one that begins at 01:00 (rules TM1, TM2). */
class DaysIT {

    private final Works works = new Works();

    @AfterEach
    void close() {
        works.close();
    }

    // reads and seconds as counted on the calendars of these places, not by our code
    @ParameterizedTest
    @CsvSource({
        "America/New_York,   2026-03-07, PT15M, 96,  86400",
        "America/New_York,   2026-03-08, PT15M, 92,  82800",
        "America/New_York,   2026-11-01, PT15M, 100, 90000",
        "America/New_York,   2026-03-08, PT1H,  23,  82800",
        "America/New_York,   2026-11-01, PT1H,  25,  90000",
        "America/New_York,   2026-11-01, P1D,   1,   90000",
        "America/Phoenix,    2026-03-08, PT15M, 96,  86400",
        "America/Phoenix,    2026-11-01, PT15M, 96,  86400",
        "Australia/Lord_Howe,2026-04-05, PT30M, 49,  88200",
        "Australia/Lord_Howe,2026-10-04, PT30M, 47,  84600",
        "Australia/Lord_Howe,2026-04-05, PT15M, 98,  88200",
        "America/Havana,     2026-03-08, PT1H,  23,  82800",
        "America/Havana,     2026-11-01, PT1H,  25,  90000",
    })
    void aDayComesWholeOrInPiecesAndIsTheSame(String zone, LocalDate day, String length, int reads, int seconds) {
        works.clock.set(java.time.Instant.parse("2026-12-01T00:00:00Z"));
        var whole = works.channel("whole", zone, "gal", length);
        var pieces = works.channel("pieces", zone, "gal", length);
        var days = new LocalDays(ZoneId.of(zone));
        var start = days.startOf(day);

        works.store(aBlock().key("whole")
                .of(works.file("aa"), 1)
                .start(start)
                .length(length)
                .count(reads, 1)
                .build());
        assertThat(works.rows("select * from usage_day_due")).isEmpty();
        var file = works.file("bb");
        var blocks = new ArrayList<ReadBlock>();
        for (var i = 0; i < reads; i++) {
            blocks.add(aBlock().key("pieces")
                    .of(file, i + 1)
                    .start(start.plusSeconds((long) i * seconds / reads))
                    .length(length)
                    .values(i + 1L)
                    .build());
        }
        Collections.shuffle(blocks, new Random(reads));
        works.store(blocks.subList(reads / 2, reads).toArray(ReadBlock[]::new));
        works.store(blocks.subList(0, reads / 2).toArray(ReadBlock[]::new));
        works.rollUp();

        var sum = reads * (reads + 1L) / 2;
        assertThat(
                        works.rows(
                                "select channel, day, div(billionths, 1000000000) as units, covered_seconds, expected_seconds, reads from usage_day order by channel"))
                .containsExactly(
                        "(%d,%s,%d,%d,%d,%d)".formatted(whole, day, sum, seconds, seconds, reads),
                        "(%d,%s,%d,%d,%d,%d)".formatted(pieces, day, sum, seconds, seconds, reads));
        assertThat(works.value("select count(distinct digest) from usage_day")).isEqualTo("1");
    }

    @Test
    void aMonthOfHoursIsItsDaysWithoutGapOrOverlap() {
        works.channel("k", "America/New_York", "gal", "PT1H");
        var zone = ZoneId.of("America/New_York");
        var start = LocalDate.parse("2026-03-01").atStartOfDay(zone).toInstant();
        var file = works.file("aa");

        // 743 hours, in two blocks cut in the middle of a day
        works.store(
                aBlock().of(file, 1).start(start).count(400, 1).build(),
                aBlock().of(file, 2)
                        .start(start.plus(Duration.ofHours(400)))
                        .count(343, 401)
                        .build());

        assertThat(works.value(
                        "select count(*) || ' ' || sum(reads) || ' ' || sum(covered_seconds) / 3600 from usage_day"))
                .isEqualTo("31 743 743");
        assertThat(works.value(
                        "select (select sum(billionths) from usage_day) - (select sum(billionths) from interval_read)"))
                .isEqualTo("0");
        assertThat(works.rows("select * from usage_day_due")).isEmpty();
    }

    @Test
    void theTwoHoursOfAutumnAreTwoReads() {
        works.channel("k", "America/New_York", "gal", "PT1H");

        works.store(aBlock().of(works.file("aa"), 1)
                .start("2026-11-01T05:00:00Z")
                .values(1L, 2L)
                .build());

        assertThat(works.rows(
                        "select start at time zone 'America/New_York', billionths from interval_read order by start"))
                .containsExactly("(\"2026-11-01 01:00:00\",1000000000)", "(\"2026-11-01 01:00:00\",2000000000)");
    }
}
