package meterside.portal.usage;

import static meterside.portal.testing.UsagePoints.aPoint;
import static meterside.portal.usage.Usages.NEW_YORK;
import static meterside.portal.usage.Usages.secondsOf;
import static meterside.portal.usage.Usages.sumOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import meterside.metering.ReadingQuality;
import meterside.portal.testing.Reads;
import meterside.portal.testing.Rows;
import meterside.portal.testing.UsagePoints.Point;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sums over the channels of a place, an account and a customer. */
class TotalsIT {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T05:00:00Z");

    private Usages usages;

    @BeforeEach
    void openThePortal() {
        usages = new Usages();
    }

    @AfterEach
    void closeIt() {
        usages.close();
    }

    private Point place(String commodity, String zone) {
        return aPoint(usages.rows).of(commodity).in(zone).insert().servedTo(usages.account, "2026-01-01", null);
    }

    private Reads flow(Point point, String flow) {
        var channel = usages.rows.write("""
                insert into channel (usage_point, quantity, flow, kind, unit, length, during)
                values (?, 'energy', ?, 'delta', 'kWh', 'PT1H', tstzrange(?, null)) returning id
                """, point.id(), flow, LONG_AGO);
        return new Reads(usages.rows, (int) channel, point.zone());
    }

    private JsonNode ask(String what, String from, String to, String by) {
        return usages.get("/api/%s?from=%s&to=%s&by=%s".formatted(what, from, to, by));
    }

    private JsonNode ofAccount(String from, String to, String by) {
        return ask("accounts/%d/usage".formatted(usages.account), from, to, by);
    }

    private JsonNode ofPlace(Point point, String from, String to, String by) {
        return ask("accounts/%d/usage-points/%d/usage".formatted(usages.account, point.id()), from, to, by);
    }

    private static JsonNode sum(JsonNode total, String flow) {
        for (var sum : total.get("sums")) {
            if (sum.get("flow").stringValue().equals(flow)) {
                return sum;
            }
        }
        throw new AssertionError("no " + flow + " in " + total);
    }

    private static String value(JsonNode total, String flow) {
        return sum(total, flow).get("value").stringValue();
    }

    @Test
    void aSolarHomesNetIsWhatWasDeliveredLessWhatWasReceived() {
        var home = place("electricity", NEW_YORK);
        var day = Rows.day("2026-10-20", NEW_YORK);
        var delivered = flow(home, "delivered");
        delivered.every(3600, day, day.plusSeconds(86_400), n -> Reads.BILLION).rolledUp("2026-10-20");
        flow(home, "received")
                .every(3600, day.plusSeconds(8 * 3600), day.plusSeconds(18 * 3600), n -> 3 * Reads.BILLION)
                .rolledUp("2026-10-20");

        var total = ofPlace(home, "2026-10-20", "2026-10-21", "day");
        var hours = ofPlace(home, "2026-10-20", "2026-10-21", "hour");

        assertThat(value(total, "delivered")).isEqualTo("24");
        assertThat(value(total, "received")).isEqualTo("30");
        assertThat(value(total, "net")).isEqualTo("-6");
        assertThat(sum(total, "net").get("coveredSeconds").intValue()).isEqualTo(34 * 3600);
        assertThat(sum(total, "net").get("expectedSeconds").intValue()).isEqualTo(48 * 3600);
        assertThat(sum(total, "net").at("/buckets/0/start").stringValue()).isEqualTo("2026-10-20T00:00-04:00");
        assertThat(sum(hours, "net").get("buckets")).hasSize(24);
        assertThat(sum(hours, "net").at("/buckets/8/value").stringValue()).isEqualTo("-2");
        assertThat(sum(hours, "net").at("/buckets/0/channels").intValue()).isEqualTo(1);
        assertThat(value(hours, "net")).isEqualTo("-6");
    }

    @Test
    void aMeterThatTellsAllThreeIsCountedOnceAndANetMeterAlone() {
        var all = place("electricity", NEW_YORK);
        var net = place("electricity", NEW_YORK);
        var plain = place("electricity", NEW_YORK);
        var day = Rows.day("2026-10-20", NEW_YORK);
        flow(all, "delivered").read(day, 3600, 5, ReadingQuality.VALID).rolledUp("2026-10-20");
        flow(all, "received").read(day, 3600, 2, ReadingQuality.VALID).rolledUp("2026-10-20");
        flow(all, "net").read(day, 3600, 3, ReadingQuality.VALID).rolledUp("2026-10-20");
        flow(net, "net").read(day, 3600, -10, ReadingQuality.VALID).rolledUp("2026-10-20");
        flow(plain, "delivered").read(day, 3600, 100, ReadingQuality.VALID).rolledUp("2026-10-20");

        var total = ofAccount("2026-10-20", "2026-10-21", "day");

        assertThat(value(total, "delivered")).isEqualTo("0.000000105");
        assertThat(value(total, "net")).isEqualTo("0.000000093");
        assertThat(sum(total, "net").get("usagePoints").intValue()).isEqualTo(3);
        assertThat(sum(total, "net").get("channels").intValue()).isEqualTo(4);
    }

    @Test
    void addsOnlyWhatIsAlikeAndSaysWhatIsLeftOut() {
        var day = Rows.day("2026-10-20", NEW_YORK);
        flow(place("electricity", NEW_YORK), "delivered")
                .every(3600, day, day.plusSeconds(86_400), n -> Reads.BILLION)
                .rolledUp("2026-10-20");
        var first = place("water", NEW_YORK);
        first.channel("PT1H")
                .every(3600, day, day.plusSeconds(86_400), n -> Reads.BILLION)
                .rolledUp("2026-10-20");
        first.channel("volume", "register", "gal", "irregular", LONG_AGO);
        place("water", NEW_YORK)
                .channel("volume", "delta", "ft3", "PT1H", LONG_AGO)
                .every(3600, day, day.plusSeconds(86_400), n -> Reads.BILLION)
                .rolledUp("2026-10-20");

        var total = ofAccount("2026-10-20", "2026-10-21", "day");
        var inGallons = ofAccount("2026-10-20", "2026-10-21", "day&unit=gal");

        assertThat(total.get("leftOut").intValue()).isEqualTo(1);
        assertThat(total.get("sums")
                        .valueStream()
                        .map(sum -> sum.get("unit").stringValue() + " "
                                + sum.get("value").stringValue()))
                .containsExactly("kWh 24", "ft3 24", "gal 24");
        // 24 + 24 × 1728 / 231 gallons, by bc
        assertThat(inGallons
                        .get("sums")
                        .valueStream()
                        .map(sum -> sum.get("unit").stringValue() + " "
                                + sum.get("value").stringValue()))
                .containsExactly("kWh 24", "gal 203.532467532");
        assertThat(ask("usage", "2026-10-20", "2026-10-21", "day")).isEqualTo(total);
    }

    /** Over random zones, spans and gaps, days that are due among them (rule TM4). */
    @Test
    void theSumOfAPartitionIsTheWhole() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var zones = List.of(NEW_YORK, "Australia/Lord_Howe", "America/Havana", "Asia/Kathmandu", "America/Santiago");
        var places = new ArrayList<Point>();
        for (var zone : zones) {
            var place = place("electricity", zone);
            places.add(place);
            for (var flow : random.nextBoolean() ? List.of("delivered", "received") : List.of("delivered")) {
                scattered(flow(place, flow), random);
            }
        }
        scattered(flow(places.getFirst(), "net"), random);
        for (var i = 0; i < 4; i++) {
            var first = LocalDate.parse("2026-10-20").plusDays(random.nextInt(10));
            var from = first.toString();
            var to = first.plusDays(1 + random.nextInt(20)).toString();
            for (var unit : List.of("kWh", "MWh")) {
                var days = ofAccount(from, to, "day&unit=" + unit);
                for (var by : List.of("week", "month")) {
                    same(ofAccount(from, to, by + "&unit=" + unit), days, "seed " + seed);
                }
                for (var place : places) {
                    var ofPlace = ofPlace(place, from, to, "day&unit=" + unit);
                    same(ofPlace(place, from, to, "hour&unit=" + unit), ofPlace, "seed " + seed);
                    same(ofPlace(place, from, to, "month&unit=" + unit), ofPlace, "seed " + seed);
                }
                addUp(days, places, from, to, unit, "seed " + seed);
            }
        }
    }

    private void addUp(JsonNode whole, List<Point> places, String from, String to, String unit, String seed) {
        var delivered = BigDecimal.ZERO;
        for (var place : places) {
            delivered = delivered.add(number(sum(ofPlace(place, from, to, "week&unit=" + unit), "delivered")));
        }
        // each place is told to a billionth
        assertThat(number(sum(whole, "delivered")).subtract(delivered).abs())
                .as(seed)
                .isLessThanOrEqualTo(unit.equals("kWh") ? BigDecimal.ZERO : new BigDecimal("0.000000003"));
    }

    private static BigDecimal number(JsonNode sum) {
        return sum.get("value").isNull()
                ? BigDecimal.ZERO
                : new BigDecimal(sum.get("value").stringValue());
    }

    private static void same(JsonNode one, JsonNode other, String seed) {
        assertThat(one.get("sums")).as(seed).hasSameSizeAs(other.get("sums"));
        for (var i = 0; i < one.get("sums").size(); i++) {
            var parts = one.get("sums").get(i);
            var whole = other.get("sums").get(i);
            assertThat(parts.get("value")).as(seed).isEqualTo(whole.get("value"));
            assertThat(sumOf(parts.get("buckets"))).as(seed).isEqualByComparingTo(number(whole));
            assertThat(sumOf(whole.get("buckets"))).as(seed).isEqualByComparingTo(number(whole));
            for (var field : List.of("coveredSeconds", "expectedSeconds")) {
                assertThat(secondsOf(parts.get("buckets"), field))
                        .as(field + " " + seed)
                        .isEqualTo(whole.get(field).intValue())
                        .isEqualTo(secondsOf(whole.get("buckets"), field));
            }
        }
    }

    /** Days that are whole, partly read or not at all; most are rolled up, the others due. */
    private static void scattered(Reads reads, Random random) {
        for (var day = LocalDate.parse("2026-10-20");
                day.isBefore(LocalDate.parse("2026-11-12"));
                day = day.plusDays(1)) {
            var start = Rows.day(day.toString(), reads.zone());
            var end = Rows.day(day.plusDays(1).toString(), reads.zone());
            var hours = (int) ((end.getEpochSecond() - start.getEpochSecond()) / 3600);
            var left = random.nextInt(3) == 0 ? random.nextInt(hours) : hours;
            if (left > 0) {
                reads.every(3600, start, start.plusSeconds(left * 3600L), n -> random.nextLong(5_000_000_000L));
            }
            if (random.nextInt(4) == 0) {
                reads.due(day.toString());
            } else {
                reads.rolledUp(day.toString());
            }
        }
    }

    /** By hand: (71.06 − 32) ÷ 1.8 = 21.7, (40 − 32) ÷ 1.8 = 4.4…, 3.048 ÷ 25.4 = 0.12. */
    @Test
    void tellsTheWeatherOfAPlacesOwnDaysAndNeverNoughtForWhatIsNotKnown() {
        var home = place("gas", NEW_YORK);
        flow(home, "delivered");
        flow(home, "received");
        usages.rows.write("update usage_point set station = 'RIVERTON' where id = ?", home.id());
        var file = usages.rows.write("""
                insert into source_file (sha256, feed, name, bytes, state, received_at)
                values (decode(repeat('ab', 32), 'hex'), 'weather', 'a', 1, 'stored', ?) returning id
                """, LONG_AGO);
        usages.rows.write("""
                insert into weather_day (station, day, mean_f, high_f, low_f, rain_mm, stamped_at, source_file, line)
                values ('RIVERTON', '2025-12-31', null, 20, 10, 0, ?, ?, 1),
                       ('RIVERTON', '2026-01-01', null, 71.06, 40, 3.048, ?, ?, 2),
                       ('ELSEWHERE', '2026-01-02', null, 99, 98, 0, ?, ?, 3),
                       ('RIVERTON', '2026-01-03', null, 30, null, 0.0, ?, ?, 4),
                       ('RIVERTON', '2026-01-04', null, 30, null, 0.0, ?, ?, 5)
                """, LONG_AGO, file, LONG_AGO, file, LONG_AGO, file, LONG_AGO, file, LONG_AGO, file);
        var path = "/api/accounts/%d/usage-points/%d/weather?from=2025-12-30&to=2026-01-04"
                .formatted(usages.account, home.id());

        assertThat(usages.get(path + "&units=metric").get("days").toString())
                .isEqualTo(
                        "[{\"day\":\"2026-01-01\",\"mean\":null,\"high\":\"21.7\",\"low\":\"4.444444444\",\"rain\":\"3.048\"},"
                                + "{\"day\":\"2026-01-03\",\"mean\":null,\"high\":\"-1.111111111\",\"low\":null,\"rain\":\"0\"}]");
        var american = usages.get(path);
        assertThat(american.at("/days/0/high").stringValue()
                        + american.get("temperatureUnit").stringValue())
                .isEqualTo("71.06°F");
        assertThat(american.at("/days/0/rain").stringValue()
                        + american.get("rainUnit").stringValue())
                .isEqualTo("0.12in");
        assertThat(american.get("station").stringValue()).isEqualTo("RIVERTON");
    }
}
