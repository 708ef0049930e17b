package meterside.portal.export;

import static meterside.portal.testing.UsagePoints.aPoint;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.zip.ZipInputStream;
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

/** What was known then, of which the files made then are the witnesses. */
class KnownOnIT {

    private static final String EMAIL = "known@meterside.example";
    private static final String NEW_YORK = "America/New_York";
    private static final Instant FIRST = Instant.parse("2026-11-02T12:00:00.123456Z");
    private static final Instant SECOND = Instant.parse("2026-11-03T15:00:00Z");

    private static Rows rows;
    private static long account;
    private static Portal portal;
    private static Browser browser;
    private static long blocks = 100;

    @BeforeAll
    static void openThePortal() {
        var database = Backing.database();
        rows = new Rows(database);
        var customers = new Customers(rows);
        account = customers.account("Kay Known");
        customers.login(EMAIL, account);
        portal = Portal.on(database, FIRST.toString());
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    private static long block(String origin, Instant storedAt) {
        return rows.write("""
                insert into read_block (id, feed, key, origin, stamped_at, first_line, last_line, unit, accepted, corrected,
                                        unchanged, rejected, stored_at)
                values (?, 'cmep', 'k', ?, ?, 1, 1, 'gal', 1, 0, 0, 0, ?) returning id
                """, blocks++, origin, storedAt, storedAt);
    }

    private static void read(Reads reads, Instant start, long gallons, int quality, long block) {
        rows.write(
                "insert into interval_read (start, billionths, block, channel, seconds, quality) values (?, ?, ?, ?, 3600, ?)",
                start,
                gallons * Reads.BILLION,
                block,
                reads.channel(),
                quality);
    }

    /** As ingest corrects: what was current becomes a revision, and the read says what is known now. */
    private static void correct(Reads reads, Instant start, long gallons, int quality, long block, Instant at) {
        rows.write("""
                insert into interval_read_revision (start, billionths, block, channel, seconds, quality, revised_at)
                select start, billionths, block, channel, seconds, quality, ? from interval_read where channel = ? and start = ?
                """, at, reads.channel(), start);
        rows.write(
                "update interval_read set billionths = ?, quality = ?, block = ? where channel = ? and start = ?",
                gallons * Reads.BILLION,
                quality,
                block,
                reads.channel(),
                start);
    }

    private static void sentAgain(Reads reads, Instant start, long block, Instant arrived) {
        rows.write("update interval_read set block = ? where channel = ? and start = ?", block, reads.channel(), start);
        rows.write(
                "insert into interval_read_repeat (start, arrived_at, block, channel) values (?, ?, ?, ?)",
                start,
                arrived,
                block,
                reads.channel());
    }

    private static void rolledUp(Reads reads, String from, String to) {
        rows.write("delete from usage_day where channel = ?", reads.channel());
        LocalDate.parse(from).datesUntil(LocalDate.parse(to)).forEach(day -> reads.rolledUp(day.toString()));
    }

    private static String file(Reads reads, String more) {
        var answer = browser.get(Homes.usage(account, reads.channel(), "2026-10-31", "2026-11-10", more)
                .replace("/usage?", "/usage.csv?"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** {@return the file out of the ZIP that has its signature beside it} */
    private static String signed(Reads reads, String more) throws IOException {
        var path = Homes.usage(account, reads.channel(), "2026-10-31", "2026-11-10", more);
        try (var zip = new ZipInputStream(
                browser.open(path.replace("/usage?", "/usage.csv.zip?")).body())) {
            assertThat(zip.getNextEntry().getName()).endsWith("-day.csv");
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String asKnownOn(String file) {
        var made = file.lines()
                .filter(line -> line.startsWith("made at,"))
                .findFirst()
                .orElseThrow()
                .substring("made at,".length());
        return "&as-known-on=" + URLEncoder.encode(made, StandardCharsets.UTF_8);
    }

    @Test
    void givesAnEarlierFileAgainByteForByteWhateverCameSince() throws IOException {
        browser = portal.browser().signedInAs(EMAIL);
        var reads = aPoint(rows).insert().servedTo(account, "2026-01-01", null).channel("PT1H");
        var day = Rows.day("2026-10-31", NEW_YORK);
        var early = block("feed", Instant.parse("2026-11-02T06:00:00Z"));
        for (var hour = 0; hour < 46; hour++) {
            read(reads, day.plusSeconds(hour * 3600L), hour + 1, hour % 7 == 0 ? 8 : 0, early);
        }
        rolledUp(reads, "2026-10-31", "2026-11-03");
        portal.clock.set(FIRST);
        var files = new HashMap<String, String>();
        var cuts = List.of("read", "hour", "day", "week", "month", "day&unit=CCF");
        cuts.forEach(by -> files.put(by, file(reads, by)));

        // then: measured instead of estimated, sent again unchanged, more hours, and a correction by staff of what was
        // corrected
        var later = Instant.parse("2026-11-03T09:00:00Z");
        var measured = block("feed", later);
        correct(reads, day, 50, 0, measured, later);
        correct(reads, day.plusSeconds(7 * 3600), 51, 0, measured, later);
        sentAgain(reads, day.plusSeconds(3600), block("feed", later), Instant.parse("2026-11-02T06:00:00Z"));
        for (var hour = 46; hour < 60; hour++) {
            read(reads, day.plusSeconds(hour * 3600L), 3, 14, measured);
        }
        rolledUp(reads, "2026-10-31", "2026-11-04");
        portal.clock.set(SECOND);
        browser = portal.browser().signedInAs(EMAIL); // a session ends while nobody uses it
        var second = new HashMap<String, String>();
        cuts.forEach(by -> second.put(by, file(reads, by)));
        var edited = Instant.parse("2026-11-04T10:00:00Z");
        correct(reads, day, 49, 7, block("edit", edited), edited);
        correct(reads, day.plusSeconds(3600), 48, 7, block("edit", edited), edited);
        rolledUp(reads, "2026-10-31", "2026-11-04");
        portal.clock.set(Instant.parse("2026-11-05T00:00:00Z"));
        browser = portal.browser().signedInAs(EMAIL);

        for (var by : cuts) {
            assertThat(second.get(by)).isNotEqualTo(files.get(by));
            assertThat(file(reads, by + asKnownOn(files.get(by))))
                    .as("first by %s", by)
                    .isEqualTo(files.get(by));
            assertThat(file(reads, by + asKnownOn(second.get(by))))
                    .as("second by %s", by)
                    .isEqualTo(second.get(by));
        }
        assertThat(signed(reads, "day" + asKnownOn(files.get("day")))).isEqualTo(files.get("day"));
        whatChangedSaysWhenAndWhy(reads);
        assertThat(sums(reads, "&as-known-on=2026-11-02")).isEqualTo(totals(files.get("day")));
        assertThat(sums(reads, "&as-known-on=2026-11-03")).isEqualTo(totals(second.get("day")));
        assertThat(sums(reads, ""))
                .isEqualTo(sums(reads, "&as-known-on=2099-01-01"))
                .isNotEqualTo(totals(second.get("day")));
        assertThat(sums(reads, "&as-known-on=2026-10-01")).containsOnly("");
    }

    /** One estimate was measured and another one and a read sent again were corrected by staff; late hours are no change. */
    private static void whatChangedSaysWhenAndWhy(Reads reads) {
        var path = Homes.usage(account, reads.channel(), "2026-10-31", "2026-11-03", "day");
        var answer = browser.get(path.replace("/usage?", "/usage/changes?"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var changes = answer.json().get("changes");
        assertThat(changes).hasSize(1);
        var change = changes.get(0);
        assertThat(change.get("start").stringValue()).isEqualTo("2026-10-31T00:00-04:00");
        assertThat(change.get("at").stringValue()).isEqualTo("2026-11-04T05:00-05:00");
        assertThat(change.get("edited").intValue()).isEqualTo(2);
        assertThat(change.get("measured").intValue()).isEqualTo(1);
        assertThat(change.get("resent").intValue()).isZero();
        assertThat(change.get("difference").stringValue()).isEqualTo("137"); // 49 - 1, 48 - 2, 51 - 8
    }

    /** {@return the days' sums of the page's answer, those of the file's first days} */
    private static List<String> sums(Reads reads, String more) {
        var answer = browser.get(Homes.usage(account, reads.channel(), "2026-10-31", "2026-11-03", "day") + more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json()
                .get("buckets")
                .valueStream()
                .map(bucket -> bucket.get("value").asString(""))
                .toList();
    }

    private static List<String> totals(String file) {
        return file.lines()
                .filter(line -> line.startsWith("2026-1"))
                .map(line -> line.split(",", -1)[2])
                .limit(3)
                .toList();
    }
}
