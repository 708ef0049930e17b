package meterside.portal.greenbutton;

import static java.util.stream.Collectors.toSet;
import static meterside.portal.greenbutton.Files.NEW_YORK;
import static meterside.portal.greenbutton.Files.delivered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import meterside.metering.ReadingQuality;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Rows;
import meterside.portal.testing.UsagePoints;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rules EX1 to EX4, over the wire. */
class GreenButtonIT {

    private static Files files;

    @BeforeAll
    static void openThePortal() {
        files = new Files();
    }

    @AfterAll
    static void closeIt() {
        files.close();
    }

    /** Rule EX2. */
    @Test
    void aDayOf25HoursHas100QuarterHoursEachWithAStartOfItsOwn() {
        var point = files.point("electricity");
        var reads = delivered(point, "kWh", "PT15M");
        reads.every(
                        900,
                        Rows.day("2026-10-31", NEW_YORK),
                        Rows.day("2026-11-03", NEW_YORK),
                        n -> (n * 104_729) % 99_991 * 1_000_003)
                .rolledUp("2026-11-01");

        var file = files.file(point, "2026-11-01", "2026-11-02");

        var block = file.only("IntervalBlock");
        var read = file.reads(file.only("MeterReading"));
        assertThat(read).hasSize(100).isEqualTo(files.stored(reads, "2026-11-01", "2026-11-02", 1000));
        assertThat(read.stream().map(Parsed.Read::start).collect(toSet())).hasSize(100);
        assertThat(block.text("duration")).isEqualTo("90000");
        assertThat(block.text("start")).isEqualTo("1793505600"); // date -d '2026-11-01 00:00 EDT' +%s
        assertThat(file.only("ReadingType").text("intervalLength")).isEqualTo("900");
        var sum = read.stream().map(Parsed.Read::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum)
                .isEqualByComparingTo(new BigDecimal(files.browser
                                .get(Homes.usage(files.account, reads.channel(), "2026-11-01", "2026-11-02", "day"))
                                .json()
                                .at("/buckets/0/value")
                                .stringValue())
                        .scaleByPowerOfTen(3));
    }

    @Test
    void saysTheZonesRulesAndTheService() {
        var point = files.point("electricity");
        delivered(point, "kWh", "PT15M");

        var file = files.file(point, "2026-10-01", "2026-10-02");

        var time = file.only("LocalTimeParameters");
        assertThat(time.text("dstStartRule")).isEqualTo("360E2000");
        assertThat(time.text("dstEndRule")).isEqualTo("B40E2000");
        assertThat(time.text("tzOffset")).isEqualTo("-18000");
        assertThat(time.text("dstOffset")).isEqualTo("3600");
        var usagePoint = file.only("UsagePoint");
        assertThat(usagePoint.text("kind")).isEqualTo("0");
        assertThat(usagePoint.related())
                .containsExactlyInAnyOrder(file.only("MeterReading").up(), time.self());
        assertThat(files.xml(point, "2026-10-01", "2026-10-02")).doesNotContain("Alder", "Greta");
    }

    /** Rule EX4. */
    @Test
    void whatASolarHomeGivesBackHasItsOwnDirectionAndValuesAboveZero() {
        var point = files.point("electricity");
        var bought = delivered(point, "kWh", "PT15M");
        var given = files.received(point);
        for (var reads : List.of(bought, given)) {
            reads.every(
                    900,
                    Rows.day("2026-10-20", NEW_YORK),
                    Rows.day("2026-10-23", NEW_YORK),
                    n -> (n + 1) * 250_000L * reads.channel());
        }

        var file = files.file(point, "2026-10-20", "2026-10-23");

        assertThat(file.all("MeterReading")).hasSize(2);
        assertThat(file.reads(file.reading(1))).isEqualTo(files.stored(bought, "2026-10-20", "2026-10-23", 1000));
        assertThat(file.reads(file.reading(19)))
                .hasSize(288)
                .isEqualTo(files.stored(given, "2026-10-20", "2026-10-23", 1000))
                .allSatisfy(read -> assertThat(read.amount()).isPositive());
    }

    /** Rule EX3. A local day of 25 hours is one read of 90,000 seconds. */
    @Test
    void gasAndWaterAreExportedToo() {
        var gas = files.point("gas");
        var therms = delivered(gas, "therm", "P1D");
        var day = LocalDate.parse("2026-10-31");
        for (var n = 0; n < 3; n++, day = day.plusDays(1)) {
            var start = Rows.day(day.toString(), NEW_YORK);
            var seconds = Rows.day(day.plusDays(1).toString(), NEW_YORK).getEpochSecond() - start.getEpochSecond();
            therms.read(start, (int) seconds, 1_234_567_891L + n, ReadingQuality.VALID);
        }
        var water = files.point("water");
        var gallons = delivered(water, "gal", "PT1H");
        gallons.every(3600, Rows.day("2026-10-01", NEW_YORK), Rows.day("2026-10-04", NEW_YORK), n -> n * 7 + 1);

        var ofGas = files.file(gas, "2026-10-31", "2026-11-03");
        var ofWater = files.file(water, "2026-10-01", "2026-10-04");

        assertThat(ofGas.only("UsagePoint").text("kind")).isEqualTo("1");
        assertThat(ofGas.only("ReadingType").text("uom")).isEqualTo("169");
        assertThat(ofGas.only("ReadingType").text("intervalLength")).isEqualTo("86400");
        assertThat(ofGas.reads(ofGas.only("MeterReading")))
                .isEqualTo(files.stored(therms, "2026-10-31", "2026-11-03", 1))
                .extracting(Parsed.Read::seconds)
                .containsExactly(86_400L, 90_000L, 86_400L);
        assertThat(ofWater.only("UsagePoint").text("kind")).isEqualTo("2");
        assertThat(ofWater.only("ReadingType").text("uom")).isEqualTo("128");
        assertThat(ofWater.only("ReadingType").text("commodity")).isEqualTo("9");
        assertThat(ofWater.reads(ofWater.only("MeterReading")))
                .isEqualTo(files.stored(gallons, "2026-10-01", "2026-10-04", 1));
    }

    @Test
    void whatIsMissingIsNotThereAndWhatIsZeroIs() {
        var point = files.point("water");
        var reads = delivered(point, "gal", "PT1H");
        var day = Rows.day("2026-10-20", NEW_YORK);
        reads.read(day, 3600, 0, ReadingQuality.VALID).read(day.plusSeconds(7200), 3600, 5, ReadingQuality.ESTIMATED);
        reads.read(day.plusSeconds(3 * 86_400), 3600, 0, ReadingQuality.RAW);

        var file = files.file(point, "2026-10-19", "2026-10-31");

        assertThat(file.all("IntervalBlock")).hasSize(2);
        assertThat(file.reads(file.only("MeterReading")))
                .containsExactly(
                        new Parsed.Read(day.getEpochSecond(), 3600, BigDecimal.valueOf(0, 9), 0),
                        new Parsed.Read(day.getEpochSecond() + 7200, 3600, BigDecimal.valueOf(5, 9), 8),
                        new Parsed.Read(day.getEpochSecond() + 3 * 86_400, 3600, BigDecimal.valueOf(0, 9), 14));
    }

    /** Rule EX1: same account twice, same ids. */
    @Test
    void idsStayAndACorrectedDayIsNewer() {
        var point = files.point("water");
        var reads = delivered(point, "gal", "PT1H");
        reads.every(3600, Rows.day("2026-10-20", NEW_YORK), Rows.day("2026-10-22", NEW_YORK), n -> n);
        var before = files.file(point, "2026-10-20", "2026-10-22");
        var corrected = Instant.parse("2026-10-28T10:00:00Z");
        files.rows.write(
                "insert into read_block select (jsonb_populate_record(b, ?::jsonb)).* from read_block b where id = 1",
                "{\"id\":2,\"stored_at\":\"%s\"}".formatted(corrected));
        files.rows.write(
                "update interval_read set billionths = 77, block = 2 where channel = ? and start = ?",
                reads.channel(),
                Rows.day("2026-10-21", NEW_YORK));
        files.portal.clock.pass(Duration.ofMinutes(10));

        var after = files.file(point, "2026-10-20", "2026-10-22");
        var longer = files.file(point, "2026-10-01", "2026-10-30");

        assertThat(after.ids()).isEqualTo(before.ids()).doesNotHaveDuplicates();
        assertThat(longer.ids()).isEqualTo(before.ids());
        assertThat(after.ids()).allSatisfy(id -> assertThat(id)
                .matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
        var blocks = after.all("IntervalBlock");
        assertThat(blocks.getFirst()
                        .whole()
                        .isEqualNode(before.all("IntervalBlock").getFirst().whole()))
                .isTrue();
        assertThat(Instant.parse(blocks.getLast().atom("updated"))).isEqualTo(corrected);
        assertThat(after.reads(after.only("MeterReading"))).hasSize(48).anyMatch(read -> read.amount()
                .equals(BigDecimal.valueOf(77, 9)));
    }

    @Test
    void holdsNoDayThatIsNotWhollyTheCustomers() {
        var point = UsagePoints.aPoint(files.rows)
                .insert()
                .servedTo(files.neighbour, "2026-01-01", "2026-10-10")
                .servedTo(files.account, "2026-10-10", "2026-10-12")
                .servedTo(files.neighbour, "2026-10-12", "2026-10-14")
                .servedTo(files.account, "2026-10-14", null);
        var reads = delivered(point, "gal", "PT1H");
        reads.every(3600, Rows.day("2026-10-08", NEW_YORK), Rows.day("2026-10-16", NEW_YORK), n -> n);

        var file = files.file(point, "2026-10-01", "2026-10-31");

        assertThat(file.all("IntervalBlock").stream().map(block -> block.atom("title")))
                .containsExactly("2026-10-10", "2026-10-11", "2026-10-14", "2026-10-15");
        assertThat(files.code(others(), "2026-10-01", "2026-10-31")).isEqualTo("404 usage-point-not-found");
    }

    private static UsagePoints.Point others() {
        var point = UsagePoints.aPoint(files.rows).insert().servedTo(files.neighbour, "2026-01-01", null);
        delivered(point, "gal", "PT1H");
        return point;
    }

    /**
     * 27.41 dollars: 12.50, and 4,518 gallons of 0.0033, which is 14.9094 and so 14.91. In hundred-thousandths a cent is 1000. October and
     * the 1st of November, of 25 hours, are 32 x 86,400 + 3,600 seconds, from {@code date -d '2026-10-01 00:00 EDT' +%s}.
     */
    @Test
    void saysWhatBillsAskForItsDaysInTheirLines() {
        var point = files.point("water");
        delivered(point, "gal", "PT1H");
        files.bill(
                point,
                "water",
                "2026-10-01",
                "2026-11-02",
                "27.41",
                "line,Base,,,,,12.50",
                "line,Water,Agua,4518,gal,0.0033,14.91");

        var file = files.file(point, "2026-10-31", "2026-11-02");

        var summary = file.only("UsageSummary");
        assertThat(summary.text("start")).isEqualTo("1790827200");
        assertThat(summary.text("duration")).isEqualTo("2768400");
        assertThat(summary.text("billLastPeriod")).isEqualTo("2741000");
        assertThat(summary.text("costAdditionalLastPeriod")).isEqualTo("2741000");
        assertThat(summary.text("currency")).isEqualTo("840");
        assertThat(summary.text("qualityOfReading")).isEqualTo("8");
        assertThat(summary.text("commodity")).isEqualTo("9");
        assertThat(summary.texts("amount")).containsExactly("1250000", "1491000");
        assertThat(summary.texts("note")).containsExactly("Base", "Water");
        assertThat(summary.texts("itemKind")).containsExactly("4", "3");
        assertThat(summary.texts("uom")).containsExactly("128", "128"); // of the line and of the whole
        assertThat(summary.texts("value")).containsOnly("4518000000000"); // billionths
        assertThat(file.only("UsagePoint").related()).contains(summary.up());
        assertThat(files.xml(point, "2026-11-02", "2026-11-03")).doesNotContain("UsageSummary");
        assertThat(files.xml(
                        Files.path(files.account, point.id(), "2026-10-31", "2026-11-02") + "&as-known-on=2026-11-01"))
                .as("no bill had come by then")
                .doesNotContain("UsageSummary");
    }

    @Test
    void givesAnEarlierFileAgainByteForByteAndSignsIt() throws Exception {
        var point = files.point("water");
        var reads = delivered(point, "gal", "PT1H");
        var day = Rows.day("2026-10-20", NEW_YORK);
        reads.every(3600, day, Rows.day("2026-10-22", NEW_YORK), n -> n);
        var path = Files.path(files.account, point.id(), "2026-10-20", "2026-10-23");
        var first = files.xml(path);
        for (var block : new int[] {50, 51}) {
            files.portal.clock.pass(Duration.ofMinutes(1));
            files.rows.write(
                    "insert into read_block select (jsonb_populate_record(b, ?::jsonb)).* from read_block b where id = 1",
                    "{\"id\":%d,\"stored_at\":\"%s\"}".formatted(block, files.portal.clock.instant()));
        }
        // then: a correction, a read sent again, and a late one
        files.rows.write("""
                insert into interval_read_revision (start, billionths, block, channel, seconds, quality, revised_at)
                select start, billionths, block, channel, seconds, quality, ? from interval_read where channel = ? and start = ?
                """, files.portal.clock.instant(), reads.channel(), day);
        files.rows.write(
                "update interval_read set billionths = 77, quality = 8, block = 50 where channel = ? and start = ?",
                reads.channel(),
                day);
        files.rows.write(
                "update interval_read set block = 51 where channel = ? and start = ?",
                reads.channel(),
                day.plusSeconds(3600));
        files.rows.write(
                "insert into interval_read_repeat (start, arrived_at, block, channel) values (?, ?, 51, ?)",
                day.plusSeconds(3600),
                Files.FIRST_STORED,
                reads.channel());
        files.rows.write(
                "insert into interval_read (start, billionths, block, channel, seconds, quality) values (?, 5, 51, ?, 3600, 0)",
                Rows.day("2026-10-22", NEW_YORK),
                reads.channel());
        files.portal.clock.pass(Duration.ofMinutes(1));
        var second = files.xml(path);
        files.portal.clock.pass(Duration.ofMinutes(1));

        assertThat(second).isNotEqualTo(first);
        assertThat(files.xml(path + asKnownOn(first))).isEqualTo(first);
        assertThat(files.xml(path + asKnownOn(second))).isEqualTo(second);
        var zip = files.browser.open(path.replace(".xml?", ".xml.zip?") + asKnownOn(first));
        assertThat(zip.headers().firstValue("Content-Type")).contains("application/zip");
        try (var in = new ZipInputStream(zip.body())) {
            var name = in.getNextEntry().getName();
            var file = in.readAllBytes();
            assertThat(new String(file, StandardCharsets.UTF_8)).isEqualTo(first);
            assertThat(in.getNextEntry().getName()).isEqualTo(name + ".sig");
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(
                            "\nsha512: "
                                    + HexFormat.of()
                                            .formatHex(MessageDigest.getInstance("SHA-512")
                                                    .digest(file)),
                            "\nkey: "
                                    + files.browser
                                            .get("/api/signing-keys")
                                            .json()
                                            .at("/keys/0/id")
                                            .stringValue());
        }
    }

    private static String asKnownOn(String xml) {
        return "&as-known-on=" + xml.replaceFirst("(?s).*?<updated>(.*?)</updated>.*", "$1");
    }

    @Test
    void refusesWhatItCannotWrite() {
        var counter = files.point("water");
        counter.channel("volume", "register", "gal", "irregular", Instant.parse("2026-01-01T05:00:00Z"));
        var point = files.point("water");
        delivered(point, "gal", "PT1H");

        assertThat(files.code(counter, "2026-10-01", "2026-10-02")).isEqualTo("422 no-interval-reads");
        assertThat(files.code(point, "2026-10-02", "2026-10-02")).isEqualTo("422 span-empty");
        assertThat(files.code(point, "1990-10-02", "2026-10-02")).isEqualTo("422 span-too-long");
        assertThat(files.code(point, "2026-02-30", "2026-10-02")).isEqualTo("400 malformed-request");
    }

    /** 48 bits hold 140,737 gal in billionths. */
    @Test
    void writesALargeReadInThousandsAndRefusesIfADigitWouldBeLost() {
        var point = files.point("water");
        var reads = delivered(point, "gal", "P1D");
        reads.read(Rows.day("2026-10-20", NEW_YORK), 86_400, 250_000_000_001_000L, ReadingQuality.VALID)
                .rolledUp("2026-10-20");

        var file = files.file(point, "2026-10-01", "2026-10-30");
        reads.read(Rows.day("2026-10-21", NEW_YORK), 86_400, 1, ReadingQuality.VALID);

        assertThat(file.only("ReadingType").text("powerOfTenMultiplier")).isEqualTo("-6");
        assertThat(file.reads(file.only("MeterReading")).getFirst().amount()).isEqualByComparingTo("250000.000001");
        assertThat(files.code(point, "2026-10-01", "2026-10-30")).isEqualTo("422 digits-lost");
        assertThat(files.file(point, "2026-10-01", "2026-10-21").all("IntervalBlock"))
                .hasSize(1);
    }

    /** Rule EX7, and fault L3: more slow readers than there are connections to the database hold none. */
    @Test
    void whoReadsTwoYearsSlowlyHoldsNoConnectionAndGetsThemWhole() throws IOException {
        var point =
                UsagePoints.aPoint(files.rows).of("electricity").insert().servedTo(files.account, "2024-10-01", null);
        var reads = delivered(point, "kWh", "PT15M");
        reads.every(900, Rows.day("2024-10-01", NEW_YORK), Rows.day("2026-10-01", NEW_YORK), n -> n * 1_000_003);
        var pool = files.portal.bean(ConnectionPool.class).getMetrics().orElseThrow();

        var path = Files.path(files.account, point.id(), "2024-10-01", "2026-10-01");
        var others = new ArrayList<InputStream>();
        try (var body = files.browser.open(path).body()) {
            for (var i = 0; i < 20; i++) {
                others.add(files.browser.open(path).body());
                assertThat(others.getLast().readNBytes(4000)).hasSize(4000);
            }
            var begin = body.readNBytes(4000);
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> pool.acquiredSize() == 0 && pool.pendingAcquireSize() == 0);
            var xml =
                    new String(begin, StandardCharsets.UTF_8) + new String(body.readAllBytes(), StandardCharsets.UTF_8);
            var file = Parsed.of(xml);

            assertThat(file.all("IntervalBlock")).hasSize(730);
            assertThat(file.reads(file.only("MeterReading")))
                    .hasSize(730 * 96)
                    .isEqualTo(files.stored(reads, "2024-10-01", "2026-10-01", 1000));
            assertThat(file.all("IntervalBlock").stream()
                            .map(block -> block.text("duration"))
                            .collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder("82800", "86400", "90000");
        } finally {
            for (var other : others) {
                other.close();
            }
        }
    }
}
