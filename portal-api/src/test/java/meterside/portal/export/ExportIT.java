package meterside.portal.export;

import static meterside.portal.testing.UsagePoints.aPoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import meterside.metering.ReadingQuality;
import meterside.portal.testing.Billed;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Customers;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Reads;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Usage as files (rules EX6, EX7, TM6). */
class ExportIT {

    private static final String EMAIL = "export@meterside.example";
    private static final String NEW_YORK = "America/New_York";
    private static final Instant LONG_AGO = Instant.parse("2016-01-01T05:00:00Z");

    private static Rows rows;
    private static long account;
    private static long neighbour;
    private static Backing.Database database;
    private static Portal portal;
    private static Browser browser;
    private static Billed billed;

    @BeforeAll
    static void openThePortal() {
        database = Backing.database();
        rows = new Rows(database);
        var customers = new Customers(rows);
        account = customers.account("Ella Export");
        neighbour = customers.account("Nils Neighbour");
        customers.login(EMAIL, account);
        portal = Portal.on(database, "2026-11-03T20:00:00Z");
        billed = new Billed(database, portal.clock);
        browser = portal.browser().signedInAs(EMAIL);
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    private static Reads electricity(String unit) {
        return aPoint(rows)
                .of("electricity")
                .insert()
                .servedTo(account, "2016-01-01", null)
                .channel("energy", "delta", unit, "PT15M", LONG_AGO);
    }

    private static String path(Reads reads, String from, String to, String by) {
        return Homes.usage(account, reads.channel(), from, to, by).replace("/usage?", "/usage.csv?");
    }

    private static Browser.Answer file(Reads reads, String from, String to, String by, String... headers) {
        var answer = browser.get(path(reads, from, to, by), headers);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    /** {@return the lines after the head} */
    private static List<CsvRecord> lines(Browser.Answer file) {
        var body = file.body();
        assertThat(body).startsWith("\uFEFF").endsWith("\r\n");
        var all = records(body);
        var head = 0;
        while (!all.get(head).getField(0).isEmpty()) {
            head++;
        }
        return all.subList(head + 2, all.size());
    }

    private static List<CsvRecord> records(String csv) {
        return CsvReader.builder()
                .skipEmptyLines(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(csv)
                .stream()
                .toList();
    }

    private static String cell(Browser.Answer file, String word) {
        return records(file.body().substring(1)).stream()
                .filter(line -> line.getField(0).equals(word))
                .map(line -> line.getField(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDayOf25HoursHas25LinesWithBothOffsets() {
        var reads = electricity("kWh");
        reads.every(900, Rows.day("2026-11-01", NEW_YORK), Rows.day("2026-11-02", NEW_YORK), n -> n * 1_000_000L);

        var lines = lines(file(reads, "2026-11-01", "2026-11-02", "hour"));

        assertThat(lines).hasSize(25);
        assertThat(lines.get(1).getFields())
                .containsExactly("2026-11-01T01:00-04:00", "2026-11-01T01:00-05:00", "0.022", "3600", "3600", "valid");
        assertThat(lines.get(2).getFields())
                .containsExactly("2026-11-01T01:00-05:00", "2026-11-01T02:00-05:00", "0.038", "3600", "3600", "valid");
    }

    @Test
    void saysWhoseItIsHowCompleteAndWhenItWasMade() {
        var reads = electricity("kWh");
        reads.read(Rows.day("2026-10-30", NEW_YORK), 900, 3 * Reads.BILLION, ReadingQuality.ESTIMATED)
                .rolledUp("2026-10-30");
        var number = rows.text("select number from account where id = ?", account);

        var english = file(reads, "2026-10-30", "2026-11-01", "day");
        var spanish = file(reads, "2026-10-30", "2026-11-01", "day", "Accept-Language", "es-US,en;q=0.5");

        assertThat(english.header("Content-Type")).isEqualTo("text/csv;charset=utf-8");
        assertThat(english.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"usage-electricity-2026-10-30-2026-11-01-day.csv\"");
        assertThat(english.header("Cache-Control")).isEqualTo("no-store");
        assertThat(english.body())
                .isEqualTo("\uFEFF"
                        + """
                account,*%s
                service,electricity
                direction,delivered
                unit,kWh
                time zone,America/New_York
                from,2026-10-30T00:00-04:00
                "to, exclusive",2026-11-01T00:00-04:00
                by,day
                made at,2026-11-03T15:00-05:00
                reads have come through,2026-10-30T00:15-04:00
                seconds with reads,900
                seconds in all,172800
                usage in all,3

                start,end,usage,seconds with reads,seconds in all,quality
                2026-10-30T00:00-04:00,2026-10-31T00:00-04:00,3,900,86400,estimated
                2026-10-31T00:00-04:00,2026-11-01T00:00-04:00,,0,86400,
                """.formatted(number.substring(number.length() - 4)).replace("\n", "\r\n"));
        assertThat(spanish.body())
                .contains(
                        "servicio,electricidad\r\n",
                        "sentido,entregado a usted\r\n",
                        "por,día\r\n",
                        ",900,86400,estimado\r\n")
                .doesNotContain(number);
    }

    /** Whatever is cut, the file has the same buckets as the answer in JSON, in the same order, to the last digit. */
    @ParameterizedTest
    @ValueSource(strings = {"quarter-hour", "hour", "day", "week", "month", "cycle"})
    void readBackItIsWhatJsonSays(String by) {
        var reads = electricity("kWh");
        var random = new Random(11);
        for (var day = LocalDate.parse("2026-10-20");
                day.isBefore(LocalDate.parse("2026-11-03"));
                day = day.plusDays(1)) {
            var start = Rows.day(day.toString(), NEW_YORK);
            reads.every(
                    900, start, start.plusSeconds(900L * random.nextInt(1, 92)), n -> random.nextLong(9_999_999_999L));
            if (random.nextInt(3) == 0) {
                reads.due(day.toString());
            } else {
                reads.rolledUp(day.toString());
            }
        }
        if (by.equals("cycle")) {
            billed.store(account, "2026-10-27", "2026-11-20", Billed.of("electricity", 100));
        }
        var from = by.equals("quarter-hour") ? "2026-10-28" : "2026-10-11";

        var lines = lines(file(reads, from, "2026-11-03", by));
        var buckets = browser.get(Homes.usage(account, reads.channel(), from, "2026-11-03", by))
                .json()
                .get("buckets");

        var told = new ArrayList<List<String>>();
        buckets.forEach(bucket -> told.add(List.of(
                bucket.get("start").stringValue(),
                bucket.get("end").stringValue(),
                bucket.get("value").asString(""),
                bucket.get("coveredSeconds").toString(),
                bucket.get("expectedSeconds").toString(),
                bucket.get("quality").asString(""))));
        assertThat(lines.stream().map(CsvRecord::getFields).toList()).isEqualTo(told);
    }

    @Test
    void byReadEachReadIsALineAsItIs() {
        var reads = electricity("kWh");
        var start = Rows.day("2026-11-01", NEW_YORK);
        reads.read(start.plusSeconds(5400), 900, -7, ReadingQuality.VALID)
                .read(start, 900, 1_250_000_000, ReadingQuality.QUESTIONABLE)
                .read(Rows.day("2026-08-01", NEW_YORK), 900, 0, ReadingQuality.RAW)
                .due("2026-11-01")
                .due("2026-08-01");

        var file = file(reads, "2010-01-01", "2031-01-01", "read");

        assertThat(lines(file).stream().map(CsvRecord::getFields).toList())
                .containsExactly(
                        List.of("2026-08-01T00:00-04:00", "2026-08-01T00:15-04:00", "0", "raw"),
                        List.of("2026-11-01T00:00-04:00", "2026-11-01T00:15-04:00", "1.25", "questionable"),
                        List.of("2026-11-01T01:30-04:00", "2026-11-01T01:45-04:00", "-0.000000007", "valid"));
        assertThat(cell(file, "usage in all")).isEqualTo("1.249999993");
        assertThat(cell(file, "seconds with reads")).isEqualTo("2700");
        assertThat(cell(file, "from")).isEqualTo("2016-01-01T00:00-05:00");
        assertThat(cell(file, "to, exclusive"))
                .isEqualTo("2026-11-04T00:00-05:00"); // it ends with the day it is made on
    }

    @Test
    void aSpanOfAnyLengthIsWholeAndWithoutASeam() {
        var reads = electricity("kWh");
        reads.every(900, Rows.day("2025-12-30", NEW_YORK), Rows.day("2026-03-20", NEW_YORK), n -> n);

        var quarters = lines(file(reads, "2025-12-01", "2026-04-01", "quarter-hour"));
        var all = lines(file(reads, "2025-12-01", "2026-04-01", "read"));

        assertThat(quarters).hasSize(121 * 96 - 4); // one of the days has 92
        for (var i = 1; i < quarters.size(); i++) {
            assertThat(quarters.get(i).getField(0))
                    .isEqualTo(quarters.get(i - 1).getField(1));
        }
        assertThat(all).hasSize(80 * 96 - 4);
        assertThat(quarters.stream()
                        .filter(line -> !line.getField(2).isEmpty())
                        .map(line -> line.getField(2))
                        .toList())
                .isEqualTo(all.stream().map(line -> line.getField(2)).toList());
        assertThat(lines(file(reads, "2010-01-01", "2031-01-01", "month"))).hasSize(10 * 12 + 11);
        assertThat(lines(file(reads, "0000-01-01", "9999-12-31", "day")))
                .hasSize(3960); // 2016-01-01 to 2026-11-03, by date(1)
    }

    /** Rule S9: whatever the registry calls a unit. */
    @Test
    void noUnitIsAFormula() {
        assertThat(file(electricity("=HYPERLINK(A1)"), "2026-10-30", "2026-10-31", "day")
                        .body())
                .contains("unit,'=HYPERLINK(A1)\r\n");
    }

    @Test
    void hasNothingOfTheTimeOfOthers() {
        var point = aPoint(rows)
                .insert()
                .servedTo(neighbour, "2026-01-01", "2026-10-10")
                .servedTo(account, "2026-10-10", "2026-10-12")
                .servedTo(neighbour, "2026-10-12", null);
        var reads = point.channel("PT1H");
        reads.every(3600, Rows.day("2026-10-08", NEW_YORK), Rows.day("2026-10-14", NEW_YORK), n -> Reads.BILLION);
        List.of("2026-10-08", "2026-10-09", "2026-10-10", "2026-10-11", "2026-10-12", "2026-10-13")
                .forEach(reads::rolledUp);

        var theirs = file(reads, "2026-10-01", "2026-10-31", "read");

        assertThat(lines(theirs)).hasSize(48);
        assertThat(cell(theirs, "usage in all")).isEqualTo("48");
        assertThat(lines(file(reads, "2026-10-12", "2026-10-31", "read"))).isEmpty();
        assertThat(lines(file(reads, "2026-10-01", "2026-10-10", "hour"))).isEmpty();
    }

    @Test
    void refusesWhatCannotBeAnswered() {
        var reads = electricity("kWh");
        var daily = aPoint(rows).insert().servedTo(account, "2026-01-01", null).channel("P1D");

        assertThat(browser.get(path(reads, "2026-10-02", "2026-10-02", "read")).code())
                .isEqualTo("span-empty");
        assertThat(browser.get(path(reads, "2026-10-02", "2026-10-03", "year")).code())
                .isEqualTo("malformed-request");
        assertThat(browser.get(path(daily, "2026-10-02", "2026-10-03", "hour")).code())
                .isEqualTo("no-hourly-reads");
        assertThat(browser.get(path(daily, "2026-10-02", "2026-10-03", "hour")).header("Content-Disposition"))
                .isEmpty();
    }

    /**
     * Rules EX7 and L3: more slow readers than there are connections to the database, and everyone else is answered. No more is read for
     * them than the network's own buffers hold, so that what changes some megabytes on is in the file that was begun before.
     */
    @Test
    void whoReadsSlowlyHoldsNoConnectionAndLittleMemory() throws IOException {
        var reads = electricity("kWh");
        var slow = new ArrayList<InputStream>();
        try {
            for (var i = 0; i < 20; i++) {
                var body = browser.open(path(reads, "2016-01-01", "2026-11-01", "quarter-hour"))
                        .body();
                slow.add(body);
                assertThat(body.readNBytes(3)).hasSize(3);
            }
            for (var i = 0; i < 20; i++) {
                assertThat(lines(file(reads, "2026-10-01", "2026-10-02", "hour")))
                        .hasSize(24);
            }
            reads.read(Rows.day("2020-03-20", NEW_YORK), 900, 42 * Reads.BILLION, ReadingQuality.VALID);

            var rest = new String(slow.getFirst().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(rest)
                    .contains("\r\n2020-03-20T00:00-04:00,2020-03-20T00:15-04:00,42,900,900,valid\r\n")
                    .endsWith("\r\n2026-10-31T23:45-04:00,2026-11-01T00:00-04:00,,0,900,\r\n");
        } finally {
            for (var body : slow) {
                body.close();
            }
        }
    }

    /** A query that waits too long is given up by the database: a page is told so, a file that is half sent goes on. */
    @Test
    void aFileThatWasBegunWaitsForABusyDatabase() throws Exception {
        var reads = electricity("kWh");
        try (var body = browser.open(path(reads, "2016-01-01", "2026-11-01", "quarter-hour"))
                        .body();
                var hold = database.asAdministrator();
                var reader = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(body.readNBytes(3)).hasSize(3);
            hold.setAutoCommit(false);
            hold.createStatement().execute("lock table interval_read in access exclusive mode");

            var rest = reader.submit(() -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
            await().atMost(Duration.ofMinutes(1)).until(() -> rows.text("""
                    select count(pg_cancel_backend(pid))::text from pg_stat_activity
                    where datname = current_database() and wait_event_type = 'Lock'
                    """).equals("1"));
            hold.rollback();

            assertThat(rest.get()).endsWith("\r\n2026-10-31T23:45-04:00,2026-11-01T00:00-04:00,,0,900,\r\n");
        }
    }
}
