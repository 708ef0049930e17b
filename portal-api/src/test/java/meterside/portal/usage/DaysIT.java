package meterside.portal.usage;

import static meterside.portal.usage.Usages.NEW_YORK;
import static meterside.portal.usage.Usages.decimal;
import static meterside.portal.usage.Usages.secondsOf;
import static meterside.portal.usage.Usages.starts;
import static meterside.portal.usage.Usages.sumOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import meterside.portal.testing.Rows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days and hours as the usage point's own zone cuts them (rules TM1 to TM4). */
class DaysIT {

    private static Usages usages;

    @BeforeAll
    static void openThePortal() {
        usages = new Usages();
    }

    @AfterAll
    static void closeIt() {
        usages.close();
    }

    /** Seconds by `TZ=zone date -d` of one midnight less the last: 23, 24, 25, 23.5 and 24.5 hours, and a day from 01:00. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, 82800, 92, 2026-03-08T00:00-05:00, 23",
        "America/New_York, 2026-10-20, 86400, 96, 2026-10-20T00:00-04:00, 24",
        "America/New_York, 2026-11-01, 90000, 100, 2026-11-01T00:00-04:00, 25",
        "America/Phoenix, 2026-03-08, 86400, 96, 2026-03-08T00:00-07:00, 24",
        "America/Phoenix, 2026-11-01, 86400, 96, 2026-11-01T00:00-07:00, 24",
        "Australia/Lord_Howe, 2026-04-05, 88200, 98, 2026-04-05T00:00+11:00, 25",
        "Australia/Lord_Howe, 2026-10-04, 84600, 94, 2026-10-04T00:00+10:30, 24",
        "America/Havana, 2026-03-08, 82800, 92, 2026-03-08T01:00-04:00, 23",
        "America/Havana, 2026-11-01, 90000, 100, 2026-11-01T00:00-04:00, 25"
    })
    void cutsDaysAndHoursByTheUsagePointsZone(
            String zone, String day, int seconds, int quarterHours, String start, int hours) {
        var reads = usages.electricity(zone);
        var first = Rows.day(day, zone);
        reads.every(900, first, first.plusSeconds(seconds), n -> (n + 1) * 1_000_000L)
                .rolledUp(day);
        var sum = BigDecimal.valueOf(quarterHours * (quarterHours + 1L) / 2, 3);

        var byDay = usages.ask(reads, day, LocalDate.parse(day).plusDays(1).toString(), "day")
                .get("buckets");
        var byHour = usages.ask(reads, day, LocalDate.parse(day).plusDays(1).toString(), "hour")
                .get("buckets");

        assertThat(byDay).hasSize(1);
        assertThat(byDay.get(0).get("start").stringValue()).isEqualTo(start);
        assertThat(byDay.get(0).get("expectedSeconds").intValue()).isEqualTo(seconds);
        assertThat(byDay.get(0).get("coveredSeconds").intValue()).isEqualTo(seconds);
        assertThat(decimal(byDay.get(0))).isEqualByComparingTo(sum);
        assertThat(byHour).hasSize(hours);
        assertThat(sumOf(byHour)).isEqualByComparingTo(sum);
        assertThat(secondsOf(byHour, "expectedSeconds")).isEqualTo(seconds);
        assertThat(secondsOf(byHour, "coveredSeconds")).isEqualTo(seconds);
    }

    @Test
    void tellsTheTwoOneOClocksOfAutumnApartByTheirOffset() {
        var reads = usages.electricity(NEW_YORK);
        reads.every(900, Rows.day("2026-11-01", NEW_YORK), Rows.day("2026-11-02", NEW_YORK), n -> n * 1_000_000L);

        var hours = usages.ask(reads, "2026-11-01", "2026-11-02", "hour").get("buckets");

        assertThat(starts(hours).subList(0, 4))
                .containsExactly(
                        "2026-11-01T00:00-04:00",
                        "2026-11-01T01:00-04:00",
                        "2026-11-01T01:00-05:00",
                        "2026-11-01T02:00-05:00");
        assertThat(hours.get(1).get("value").stringValue()).isEqualTo("0.022"); // 4 + 5 + 6 + 7 thousandths
        assertThat(hours.get(2).get("value").stringValue()).isEqualTo("0.038"); // 8 + 9 + 10 + 11
    }

    @Test
    void sumsOfHoursAreTheSumsOfDaysOverAMonth() {
        var reads = usages.electricity(NEW_YORK);
        reads.every(
                900, Rows.day("2026-10-15", NEW_YORK), Rows.day("2026-11-03", NEW_YORK), n -> (n * 7919) % 1_000_003);
        for (var day = LocalDate.parse("2026-10-15");
                day.isBefore(LocalDate.parse("2026-11-03"));
                day = day.plusDays(1)) {
            reads.rolledUp(day.toString());
        }

        var days = usages.ask(reads, "2026-10-10", "2026-11-10", "day");
        var hours = usages.ask(reads, "2026-10-10", "2026-11-10", "hour");

        assertThat(days.get("buckets")).hasSize(31);
        assertThat(hours.get("buckets")).hasSize(31 * 24 + 1);
        assertThat(sumOf(hours.get("buckets"))).isEqualByComparingTo(sumOf(days.get("buckets")));
        assertThat(secondsOf(hours.get("buckets"), "coveredSeconds"))
                .isEqualTo(secondsOf(days.get("buckets"), "coveredSeconds"))
                .isEqualTo(19 * 86_400 + 3600);
        assertThat(days.get("from").stringValue()).isEqualTo("2026-10-10T00:00-04:00");
        assertThat(days.get("to").stringValue()).isEqualTo("2026-11-10T00:00-05:00");
        assertThat(days.get("completeThrough").stringValue()).isEqualTo("2026-11-03T00:00-05:00");
        assertThat(hours.get("completeThrough")).isEqualTo(days.get("completeThrough"));
    }
}
