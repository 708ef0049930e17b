package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Someone watches their water, a file comes in, and the bar moves: in the afternoon, and at two awkward minutes. In a town of
 * its own, beside the others: it mostly waits.
 */
@Execution(ExecutionMode.CONCURRENT)
class JourneyIT {

    private static final ZoneId TOWN = ZoneId.of("America/New_York");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmm");

    /** What the dropped file says the hour's use was; no hour of the demo home comes near it. */
    private static final String GALLONS = "777";

    @AfterAll
    static void stopTheTown() {
        DemoTown.stopWatched();
    }

    @ParameterizedTest
    @Execution(ExecutionMode.SAME_THREAD) // each starts the town anew at its own hour
    @CsvSource({
        "2026-11-02T00:05-05:00, 25", // the day after the autumn change: the hour just over is the last of 25
        "2026-11-20T15:06-05:00, 24", // after the head-end's own files of the quarter: its next comes at 15:18
        "2026-11-20T23:58-05:00, 24"
    })
    void aFileMovesTheBarOfWhoeverWatches(OffsetDateTime clock, int hours) {
        var house = DemoTown.watchedAt(clock.toString());
        var hour = clock.truncatedTo(ChronoUnit.HOURS).minusHours(1).atZoneSameInstant(TOWN);
        awaitFreshReads(house, hour.toOffsetDateTime().minusHours(3));
        try (var visitor = new Visitor(house, "en", 390)) {
            visitor.signIn("demo@meterside.example");
            var page = visitor.page();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Water: see every day and hour"))
                    .click();
            visitor.settle();
            visitor.open(page.url().replaceFirst("^https?://[^/]+", "").replaceFirst("\\?.*", "") + "?day="
                    + hour.toLocalDate());
            visitor.settle();
            page.evaluate("() => { window.neverReloaded = true }");
            var before = page.locator(".summary .lead").textContent();
            visitor.requests();

            house.drop(
                    "cmep", "journey-" + clock.toEpochSecond() + ".cmep", line(house, hour.toOffsetDateTime(), clock));

            PlaywrightAssertions.assertThat(page.locator(".summary .lead"))
                    .not()
                    .hasText(before);
            assertThat(page.evaluate("() => window.neverReloaded")).isEqualTo(true);
            // the head-end's own read may have moved the page first
            PlaywrightAssertions.assertThat(valueOfHour(page, hour.getHour(), hours))
                    .containsText(GALLONS + "\u00a0gallons");

            assertThat(isIdleOnce(visitor)).as("an idle page asks for nothing").isTrue();
            assertThat(visitor.errors()).isEmpty();
            visitor.photograph("journey-" + clock.toEpochSecond());
        }
    }

    /** {@return whether half a minute passed without a request} In one of them the head-end may bring something. */
    private static boolean isIdleOnce(Visitor visitor) {
        for (var look = 0; look < 4; look++) {
            visitor.requests();
            visitor.page().waitForTimeout(30_000);
            if (visitor.requests().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Walks to the bar with the keyboard. {@return the row that a screen reader speaks} */
    private static Locator valueOfHour(Page page, int hour, int hours) {
        Locator chart = page.locator(".chart").first();
        chart.focus();
        chart.press("Home");
        var steps = hours == 25 && hour > 1 ? hour + 1 : hour;
        for (var i = 0; i < steps; i++) {
            chart.press("ArrowRight");
        }
        return page.locator(".readout");
    }

    private static void awaitFreshReads(House house, OffsetDateTime until) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(
                                house.sql("select max(r.start) >= '%s' from interval_read r where r.channel = %s"
                                        .formatted(until, channelOfDemoWater(house))))
                        .isEqualTo("t"));
    }

    private static String line(House house, OffsetDateTime hour, OffsetDateTime clock) {
        var key = house.sql("select key from feed_key where feed = 'cmep' and channel = " + channelOfDemoWater(house)
                        + " order by lower(during) desc limit 1")
                .split(":");
        var utc = hour.plusHours(1).withOffsetSameInstant(ZoneOffset.UTC);
        return "MEPMD01,20080501,JOURNEY,CUST:020000,,%s,%s,,OK,%s,%s,1.0,00000100,1,%s,R0,%s\r\n"
                .formatted(
                        key[0],
                        clock.plusHours(6).withOffsetSameInstant(ZoneOffset.UTC).format(STAMP),
                        key[1],
                        key[2],
                        utc.format(STAMP),
                        GALLONS);
    }

    private static String channelOfDemoWater(House house) {
        return house.sql("""
                select c.id from channel c
                join usage_point p on p.id = c.usage_point
                join service_agreement g on g.usage_point = p.id and upper_inf(g.during)
                join account_access a on a.account = g.account
                join login l on l.id = a.login
                where l.email = 'demo@meterside.example' and p.commodity = 'water' and c.kind = 'delta'
                """);
    }
}
