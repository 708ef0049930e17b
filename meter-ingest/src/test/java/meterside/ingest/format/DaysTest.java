package meterside.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import meterside.ingest.feed.FeedProfile;
import meterside.metering.LocalDays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same reads, written by different clocks and stamped at the begin or the end, are the same reads (rule IN2); what
 * no clock can tell is refused (rules IN3, IN4). The expected instants come from the day's bounds in UTC and a count of
 * elapsed minutes, never from a reading of local time.
 */
class DaysTest {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmm");

    private static FeedProfile profile(String base, String zone, String stamp, String gap, String length) {
        return FeedProfile.parse("t.yaml", """
                feed: t
                format: csv
                time: {base: "%s", zone: %s, stamp: %s, gap: %s}
                source-stamp: [received]
                units: {GAL: gal}
                csv:
                  series:
                    - {key: "{m}", kind: delta, length: %s, time: t, pattern: yyyyMMddHHmm, value: v, unit: GAL, daylight-column: dst}
                """.formatted(base, zone, stamp, gap, length));
    }

    private static FeedProfile quarterly(String base, String zone, String stamp) {
        return profile(base, zone, stamp, "reject", "PT15M");
    }

    private static FeedProfile hourly(String zone, String stamp, String gap) {
        return profile("local", zone, stamp, gap, "PT1H");
    }

    private static String clock(Instant at, String base, ZoneId zone) {
        var shown =
                switch (base) {
                    case "utc" -> at.atZone(ZoneOffset.UTC);
                    case "local" -> at.atZone(zone);
                    case "local-standard" -> at.atZone(zone.getRules().getStandardOffset(at));
                    default -> at.atZone(ZoneOffset.of(base));
                };
        return STAMP.format(shown);
    }

    /** {@return quarter hours from one instant to another, as the clock of the feed stamps them} */
    private static String file(Instant from, Instant to, String base, ZoneId zone, String stamp) {
        var text = new StringBuilder("m,t,v,dst\n");
        var i = 0;
        for (var at = from; at.isBefore(to); at = at.plusSeconds(900)) {
            var stamped = stamp.equals("begin") ? at : stamp.equals("end") ? at.plusSeconds(900) : at.plusSeconds(840);
            text.append("a,%s,%d,\n".formatted(clock(stamped, base, zone), ++i));
        }
        return text.toString();
    }

    private static List<String> expected(Instant from, Instant to) {
        var reads = new ArrayList<String>();
        var i = 0;
        for (var at = from; at.isBefore(to); at = at.plusSeconds(900)) {
            reads.add("a %s %d".formatted(at, ++i));
        }
        return reads;
    }

    /** The day before, the day itself and the one after, so that an end stamp at midnight has its neighbours. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-10-01, 96",
        "America/New_York, 2026-03-08, 92",
        "America/New_York, 2026-11-01, 100",
        "America/Phoenix, 2026-11-01, 96",
        "Australia/Lord_Howe, 2026-04-05, 98",
        "Australia/Lord_Howe, 2026-10-04, 94",
        "America/Havana, 2026-03-08, 92",
        "America/Havana, 2026-11-01, 100",
        "Europe/Dublin, 2026-10-25, 100",
    })
    void aDayIsTheSameByEveryClockAndStamp(String zone, LocalDate day, int quarters) {
        var days = new LocalDays(ZoneId.of(zone));
        var whole = days.of(day);
        assertThat(whole.seconds()).isEqualTo(quarters * 900L);
        var from = days.startOf(day.minusDays(1));
        var to = days.startOf(day.plusDays(2));

        for (var base : List.of("utc", "local", "local-standard", "+03:30")) {
            for (var stamp : List.of("begin", "end", "last-minute")) {
                var text = file(from, to, base, days.zone(), stamp);
                var taken = Taken.of(quarterly(base, zone, stamp), text);

                assertThat(taken.rejections).as("%s %s %s", zone, base, stamp).isEmpty();
                assertThat(taken.reads()).as("%s %s %s", zone, base, stamp).isEqualTo(expected(from, to));
            }
        }
    }

    @Test
    void aDayWrittenNewestFirstIsTheSameDay() {
        var days = new LocalDays(ZoneId.of("America/New_York"));
        var day = days.of(LocalDate.parse("2026-11-01"));
        var lines = file(day.start(), day.end(), "local", days.zone(), "begin")
                .lines()
                .toList();
        var newestFirst =
                "m,t,v,dst\n" + String.join("\n", lines.subList(1, lines.size()).reversed());

        var taken = Taken.of(quarterly("local", "America/New_York", "begin"), newestFirst);

        assertThat(taken.rejections).isEmpty();
        assertThat(taken.reads()).isEqualTo(expected(day.start(), day.end()));
    }

    @Test
    void aDaySentTwiceInOneFileIsOneDay() {
        var days = new LocalDays(ZoneId.of("America/Havana"));
        var day = days.of(LocalDate.parse("2026-11-01"));
        var once = file(day.start(), day.end(), "local", days.zone(), "begin");

        var taken = Taken.of(quarterly("local", "America/Havana", "begin"), once + once);

        assertThat(taken.rejections).isEmpty();
        assertThat(taken.tally.records()).isEqualTo(200);
        assertThat(taken.reads()).isEqualTo(expected(day.start(), day.end()));
    }

    @Test
    void aQuarterThatLacksInTheRepeatedHourLeavesTheOthersCertain() {
        var days = new LocalDays(ZoneId.of("America/New_York"));
        var day = days.of(LocalDate.parse("2026-11-01"));
        var text = file(day.start(), day.end(), "local", days.zone(), "begin");
        // the ninth quarter is the second 01:00
        var taken = Taken.of(quarterly("local", "America/New_York", "begin"), text.replace("a,202611010100,9,\n", ""));

        assertThat(taken.rejections).isEmpty();
        assertThat(taken.reads()).hasSize(99).doesNotContain("a 2026-11-01T06:00:00Z 9");
        assertThat(taken.reads()).contains("a 2026-11-01T05:45:00Z 8", "a 2026-11-01T06:15:00Z 10");
    }

    @Test
    void anHourThatCameOnceWhereItComesTwiceIsRefusedAndNotGuessed() {
        var taken = Taken.of(hourly("America/New_York", "begin", "reject"), """
                m,t,v,dst
                a,202611010000,1,
                a,202611010100,2,
                a,202611010200,3,
                """);

        assertThat(taken.reads()).containsExactly("a 2026-11-01T04:00:00Z 1", "a 2026-11-01T07:00:00Z 3");
        assertThat(taken.codes()).containsExactly("ambiguous-time");
        assertThat(taken.rejections.getFirst().firstLine()).isEqualTo(3);
        assertThat(taken.rejections.getFirst().detail())
                .isEqualTo(
                        "The hour of this read comes twice that night, and nothing tells which of the two is meant.");
    }

    @Test
    void aFlagTellsWhatOrderCannot() {
        var taken = Taken.of(hourly("America/New_York", "begin", "reject"), """
                m,t,v,dst
                a,202611010100,2,N
                b,202611010100,3,Y
                """);

        assertThat(taken.reads()).containsExactly("a 2026-11-01T06:00:00Z 2", "b 2026-11-01T05:00:00Z 3");
    }

    @Test
    void anHourOfLordHoweThatOverlapsItsNeighbourIsTheOther() {
        // hours from midnight: 00:00, 01:00, then 02:00 by the old clock, which is 01:30 by the new one
        var taken = Taken.of(hourly("Australia/Lord_Howe", "begin", "reject"), """
                m,t,v,dst
                a,202604050000,1,
                a,202604050100,2,
                a,202604050130,3,
                a,202604050230,4,
                """);

        assertThat(taken.reads())
                .containsExactly(
                        "a 2026-04-04T13:00:00Z 1",
                        "a 2026-04-04T14:00:00Z 2",
                        "a 2026-04-04T15:00:00Z 3",
                        "a 2026-04-04T16:00:00Z 4");
    }

    /** A feed that always sends 24 hours: on 8 March 2026, New York, the hour from 02:00 never was. */
    @ParameterizedTest
    @CsvSource({"begin, 0", "end, 1"})
    void aDayOf24HoursWhereThereWere23IsFoldedWithItsSumOrRefused(String stamp, int shift) {
        var text = new StringBuilder("m,t,v,dst\n");
        for (var hour = 0; hour < 24; hour++) {
            var stamped = hour + shift;
            text.append("a,%s%02d00,%d,\n".formatted(stamped == 24 ? "20260309" : "20260308", stamped % 24, hour + 1));
        }

        var refused = Taken.of(hourly("America/New_York", stamp, "reject"), text.toString());
        assertThat(refused.codes()).containsExactly("time-in-gap");
        assertThat(refused.rejections.getFirst().firstLine()).isEqualTo(4);
        assertThat(refused.reads())
                .hasSize(23)
                .contains("a 2026-03-08T06:00:00Z 2", "a 2026-03-08T07:00:00Z 4", "a 2026-03-09T03:00:00Z 24");

        var folded = Taken.of(hourly("America/New_York", stamp, "fold"), text.toString());
        assertThat(folded.rejections).isEmpty();
        assertThat(folded.reads()).hasSize(23).contains("a 2026-03-08T06:00:00Z 2", "a 2026-03-08T07:00:00Z 7");
        assertThat(folded.sum()).isEqualTo("300"); // 1 + … + 24
    }
}
