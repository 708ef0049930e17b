package meterside.portal.usage;

import static meterside.portal.testing.UsagePoints.aPoint;
import static meterside.portal.usage.Usages.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import meterside.metering.ReadingQuality;
import meterside.portal.testing.Customers;
import meterside.portal.testing.Reads;
import meterside.portal.testing.Rows;
import meterside.portal.testing.UsagePoints.Point;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a customer's use is set beside: that of similar homes (rule SC9), and what is usual here. It is November 3, three in the afternoon. */
class BesideIT {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T05:00:00Z");
    private static final AtomicInteger NEIGHBOURS = new AtomicInteger();

    private static Usages usages;
    private static Rows rows;

    @BeforeAll
    static void openThePortal() {
        usages = new Usages();
        rows = usages.rows;
        rows.write("""
                insert into read_block (id, feed, key, origin, stamped_at, first_line, last_line, unit, accepted, corrected,
                                        unchanged, rejected, stored_at)
                values (1, 'cmep', 'k', 'feed', ?, 1, 1, 'gal', 1, 0, 0, 0, ?) on conflict do nothing
                """, LONG_AGO, LONG_AGO);
    }

    @AfterAll
    static void closeIt() {
        usages.close();
    }

    private static Point home(long account, String homeClass, String band) {
        var home = aPoint(rows).of("electricity").insert().servedTo(account, "2025-01-01", null);
        rows.write("update usage_point set class = ?, size_band = ? where id = ?", homeClass, band, home.id());
        return home;
    }

    private static Reads meter(Point home) {
        return home.channel("energy", "delta", "kWh", "PT15M", LONG_AGO);
    }

    /** So much each day of a month, in kWh, as rolled up. */
    private static Reads used(Reads reads, String month, int days, long daily) {
        rows.write("""
                insert into usage_day (channel, day, billionths, covered_seconds, expected_seconds, reads, quality, digest)
                select ?, date '%s-01' + n, ?, 86400, 86400, 96, 0, 0 from generate_series(0, ?) n
                """.formatted(month), reads.channel(), daily * Reads.BILLION, days - 1);
        return reads;
    }

    private static Reads ours(String homeClass, String band) {
        return used(meter(home(usages.account, homeClass, band)), "2026-09", 30, 1_000);
    }

    private static Reads neighbour(String homeClass, String band, int days, long daily) {
        var account = new Customers(rows).account("Neighbour " + NEIGHBOURS.incrementAndGet());
        return used(meter(home(account, homeClass, band)), "2026-09", days, daily);
    }

    /** The first uses 1 kWh a day, the second 2 …: 120 in all of fifteen, and 15 of them an eighth. */
    private static void neighbours(String homeClass, String band, int count) {
        for (var n = 1; n <= count; n++) {
            neighbour(homeClass, band, 30, n);
        }
    }

    private static String path(Reads reads, String month) {
        return "/api/accounts/%d/channels/%d/usage/similar?month=%s".formatted(usages.account, reads.channel(), month);
    }

    private static JsonNode similar(Reads reads) {
        return usages.get(path(reads, "2026-09"));
    }

    private static String why(Reads reads) {
        var similar = similar(reads);
        assertThat(similar.get("about").isNull()).isTrue();
        assertThat(similar.get("atLeast").isNull()).isTrue();
        return similar.get("why").stringValue();
    }

    @Test
    void tellsWhatFifteenSimilarHomesUsedAndNothingOfOthers() {
        var ours = ours("residential", "medium");
        ours("residential", "medium");
        neighbours("residential", "medium", 15);
        neighbour("residential", "medium", 29, 500);
        neighbour("residential", "medium", 30, 500).due("2026-09-17");
        neighbour("residential", "large", 30, 500);
        neighbour("farm", "medium", 30, 500);
        var movedIn = aPoint(rows).of("electricity").insert();
        var newcomer = new Customers(rows).account("New Comer");
        movedIn.servedTo(newcomer, "2026-09-02", null);
        rows.write("update usage_point set class = 'residential', size_band = 'medium' where id = ?", movedIn.id());
        used(meter(movedIn), "2026-09", 30, 500);

        var similar = similar(ours);

        // 120 a day for 30 days, by 15 homes
        assertThat(similar.get("about").stringValue()).isEqualTo("240");
        assertThat(similar.get("own").stringValue()).isEqualTo("30000");
        assertThat(similar.get("unit").stringValue()).isEqualTo("kWh");
        assertThat(similar.get("atLeast").intValue()).isEqualTo(15);
        assertThat(similar.get("why").isNull()).isTrue();
    }

    @Test
    void saysWhyNothingIsTold() {
        var few = ours("residential", "tiny");
        neighbours("residential", "tiny", 14);
        var mill = ours("industrial", "any");
        neighbours("industrial", "any", 16);
        neighbour("industrial", "any", 30, 25);
        var unknown = meter(aPoint(rows).of("electricity").insert().servedTo(usages.account, "2025-01-01", null));
        used(unknown, "2026-09", 30, 1);
        var gap = used(meter(home(usages.account, "residential", "medium")), "2026-09", 29, 1);
        used(few, "2026-10", 31, 1);

        assertThat(why(few)).isEqualTo("too-few");
        assertThat(why(mill)).isEqualTo("one-too-large"); // 25 of 161 are 15.5 %
        assertThat(why(unknown)).isEqualTo("home-unknown");
        assertThat(why(gap)).isEqualTo("not-complete");
        assertThat(usages.get(path(few, "2026-10")).get("why").stringValue()).isEqualTo("not-settled");
        assertThat(usages.get(path(few, "2024-12")).get("why").stringValue()).isEqualTo("not-complete");
    }

    /** A hundred cubic feet are 748 gallons: 231 cubic inches against 1728. */
    @Test
    void homesMeasuredInAnotherUnitAreAmongThem() {
        var ours = used(water(usages.account, "gal"), "2026-09", 30, 1);
        for (var n = 1; n <= 16; n++) {
            used(water(new Customers(rows).account("Water " + n), n % 2 == 0 ? "ft3" : "gal"), "2026-09", 30, 10);
        }

        // 8 × 300 gallons and 8 × 300 cubic feet of 7.48 gallons, by 16: 1272
        assertThat(similar(ours).get("about").stringValue()).isEqualTo("1300");
    }

    private static Reads water(long account, String unit) {
        var home = aPoint(rows).insert().servedTo(account, "2025-01-01", null);
        rows.write("update usage_point set class = 'residential', size_band = 'medium' where id = ?", home.id());
        return home.channel("volume", "delta", unit, "PT1H", LONG_AGO);
    }

    private static JsonNode finding(Reads reads) {
        var findings =
                usages.get("/api/accounts/%d/unusual".formatted(usages.account)).get("findings");
        var found = findings.valueStream()
                .filter(one -> one.get("channel").stringValue().equals(Integer.toString(reads.channel())))
                .toList();
        assertThat(found).hasSizeLessThanOrEqualTo(1);
        return found.isEmpty() ? findings.path(findings.size()) : found.getFirst();
    }

    @Test
    void waterThatNeverStoppedStandsFirst() {
        var leaking = usages.water(NEW_YORK);
        var still = usages.water(NEW_YORK);
        var from = Rows.day("2026-11-01", NEW_YORK);
        var to = Instant.parse("2026-11-03T18:00:00Z");
        leaking.every(3600, from, to, n -> (n + 1) * Reads.BILLION);
        still.every(3600, from, to, n -> n % 20 == 0 ? 0 : Reads.BILLION);
        for (var day : new String[] {"2026-11-01", "2026-11-02", "2026-11-03"}) {
            leaking.rolledUp(day);
            still.rolledUp(day);
        }

        var found = finding(leaking);

        assertThat(found.get("kind").stringValue()).isEqualTo("running");
        assertThat(found.get("from").stringValue()).isEqualTo("2026-11-02T13:00-05:00");
        assertThat(found.get("to").stringValue()).isEqualTo("2026-11-03T13:00-05:00");
        // the 25 hours of November 1 and 13 more are before the first of them
        assertThat(found.get("value").stringValue()).isEqualTo("39");
        assertThat(usages.get("/api/accounts/%d/unusual".formatted(usages.account))
                        .at("/findings/0/kind")
                        .stringValue())
                .isEqualTo("running");
        assertThat(finding(still).isMissingNode()).isTrue();
    }

    @Test
    void aDayOfMoreThanTwiceItsWeekdaysUseIsTold() {
        var reads = usages.electricity(NEW_YORK);
        for (var week = 1; week <= 4; week++) {
            day(reads, LocalDate.parse("2026-11-02").minusWeeks(week), week);
        }
        day(reads, LocalDate.parse("2026-11-02"), 6);
        day(reads, LocalDate.parse("2026-11-03"), 100);

        var found = finding(reads);

        assertThat(found.get("kind").stringValue()).isEqualTo("high");
        assertThat(found.get("value").stringValue()).isEqualTo("6");
        assertThat(found.get("usual").stringValue()).isEqualTo("2.5");
        assertThat(found.get("from").stringValue()).isEqualTo("2026-11-02T00:00-05:00");
    }

    private static void day(Reads reads, LocalDate day, long units) {
        rows.write("""
                insert into usage_day (channel, day, billionths, covered_seconds, expected_seconds, reads, quality, digest)
                values (?, ?, ?, 86400, 86400, 96, 0, 0)
                """, reads.channel(), day, units * Reads.BILLION);
        // the newest day's last read tells how far reads are in
        reads.read(Rows.day(day.toString(), NEW_YORK), 900, 1, ReadingQuality.VALID);
    }

    /** They came within the hour, of five days; since midnight none did, and it is three in the afternoon. */
    @Test
    void readsThatAreLaterThanUsualAreTold() {
        var late = usages.electricity(NEW_YORK);
        late.every(900, Rows.day("2026-10-29", NEW_YORK), Rows.day("2026-11-03", NEW_YORK), n -> Reads.BILLION);
        for (var day = LocalDate.parse("2026-10-29");
                day.getMonthValue() < 11 || day.getDayOfMonth() < 3;
                day = day.plusDays(1)) {
            late.rolledUp(day.toString());
        }

        var found = finding(late);

        assertThat(found.get("kind").stringValue()).isEqualTo("late");
        assertThat(found.get("from").stringValue()).isEqualTo("2026-11-03T00:00-05:00");
        assertThat(found.get("to").stringValue()).isEqualTo("2026-11-03T15:00-05:00");
    }
}
