package meterside.portal.usage;

import static meterside.portal.testing.UsagePoints.aPoint;
import static meterside.portal.usage.Usages.NEW_YORK;
import static meterside.portal.usage.Usages.qualities;
import static meterside.portal.usage.Usages.starts;
import static meterside.portal.usage.Usages.sumOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import meterside.metering.ReadingQuality;
import meterside.portal.testing.Reads;
import meterside.portal.testing.Rows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UsageIT {

    private static Usages usages;

    @BeforeAll
    static void openThePortal() {
        usages = new Usages();
    }

    @AfterAll
    static void closeIt() {
        usages.close();
    }

    @Test
    void missingIsNullAndNotZero() {
        var reads = usages.water(NEW_YORK);
        var day = Rows.day("2026-10-20", NEW_YORK);
        reads.every(3600, day, day.plusSeconds(20 * 3600), n -> 0L).rolledUp("2026-10-20");

        var days = usages.ask(reads, "2026-10-19", "2026-10-21", "day").get("buckets");
        var hours = usages.ask(reads, "2026-10-20", "2026-10-21", "hour").get("buckets");

        assertThat(days.get(0).get("value").isNull()).isTrue();
        assertThat(days.get(0).get("quality").isNull()).isTrue();
        assertThat(days.get(0).get("coveredSeconds").intValue()).isZero();
        assertThat(days.get(0).get("expectedSeconds").intValue()).isEqualTo(86_400);
        assertThat(days.get(1).get("value").stringValue()).isEqualTo("0");
        assertThat(days.get(1).get("coveredSeconds").intValue()).isEqualTo(20 * 3600);
        assertThat(hours.get(19).get("value").stringValue()).isEqualTo("0");
        assertThat(hours.get(20).get("value").isNull()).isTrue();
    }

    @Test
    void aBucketIsAsGoodAsItsWorstRead() {
        var reads = usages.water(NEW_YORK);
        var day = Rows.day("2026-10-20", NEW_YORK);
        reads.read(day, 3600, 1, ReadingQuality.VALID)
                .read(day.plusSeconds(3600), 3600, 2, ReadingQuality.QUESTIONABLE)
                .read(day.plusSeconds(7200), 3600, 3, ReadingQuality.ESTIMATED)
                .rolledUp("2026-10-20");
        reads.due("2026-10-21").read(day.plusSeconds(86_400), 3600, 4, ReadingQuality.EDITED);

        assertThat(qualities(usages.ask(reads, "2026-10-20", "2026-10-22", "day")))
                .containsExactly("questionable", "edited");
        assertThat(qualities(usages.ask(reads, "2026-10-20", "2026-10-21", "hour"))
                        .subList(0, 4))
                .containsExactly("valid", "questionable", "estimated", "null");
    }

    @Test
    void computesDaysThatAreDueFromTheirReadsAndFindsWhatTheRollerWould() {
        var rolled = usages.electricity(NEW_YORK);
        var due = usages.electricity(NEW_YORK);
        var days = IntStream.range(0, 40)
                .mapToObj(day -> LocalDate.parse("2026-09-25").plusDays(day).toString())
                .toList();
        for (var reads : List.of(rolled, due)) {
            reads.every(
                    900,
                    Rows.day("2026-09-25", NEW_YORK),
                    Rows.day("2026-11-02", NEW_YORK),
                    n -> (n * 104_729) % 99_991);
        }
        days.forEach(rolled::rolledUp);
        for (var i = 0; i < days.size(); i++) {
            if (i % 3 == 0 || i > 30) {
                due.due(days.get(i));
            } else {
                due.rolledUp(days.get(i));
            }
        }
        due.due("2026-09-26"); // was rolled up, then changed: what is stored is not true any more
        usages.rows.write(
                "update usage_day set billionths = 1 where channel = ? and day = date '2026-09-26'", due.channel());

        var one = usages.ask(rolled, "2026-09-20", "2026-11-05", "day");
        var other = usages.ask(due, "2026-09-20", "2026-11-05", "day");

        assertThat(other.get("buckets")).isEqualTo(one.get("buckets"));
    }

    @Test
    void aDaysSumIsExactHoweverLarge() {
        var reads = usages.water(NEW_YORK);
        var day = Rows.day("2026-10-20", NEW_YORK);
        reads.every(3600, day, day.plusSeconds(86_400), n -> 3_999_999_999_999_999_999L)
                .rolledUp("2026-10-20");

        assertThat(usages.ask(reads, "2026-10-20", "2026-10-21", "day")
                        .at("/buckets/0/value")
                        .stringValue())
                .isEqualTo("95999999999.999999976"); // 24 × 3999999999.999999999, by bc
        assertThat(sumOf(usages.ask(reads, "2026-10-20", "2026-10-21", "hour").get("buckets")))
                .isEqualByComparingTo("95999999999.999999976");
    }

    @Test
    void showsNothingOfTheDaysBeforeAndAfterTheAgreement() {
        var point = aPoint(usages.rows)
                .insert()
                .servedTo(usages.neighbour, "2026-01-01", "2026-10-10")
                .servedTo(usages.account, "2026-10-10", "2026-10-20")
                .servedTo(usages.neighbour, "2026-10-20", null);
        var reads = point.channel("PT1H");
        reads.every(3600, Rows.day("2026-10-09", NEW_YORK), Rows.day("2026-10-22", NEW_YORK), n -> Reads.BILLION);
        List.of("2026-10-09", "2026-10-10", "2026-10-19", "2026-10-20", "2026-10-21")
                .forEach(reads::rolledUp);
        reads.due("2026-10-11").due("2026-10-09").due("2026-10-20");

        var days = usages.ask(reads, "2026-10-01", "2026-10-31", "day");
        var hours = usages.ask(reads, "2026-10-01", "2026-10-31", "hour");

        assertThat(starts(days.get("buckets")))
                .hasSize(10)
                .startsWith("2026-10-10T00:00-04:00")
                .endsWith("2026-10-19T00:00-04:00");
        assertThat(starts(hours.get("buckets")))
                .hasSize(240)
                .startsWith("2026-10-10T00:00-04:00")
                .endsWith("2026-10-19T23:00-04:00");
        assertThat(days.get("from").stringValue()).isEqualTo("2026-10-10T00:00-04:00");
        assertThat(days.get("to").stringValue()).isEqualTo("2026-10-20T00:00-04:00");
        assertThat(days.get("completeThrough").stringValue()).isEqualTo("2026-10-20T00:00-04:00");
    }

    /** The registry sends agreements from local midnight; if one ever is not, the day it cuts belongs to neither. */
    @Test
    void showsNeitherTenantADayThatAnAgreementCutsInTwo() {
        var point = aPoint(usages.rows).insert();
        usages.agreement(point, usages.neighbour, "2026-01-01T05:00:00Z", "2026-10-10T16:30:00Z");
        usages.agreement(point, usages.account, "2026-10-10T16:30:00Z", "2026-10-12T16:30:00Z");
        var reads = point.channel("PT1H");
        reads.every(3600, Rows.day("2026-10-09", NEW_YORK), Rows.day("2026-10-14", NEW_YORK), n -> Reads.BILLION);
        List.of("2026-10-10", "2026-10-11", "2026-10-12").forEach(reads::rolledUp);

        assertThat(starts(usages.ask(reads, "2026-10-09", "2026-10-14", "day").get("buckets")))
                .containsExactly("2026-10-11T00:00-04:00");
        assertThat(starts(usages.ask(reads, "2026-10-09", "2026-10-14", "hour").get("buckets")))
                .hasSize(24);
    }

    @Test
    void joinsAgreementsThatFollowOneAnotherAndLeavesOutTheTimeBetween() {
        var point = aPoint(usages.rows)
                .insert()
                .servedTo(usages.account, "2026-10-01", "2026-10-03")
                .servedTo(usages.account, "2026-10-03", "2026-10-05")
                .servedTo(usages.neighbour, "2026-10-05", "2026-10-08")
                .servedTo(usages.account, "2026-10-08", null);
        var reads = point.channel("PT1H");
        reads.every(3600, Rows.day("2026-10-01", NEW_YORK), Rows.day("2026-10-12", NEW_YORK), n -> Reads.BILLION);

        var days = starts(usages.ask(reads, "2026-09-28", "2026-10-10", "day").get("buckets"));

        assertThat(days.stream().map(start -> start.substring(0, 10)))
                .containsExactly("2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04", "2026-10-08", "2026-10-09");
    }

    @Test
    void readsThatHaveNotArrivedAreNotMissing() {
        var reads = usages.water(NEW_YORK);
        reads.every(3600, Rows.day("2026-11-02", NEW_YORK), Instant.parse("2026-11-03T19:00:00Z"), n -> Reads.BILLION)
                .rolledUp("2026-11-02")
                .due("2026-11-03");

        var days = usages.ask(reads, "2026-11-02", "2026-11-06", "day");

        assertThat(days.get("completeThrough").stringValue()).isEqualTo("2026-11-03T14:00-05:00");
        assertThat(days.get("buckets")).hasSize(4);
        assertThat(days.at("/buckets/1/coveredSeconds").intValue()).isEqualTo(14 * 3600);
        assertThat(days.at("/buckets/2/value").isNull()).isTrue();
        assertThat(usages.channel(reads).get("completeThrough")).isEqualTo(days.get("completeThrough"));
    }

    @Test
    void aChannelBeginsWhenItBegins() {
        var point = aPoint(usages.rows).insert().servedTo(usages.account, "2026-01-01", null);
        var reads = point.channel("volume", "delta", "gal", "PT1H", Instant.parse("2026-10-20T14:30:00Z"));

        assertThat(starts(usages.ask(reads, "2026-10-18", "2026-10-22", "day").get("buckets")))
                .containsExactly("2026-10-20T00:00-04:00", "2026-10-21T00:00-04:00");
        assertThat(usages.channel(reads).get("from").stringValue()).isEqualTo("2026-10-20T10:30-04:00");
        assertThat(usages.channel(reads).get("completeThrough").isNull()).isTrue();
    }

    /** What was answered a moment ago is given again only until a change of it is heard. */
    @Test
    void aReadThatArrivesIsInTheVeryNextAnswer() throws Exception {
        var reads = usages.water(NEW_YORK);
        var start = Rows.day("2026-10-20", NEW_YORK);
        reads.due("2026-10-20");
        try (var kafka = Usages.kafka()) {
            for (var hour = 0; hour < 10; hour++) {
                reads.read(start.plusSeconds(3600L * hour), 3600, Reads.BILLION, ReadingQuality.VALID);
                usages.announce(kafka, reads, start.plusSeconds(3600L * hour));

                var day = usages.ask(reads, "2026-10-20", "2026-10-21", "day").at("/buckets/0");

                assertThat(day.get("value").stringValue()).isEqualTo(Integer.toString(hour + 1));
                assertThat(day.get("coveredSeconds").intValue()).isEqualTo(3600 * (hour + 1));
            }
        }
    }

    @Test
    void refusesWhatCannotBeAnswered() {
        var point = aPoint(usages.rows).insert().servedTo(usages.account, "2026-01-01", null);
        var register = point.channel("volume", "register", "gal", "irregular", Instant.parse("2026-01-01T05:00:00Z"));
        var daily = point.channel("volume", "delta", "gal", "P1D", Instant.parse("2026-01-01T05:00:00Z"));
        daily.read(Rows.day("2026-10-20", NEW_YORK), 86_400, Reads.BILLION, ReadingQuality.VALID)
                .rolledUp("2026-10-20");

        assertThat(usages.code(register, "2026-10-01", "2026-10-02", "day")).isEqualTo("422 no-interval-reads");
        assertThat(usages.code(daily, "2026-10-01", "2026-10-02", "hour")).isEqualTo("422 no-hourly-reads");
        assertThat(usages.ask(daily, "2026-10-20", "2026-10-21", "day")
                        .at("/buckets/0/value")
                        .stringValue())
                .isEqualTo("1");
        assertThat(usages.code(daily, "2026-10-02", "2026-10-02", "day")).isEqualTo("422 span-empty");
        assertThat(usages.code(daily, "2025-10-01", "2026-11-06", "day")).isEqualTo("422 span-too-long");
        assertThat(usages.code(daily, "2026-10-02", "2026-10-03", "year")).isEqualTo("400 malformed-request");
        assertThat(usages.code(daily, "2026-10-32", "2026-11-03", "day")).isEqualTo("400 malformed-request");
        assertThat(usages.code(daily, "2026-10-02", "2026-10-03", "day&zone=UTC"))
                .isEqualTo("400 malformed-request");
        assertThat(usages.code(daily, "2026-10-02", "2026-10-03", "day&by=day")).isEqualTo("400 malformed-request");
    }
}
