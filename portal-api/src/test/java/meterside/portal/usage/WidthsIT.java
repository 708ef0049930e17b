package meterside.portal.usage;

import static meterside.portal.testing.UsagePoints.aPoint;
import static meterside.portal.usage.Usages.NEW_YORK;
import static meterside.portal.usage.Usages.decimal;
import static meterside.portal.usage.Usages.qualities;
import static meterside.portal.usage.Usages.secondsOf;
import static meterside.portal.usage.Usages.starts;
import static meterside.portal.usage.Usages.sumOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import meterside.metering.ReadingQuality;
import meterside.portal.testing.Billed;
import meterside.portal.testing.Reads;
import meterside.portal.testing.Rows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Quarter-hours, weeks, months and billing cycles, and that all widths add up alike (rules TM1 to TM4). */
class WidthsIT {

    private static Usages usages;

    @BeforeAll
    static void openThePortal() {
        usages = new Usages();
    }

    @AfterAll
    static void closeIt() {
        usages.close();
    }

    private static JsonNode buckets(Reads reads, String from, String to, String by) {
        return usages.ask(reads, from, to, by).get("buckets");
    }

    private static List<String> days(JsonNode buckets) {
        var days = new ArrayList<String>();
        buckets.forEach(bucket -> days.add(bucket.get("start").stringValue().substring(0, 10) + "/"
                + bucket.get("end").stringValue().substring(0, 10)));
        return days;
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, 92",
        "America/New_York, 2026-10-20, 96",
        "America/New_York, 2026-11-01, 100",
        "America/Phoenix, 2026-03-08, 96",
        "America/Phoenix, 2026-11-01, 96",
        "Australia/Lord_Howe, 2026-04-05, 98",
        "Australia/Lord_Howe, 2026-10-04, 94"
    })
    void aDayHasItsQuarterHours(String zone, String day, int quarters) {
        var reads = usages.electricity(zone);
        var next = LocalDate.parse(day).plusDays(1).toString();
        reads.every(900, Rows.day(day, zone), Rows.day(next, zone), n -> (n + 1) * 1_000_000L);

        var found = buckets(reads, day, next, "quarter-hour");

        assertThat(found).hasSize(quarters);
        assertThat(decimal(found.get(quarters - 1))).isEqualByComparingTo(BigDecimal.valueOf(quarters, 3));
        assertThat(secondsOf(found, "expectedSeconds")).isEqualTo(quarters * 900);
        assertThat(Instant.parse(utc(found.get(quarters - 1).get("end")))).isEqualTo(Rows.day(next, zone));
        assertThat(starts(found)).doesNotHaveDuplicates();
    }

    private static String utc(JsonNode time) {
        return OffsetDateTime.parse(time.stringValue()).toInstant().toString();
    }

    @Test
    void weeksBeginOnSundayAndAreCutByTheSpan() {
        var reads = usages.water(NEW_YORK);
        reads.every(3600, Rows.day("2026-10-01", NEW_YORK), Rows.day("2026-11-03", NEW_YORK), n -> Reads.BILLION);
        for (var day = LocalDate.parse("2026-10-01");
                day.isBefore(LocalDate.parse("2026-11-03"));
                day = day.plusDays(1)) {
            reads.rolledUp(day.toString());
        }

        var weeks = buckets(reads, "2026-10-14", "2026-11-03", "week");

        assertThat(days(weeks))
                .containsExactly(
                        "2026-10-14/2026-10-18",
                        "2026-10-18/2026-10-25",
                        "2026-10-25/2026-11-01",
                        "2026-11-01/2026-11-03");
        assertThat(weeks.get(0).get("value").stringValue()).isEqualTo("96");
        assertThat(weeks.get(3).get("value").stringValue()).isEqualTo("49"); // the day of 25 hours and one of 24
        assertThat(weeks.get(3).get("expectedSeconds").intValue()).isEqualTo(49 * 3600);
    }

    @Test
    void aMonthIsAsGoodAsItsWorstDayAndNullWhereNothingWasRead() {
        var reads = usages.water(NEW_YORK);
        reads.read(Rows.day("2026-09-30", NEW_YORK), 3600, 1, ReadingQuality.VALID)
                .rolledUp("2026-09-30");
        reads.read(Rows.day("2026-10-02", NEW_YORK), 3600, 2, ReadingQuality.ESTIMATED)
                .rolledUp("2026-10-02");
        reads.read(Rows.day("2026-10-03", NEW_YORK), 3600, 3, ReadingQuality.VALID)
                .rolledUp("2026-10-03");
        reads.due("2026-10-04").read(Rows.day("2026-10-04", NEW_YORK), 3600, 4, ReadingQuality.EDITED);
        usages.rows.write(
                "update usage_day set billionths = 1000 where channel = ? and day = date '2026-10-03'",
                reads.channel());
        reads.due("2026-10-03"); // what is stored is not true any more

        var months = usages.ask(reads, "2026-08-15", "2026-11-01", "month");

        assertThat(days(months.get("buckets")))
                .containsExactly("2026-08-15/2026-09-01", "2026-09-01/2026-10-01", "2026-10-01/2026-11-01");
        assertThat(qualities(months)).containsExactly("null", "valid", "estimated");
        assertThat(months.at("/buckets/0/value").isNull()).isTrue();
        assertThat(months.at("/buckets/1/value").stringValue()).isEqualTo("0.000000001");
        assertThat(months.at("/buckets/2/value").stringValue()).isEqualTo("0.000000009");
        assertThat(months.at("/buckets/2/coveredSeconds").intValue()).isEqualTo(3 * 3600);
    }

    @Test
    void aMonthThatIsOnlyPartlyTheCustomersCoversTheirPart() {
        var point = aPoint(usages.rows)
                .insert()
                .servedTo(usages.neighbour, "2026-01-01", "2026-10-10")
                .servedTo(usages.account, "2026-10-10", "2026-10-20")
                .servedTo(usages.neighbour, "2026-10-20", "2026-10-25")
                .servedTo(usages.account, "2026-10-25", null);
        var reads = point.channel("PT1H");
        reads.every(3600, Rows.day("2026-10-01", NEW_YORK), Rows.day("2026-11-01", NEW_YORK), n -> Reads.BILLION);
        for (var day = 1; day <= 31; day++) {
            reads.rolledUp("2026-10-%02d".formatted(day));
        }

        var months = buckets(reads, "2026-09-01", "2026-11-02", "month");

        assertThat(days(months))
                .containsExactly("2026-10-10/2026-10-20", "2026-10-25/2026-11-01", "2026-11-01/2026-11-02");
        assertThat(months.get(0).get("value").stringValue()).isEqualTo("240");
        assertThat(months.get(1).get("value").stringValue()).isEqualTo("168");
    }

    @Test
    void cyclesAreWhatTheStandingBillsBilled() {
        var reads = usages.water(NEW_YORK);
        reads.every(3600, Rows.day("2026-08-25", NEW_YORK), Rows.day("2026-10-25", NEW_YORK), n -> Reads.BILLION);
        assertThat(usages.code(reads, "2026-08-01", "2026-11-01", "cycle")).isEqualTo("422 no-billing-cycles");
        var billed = new Billed(usages.database, usages.clock());
        var september =
                billed.bill(usages.account, "2026-10-02", "2026-10-25", Billed.of("water", 100), Billed.of("gas", 1));
        var corrected = billed.correct(september, "2026-10-05", Billed.of("water", 90));
        usages.rows.write("""
                insert into charge (bill, account, service, kind, during, due_on, amount_cents, basis, reversed_by)
                values (?, ?, 'water', 'service', '[2026-09-04,2026-09-20)', '2026-10-25', 1, 'flat', ?)
                """, september, usages.account, corrected); // billed once, and taken back by the correction
        billed.store(usages.neighbour, "2026-10-15", "2026-11-05", Billed.of("water", 100));
        for (var day = LocalDate.parse("2026-08-25");
                day.isBefore(LocalDate.parse("2026-10-25"));
                day = day.plusDays(1)) {
            reads.rolledUp(day.toString());
        }

        var cycles = buckets(reads, "2026-08-20", "2026-11-01", "cycle");

        assertThat(days(cycles))
                .containsExactly("2026-08-20/2026-09-02", "2026-09-02/2026-10-02", "2026-10-02/2026-11-01");
        assertThat(cycles.get(1).get("value").stringValue()).isEqualTo("720");
        assertThat(sumOf(cycles)).isEqualByComparingTo(sumOf(buckets(reads, "2026-08-20", "2026-11-01", "day")));
        assertThat(days(buckets(reads, "2026-09-10", "2026-09-12", "cycle"))).containsExactly("2026-09-10/2026-09-12");
    }

    /** Rule TM4, over random zones, spans and gaps; days whose rollup is behind their reads among them. */
    @Test
    void theSumOfAPartitionIsTheWholeAtEveryLevel() {
        var random = new Random(5);
        var zones = List.of(
                NEW_YORK,
                "America/Phoenix",
                "Australia/Lord_Howe",
                "America/Havana",
                "Asia/Kathmandu",
                "America/St_Johns",
                "Pacific/Auckland",
                "America/Santiago");
        for (var zone : zones) {
            var reads = usages.electricity(zone);
            var changes = random.nextBoolean() ? LocalDate.parse("2026-03-01") : LocalDate.parse("2026-09-20");
            var first = changes.plusDays(random.nextInt(10));
            var end = first.plusDays(25 + random.nextInt(20));
            scattered(reads, first, end, random);
            for (var i = 0; i < 6; i++) {
                var from = first.minusDays(3).plusDays(random.nextInt(30));
                var to = from.plusDays(1 + random.nextInt(31));
                sameSums(reads, from, to);
            }
        }
    }

    /** Days that are whole, partly read or not at all; most are rolled up, the others due. */
    private static void scattered(Reads reads, LocalDate first, LocalDate end, Random random) {
        for (var day = first; day.isBefore(end); day = day.plusDays(1)) {
            var start = Rows.day(day.toString(), reads.zone());
            var next = Rows.day(day.plusDays(1).toString(), reads.zone());
            var quarters = (int) ((next.getEpochSecond() - start.getEpochSecond()) / 900);
            var left =
                    switch (random.nextInt(4)) {
                        case 0 -> 0;
                        case 1 -> random.nextInt(quarters);
                        default -> quarters;
                    };
            if (left > 0) {
                reads.every(
                        900, start, start.plusSeconds(left * 900L), n -> random.nextLong(5_000_000_000L) - 1_000_000);
            }
            if (random.nextInt(4) == 0) {
                reads.due(day.toString());
            } else {
                reads.rolledUp(day.toString());
            }
        }
    }

    private static void sameSums(Reads reads, LocalDate from, LocalDate to) {
        var whole = buckets(reads, from.toString(), to.toString(), "day");
        for (var by : List.of("hour", "week", "month")) {
            same(by, reads, buckets(reads, from.toString(), to.toString(), by), whole);
        }
        var week = to.isAfter(from.plusDays(7)) ? from.plusDays(7) : to;
        same(
                "quarter-hour",
                reads,
                buckets(reads, from.toString(), week.toString(), "quarter-hour"),
                buckets(reads, from.toString(), week.toString(), "day"));
    }

    private static void same(String by, Reads reads, JsonNode parts, JsonNode whole) {
        assertThat(sumOf(parts)).as("%s in %s", by, reads.zone()).isEqualByComparingTo(sumOf(whole));
        for (var field : List.of("coveredSeconds", "expectedSeconds")) {
            assertThat(secondsOf(parts, field)).as("%s of %s", field, by).isEqualTo(secondsOf(whole, field));
        }
        for (var i = 1; i < parts.size(); i++) {
            assertThat(parts.get(i).get("start")).isEqualTo(parts.get(i - 1).get("end"));
        }
        assertThat(parts.get(0).get("start")).isEqualTo(whole.get(0).get("start"));
        assertThat(parts.get(parts.size() - 1).get("end"))
                .isEqualTo(whole.get(whole.size() - 1).get("end"));
    }

    @Test
    void refusesWhatCannotBeAnswered() {
        var hourly = usages.water(NEW_YORK);
        var quarterly = usages.electricity(NEW_YORK);

        assertThat(usages.code(hourly, "2026-10-01", "2026-10-02", "quarter-hour"))
                .isEqualTo("422 no-quarter-hourly-reads");
        assertThat(usages.code(quarterly, "2026-10-01", "2026-10-09", "quarter-hour"))
                .isEqualTo("422 span-too-long");
        assertThat(usages.code(quarterly, "2014-10-01", "2026-10-09", "month")).isEqualTo("422 span-too-long");
        assertThat(usages.code(quarterly, "2026-10-01", "2026-10-09", "read")).isEqualTo("400 malformed-request");
        assertThat(usages.code(quarterly, "2026-10-01", "2026-10-09", "cycle")).isEqualTo("422 no-billing-cycles");
    }
}
