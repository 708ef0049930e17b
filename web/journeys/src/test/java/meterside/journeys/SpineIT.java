package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A line drawn from the chart, a file that passes it: the bar, the text and the e-mail, each once, whatever is repeated. */
class SpineIT {

    private static final ZoneId TOWN = ZoneId.of("America/New_York");
    private static final String EMAIL = "demo@meterside.example";
    private static final String PHONE = "+12025550123";

    /** What the dropped file says the hour's use was: alone more than the line. */
    private static final String GALLONS = "777";

    @Test
    void tellsOnceWhateverComesAgain() throws IOException, InterruptedException {
        var house = DemoTown.runningAt(DemoTown.BY_DAY);
        var inbox = new Inbox(house);
        var account = house.sql("select a.account from account_access a join login l on l.id = a.login "
                + "join account c on c.id = a.account where l.email = '%s' order by c.number limit 1".formatted(EMAIL));
        var channel = DroppedFile.waterOf(house, account);
        try (var visitor = new Visitor(house, "en", 1280)) {
            visitor.signIn(EMAIL);
            visitor.settle();
            addPhone(visitor, inbox);
            drawLine(visitor, account, channel);
            var page = visitor.page();
            page.evaluate("() => { window.neverReloaded = true }");
            page.locator(".chart").first().focus();
            page.locator(".chart").first().press("ArrowLeft"); // today's bar
            PlaywrightAssertions.assertThat(page.locator(".readout")).not().containsText("above your line");

            var now = now(visitor);
            var hour =
                    now.truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS).atZone(TOWN);
            var line = DroppedFile.line(house, channel, hour.toOffsetDateTime(), now, GALLONS);
            house.drop("cmep", "spine.cmep", line);

            PlaywrightAssertions.assertThat(page.locator(".readout")).containsText("above your line");
            assertThat(page.evaluate("() => window.neverReloaded")).isEqualTo(true);
            visitor.photograph("spine-line-crossed");
            assertToldOnce(inbox);

            comeAgain(
                    house,
                    line,
                    DroppedFile.line(house, channel, hour.minusHours(1).toOffsetDateTime(), now, "1"));

            try (var replay = new Replay(house)) {
                replay.fromTheFirst();
                Awaitility.await().atMost(Duration.ofSeconds(120)).until(replay::isOver);
            }

            Thread.sleep(3_000); // a second message would be on its way by now
            assertToldOnce(inbox);
            assertThat(house.sql(
                            "select count(*) from alert_evaluation e join usage_alert_version v on v.id = e.version "
                                    + "join usage_alert a on a.id = v.alert where a.account = " + account))
                    .isEqualTo("1");
            seeWhy(visitor, account, "en");
            assertThat(visitor.errors()).isEmpty();
        }
        try (var visitor = new Visitor(house, "es", 390)) {
            visitor.signIn(EMAIL);
            seeWhy(visitor, account, "es");
            assertThat(visitor.errors()).isEmpty();
        }
    }

    /** By the API, since the journey of the door does it by the pages; the login's own e-mail address is there already. */
    private static void addPhone(Visitor visitor, Inbox inbox) {
        var added = visitor.api("POST", "/api/contacts", """
                {"medium": "sms", "address": "%s", "language": "en", "zone": "America/New_York", "alerts": true}""".formatted(PHONE));
        var verification =
                "/api/contacts/%s/verification".formatted(added.path("id").asString());
        visitor.api("POST", verification, "{\"code\": \"%s\"}".formatted(inbox.code(PHONE, 1)));
        for (var contact : visitor.api("GET", "/api/contacts", null).path("contacts")) {
            visitor.api("PATCH", "/api/contacts/" + contact.path("id").asString(), """
                    {"quietFrom": "00:00", "quietTo": "00:00", "alerts": true}""");
        }
    }

    /** From the chart: the words beside it, the number, save; then the handle, by keyboard. */
    private static void drawLine(Visitor visitor, String account, String channel) {
        var page = visitor.page();
        visitor.open("/accounts/%s/usage/%s".formatted(account, channel));
        visitor.settle();
        page.getByText("Tell me when a day is above").click();
        page.locator("#above").fill("500");
        PlaywrightAssertions.assertThat(page.locator(".trial h2")).containsText("told you");
        visitor.photograph("spine-alert");
        visitor.press("Save alert");
        page.waitForURL(url -> url.contains("/alerts?saved="));
        PlaywrightAssertions.assertThat(page.locator("main")).containsText("above 500\u00a0gallons in a day");
        visitor.open("/accounts/%s/usage/%s".formatted(account, channel));
        visitor.settle();
        var handle = page.getByRole(AriaRole.SLIDER);
        handle.press("ArrowUp");
        PlaywrightAssertions.assertThat(page.locator(".line-said")).containsText("Saved");
        handle.press("Enter");
        page.locator(".handle.typing").fill("600");
        page.locator(".handle.typing").press("Enter");
        PlaywrightAssertions.assertThat(page.locator(".line-said")).containsText("600\u00a0gallons");
    }

    private static void assertToldOnce(Inbox inbox) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(inbox.texts(PHONE).stream().filter(text -> text.contains("more than your 600")))
                    .hasSize(1);
            assertThat(inbox.mails(EMAIL).stream().filter(mail -> mail.contains("passed 600")))
                    .hasSize(1);
        });
    }

    /** The same read by another name, within another file, and by the command. */
    private static void comeAgain(House house, String line, String other) throws IOException {
        house.drop("cmep", "spine-again.cmep", line);
        house.drop("cmep", "spine-with-more.cmep", other + line);
        var file = Files.writeString(Path.of("target/spine-by-hand.cmep"), line + other);
        house.meterside("ingest", file.toAbsolutePath().toString(), "--feed", "cmep")
                .orThrow();
    }

    private static void seeWhy(Visitor visitor, String account, String language) {
        var page = visitor.page();
        visitor.open("/accounts/%s/notices".formatted(account));
        visitor.settle();
        Look.at(visitor, "notices-told", language);
        page.locator("a[href*='/evaluations/']").first().click();
        page.locator(".evidence").waitFor();
        PlaywrightAssertions.assertThat(page.locator(".evidence .decided")).containsText(GALLONS);
        Look.at(visitor, "why", language);
        visitor.open("/accounts/%s/alerts".formatted(account));
        Look.at(visitor, "alerts-told", language);
    }

    private static Instant now(Visitor visitor) {
        return Instant.parse(
                visitor.api("GET", "/api/session", null).path("now").asString());
    }
}
