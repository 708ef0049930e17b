package meterside.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalDaysTest {

    /** Golden lengths of rule TM1. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, 82800",
        "America/New_York, 2026-11-01, 90000",
        "America/New_York, 2026-10-31, 86400",
        "America/Chicago, 2026-03-08, 82800",
        "America/Los_Angeles, 2026-11-01, 90000",
        "America/Phoenix, 2026-03-08, 86400",
        "America/Phoenix, 2026-11-01, 86400",
        "Australia/Lord_Howe, 2026-04-05, 88200",
        "Australia/Lord_Howe, 2026-10-04, 84600",
        "America/Havana, 2026-03-08, 82800",
        "America/Havana, 2026-11-01, 90000"
    })
    void aDayIsAsLongAsItsZoneSays(String zone, LocalDate day, long seconds) {
        assertThat(new LocalDays(ZoneId.of(zone)).secondsOf(day)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"2026-03, 743", "2026-11, 721", "2026-10, 744"})
    void aMonthInNewYorkHasItsHours(String month, int hours) {
        var days = new LocalDays(ZoneId.of("America/New_York"));
        var first = LocalDate.parse(month + "-01");
        var seconds =
                first.datesUntil(first.plusMonths(1)).mapToLong(days::secondsOf).sum();
        assertThat(seconds).isEqualTo(hours * 3600L);
    }

    @Test
    void beginsWhereMidnightDoesNotExist() {
        var havana = new LocalDays(ZoneId.of("America/Havana"));

        assertThat(havana.startOf(LocalDate.parse("2026-03-08"))).isEqualTo(Instant.parse("2026-03-08T05:00:00Z"));
        assertThat(havana.startOf(LocalDate.parse("2026-03-08"))
                        .atZone(havana.zone())
                        .getHour())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, 23",
        "America/New_York, 2026-11-01, 25",
        "America/Phoenix, 2026-11-01, 24",
        "Australia/Lord_Howe, 2026-04-05, 25",
        "Australia/Lord_Howe, 2026-10-04, 24",
        "America/Havana, 2026-03-08, 23",
        "America/Havana, 2026-11-01, 25"
    })
    void itsHoursAreTheDayWithoutGapOrOverlap(String zone, LocalDate day, int count) {
        var days = new LocalDays(ZoneId.of(zone));
        var hours = days.hoursOf(day);

        assertThat(hours).hasSize(count);
        assertThat(hours.stream().mapToLong(Interval::seconds).sum()).isEqualTo(days.secondsOf(day));
        for (var i = 1; i < hours.size(); i++) {
            assertThat(hours.get(i).start()).isEqualTo(hours.get(i - 1).end());
        }
        assertThat(hours.getFirst().start()).isEqualTo(days.startOf(day));
    }

    /** Golden counts of rule TM1. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, 92",
        "America/New_York, 2026-11-01, 100",
        "America/Phoenix, 2026-11-01, 96",
        "Australia/Lord_Howe, 2026-04-05, 98",
        "Australia/Lord_Howe, 2026-10-04, 94",
        "Asia/Kathmandu, 2026-10-04, 96"
    })
    void itsQuarterHoursAreTheDayWithoutGapOrOverlap(String zone, LocalDate day, int count) {
        var days = new LocalDays(ZoneId.of(zone));
        var quarters = days.quarterHoursOf(day);

        assertThat(quarters).hasSize(count).allMatch(quarter -> quarter.seconds() == 900);
        assertThat(quarters.getFirst().start()).isEqualTo(days.startOf(day));
        for (var i = 1; i < quarters.size(); i++) {
            assertThat(quarters.get(i).start()).isEqualTo(quarters.get(i - 1).end());
        }
    }

    @Test
    void theTwoOneOClocksOfAutumnAreApart() {
        var days = new LocalDays(ZoneId.of("America/New_York"));
        var hours = days.hoursOf(LocalDate.parse("2026-11-01"));

        assertThat(days.offsetAt(hours.get(1).start())).hasToString("-04:00");
        assertThat(days.offsetAt(hours.get(2).start())).hasToString("-05:00");
        assertThat(hours.get(1).start().atZone(days.zone()).getHour()).isEqualTo(1);
        assertThat(hours.get(2).start().atZone(days.zone()).getHour()).isEqualTo(1);
    }
}
