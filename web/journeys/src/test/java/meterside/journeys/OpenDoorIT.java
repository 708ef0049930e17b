package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From a bill in the hand to a text that says why, and no more texts after STOP: as someone new would, by the pages alone.
 */
class OpenDoorIT {

    private static final ZoneId TOWN = ZoneId.of("America/New_York");
    private static final String PASSWORD = "four warm words on a sunday";

    @ParameterizedTest
    @CsvSource({"en, ana@example.com, 202-555-0141, STOP, START", "es, luz@example.com, 202-555-0142, ALTO, ALTA"})
    void someoneNewIsToldAndStops(String language, String email, String number, String stop, String start) {
        var house = DemoTown.runningAt(DemoTown.BY_DAY);
        var inbox = new Inbox(house);
        var phone = "+1" + number.replace("-", "");
        var bill = house.sql("""
                        select a.id, a.number, m.serial from account a
                        join service_agreement g on g.account = a.id and upper_inf(g.during)
                        join usage_point p on p.id = g.usage_point and p.commodity = 'water'
                        join channel c on c.usage_point = p.id and c.kind = 'delta' and c.length = 'PT1H'
                        join feed_key k on k.channel = c.id and k.feed = 'cmep' and upper_inf(k.during)
                        join meter_installation i on i.usage_point = p.id and upper_inf(i.during)
                        join meter m on m.id = i.meter
                        where not exists (select from account_access x where x.account = a.id)
                          and lower(c.during) < timestamptz '2026-08-01T00:00Z'
                        order by a.number limit 1
                        """).split("\\|");
        var account = bill[0];
        try (var visitor = new Visitor(house, language, 390)) {
            claim(visitor, inbox, bill[1], bill[2], email);
            Look.at(visitor, "door-home", language);
            addPhone(visitor, inbox, number, phone, language);
            var secret = turnOnSecondFactor(visitor, language);
            signInWithCode(visitor, email, secret, language);
            setAlert(visitor, account, DroppedFile.waterOf(house, account));

            var now = now(visitor);
            var hour =
                    now.truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS).atZone(TOWN);
            house.drop(
                    "cmep",
                    "door-%s.cmep".formatted(language),
                    DroppedFile.line(house, DroppedFile.waterOf(house, account), hour.toOffsetDateTime(), now, "888"));

            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(inbox.texts(phone))
                    .anyMatch(text -> text.contains("400") && text.contains(stop)));
            seeWhy(visitor, account, language);
            stopAndStart(visitor, inbox, phone, stop, start);
            assertThat(visitor.errors()).isEmpty();
        }
    }

    private static void claim(Visitor visitor, Inbox inbox, String number, String serial, String email) {
        var page = visitor.page();
        visitor.open("/sign-in");
        page.locator("a[href='/claim']").click();
        page.locator("#account").fill(number);
        page.locator("#meter").fill(serial);
        page.locator("#email").fill(email);
        page.locator("#who [type=submit]:enabled").waitFor(); // Enter does nothing before the page's script is there
        page.locator("#email").press("Enter");
        page.locator("#code").waitFor();
        page.locator("#code").fill(inbox.code(email, 1));
        page.locator("#password").fill(PASSWORD);
        PlaywrightAssertions.assertThat(page.locator("[data-rule].met")).hasCount(2);
        page.locator("#password").press("Enter");
        page.waitForURL(url -> !url.contains("/claim"));
        visitor.settle();
    }

    private static void addPhone(Visitor visitor, Inbox inbox, String number, String phone, String language) {
        var page = visitor.page();
        visitor.open("/profile/contacts");
        visitor.settle();
        page.locator("main .stack > p > button").click();
        page.locator("#contact-address").fill(number);
        page.locator("#contact-agreed").check();
        page.locator("#contact-address").press("Enter");
        var code = page.locator("input[id^=code-]");
        code.waitFor();
        Look.at(visitor, "door-contact", language);
        code.fill(inbox.code(phone, 1));
        code.press("Enter");
        var card = page.locator("section.card:has(h2:has-text('%s'))".formatted(number.substring(8)));
        card.locator("select[id$='-from']").selectOption("00:00");
        card.locator("select[id$='-to']").waitFor();
        card.locator("select[id$='-to']").selectOption("00:00");
        PlaywrightAssertions.assertThat(card.locator("[role=status]")).not().isEmpty();
        assertThat(card.locator("input[id$='-alerts']").isChecked()).isTrue();
    }

    private static String turnOnSecondFactor(Visitor visitor, String language) {
        var page = visitor.page();
        visitor.open("/profile/security");
        visitor.settle();
        page.locator("section.card >> nth=1 >> button").click();
        page.locator(".secret").waitFor();
        Look.at(visitor, "door-factor", language);
        var secret = page.locator(".secret").textContent().replace(" ", "");
        page.locator("#factor-code").fill(OneTimeCode.at(secret, now(visitor)));
        page.locator("#factor-code").press("Enter");
        page.locator(".codes").waitFor();
        PlaywrightAssertions.assertThat(page.locator(".codes li")).hasCount(10);
        Look.at(visitor, "door-recovery", language);
        return secret;
    }

    private static void signInWithCode(Visitor visitor, String email, String secret, String language) {
        var page = visitor.page();
        var now = now(visitor);
        visitor.api("DELETE", "/api/session", null);
        visitor.open("/sign-in");
        page.locator("#email").fill(email);
        page.locator("#password").fill(PASSWORD);
        page.locator("[type=submit]:enabled").waitFor();
        page.locator("#password").press("Enter");
        page.locator("#code").waitFor();
        Look.at(visitor, "door-sign-in-code", language);
        // a code works once, so the next one
        page.locator("#code").fill(OneTimeCode.at(secret, now.plusSeconds(30)));
        page.locator("#code").press("Enter");
        page.waitForURL(url -> !url.contains("/sign-in"));
        visitor.settle();
    }

    private static void setAlert(Visitor visitor, String account, String channel) {
        var page = visitor.page();
        visitor.open("/accounts/%s/usage/%s".formatted(account, channel));
        visitor.settle();
        page.locator(".bar-acts a[href*='/alerts/new']").click();
        page.locator("#above").fill("400");
        page.locator("button[form=alert-form]").click();
        page.waitForURL(url -> url.contains("/alerts?saved="));
        PlaywrightAssertions.assertThat(page.locator("li.card")).hasCount(1);
    }

    private static void seeWhy(Visitor visitor, String account, String language) {
        var page = visitor.page();
        visitor.open("/accounts/%s/notices".formatted(account));
        visitor.settle();
        page.locator("a[href*='/evaluations/']").first().click();
        page.locator(".evidence .decided").waitFor();
        Look.at(visitor, "door-why", language);
    }

    private static void stopAndStart(Visitor visitor, Inbox inbox, String phone, String stop, String start) {
        var page = visitor.page();
        var before = inbox.texts(phone).size();
        inbox.reply(phone, stop);
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> inbox.texts(phone).size() > before);
        visitor.open("/profile/contacts");
        visitor.settle();
        PlaywrightAssertions.assertThat(consent(page, phone)).not().isChecked();
        inbox.reply(phone, start);
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> inbox.texts(phone).size() > before + 1);
        visitor.open("/profile/contacts");
        visitor.settle();
        PlaywrightAssertions.assertThat(consent(page, phone)).isChecked();
    }

    private static Locator consent(Page page, String phone) {
        return page.locator("section.card:has(h2:has-text('%s')) input[id$='-alerts']"
                .formatted(phone.substring(phone.length() - 4)));
    }

    private static Instant now(Visitor visitor) {
        return Instant.parse(
                visitor.api("GET", "/api/session", null).path("now").asString());
    }
}
