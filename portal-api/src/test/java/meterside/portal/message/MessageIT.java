package meterside.portal.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Door;
import meterside.portal.testing.Homes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MessageIT {

    private static Door door;

    @BeforeAll
    static void open() {
        door = Door.open();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void forget() {
        door.forget();
        door.portal.clock.pass(java.time.Duration.ofSeconds(1));
    }

    @Test
    void goesToTheUtilityOnceWithWhoWroteItAndAboutWhichAccount() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);

        var before = door.notices("message", "utility@meterside.example");
        var sent = write(demo, Long.toString(door.homes.demo()), "My meter", "Its lid is loose.\r\nCome and see.");

        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        assertThat(door.notices("message", "utility@meterside.example") - before)
                .isEqualTo(1);
        var facts = JsonMapper.shared()
                .readTree(door.rows.text("select facts from notice where kind = 'message' order by id desc limit 1"));
        assertThat(facts.get("from").stringValue()).isEqualTo(Homes.DEMO);
        assertThat(facts.get("account").stringValue()).isEqualTo(door.accountNumber());
        assertThat(facts.get("text").stringValue()).isEqualTo("Its lid is loose.\nCome and see.");
    }

    @Test
    void holdsNoCardNumberOnceItIsStored() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);

        write(demo, null, "Card 4242 4242 4242 4242", "Charge 5555-5555-5555-4444 please");

        assertThat(door.rows.write("select count(*) from notice where facts::text ~ '4242 4242|5555-5555'"))
                .isZero();
        assertThat(
                        door.rows.write(
                                "select count(*) from notice where facts ->> 'text' = 'Charge [card number ending 4444] please'"))
                .isEqualTo(1);
    }

    @Test
    void isAboutNobodyElsesAccount() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);

        var anothers = write(demo, Long.toString(door.homes.other()), "x", "y");
        var unknown = write(demo, "999999", "x", "y");

        assertThat(anothers.status()).isEqualTo(404);
        assertThat(anothers.code()).isEqualTo("account-not-found");
        assertThat(anothers.body()).isEqualTo(unknown.body());
    }

    /** S8: what a page or a mail would run is kept as the text it is; what would begin a header is refused. */
    @Test
    void keepsScriptsAsTextAndRefusesLinesInASubject() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);
        var script = "<script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}";

        assertThat(write(demo, null, script, script).status()).isEqualTo(202);

        assertThat(door.rows.write(
                        "select count(*) from notice where facts ->> 'subject' = ? and facts ->> 'text' = ?",
                        script,
                        script))
                .isEqualTo(1);
        for (var line : List.of(
                "a\\r\\nBcc: x@y.example",
                "a\\nb",
                "a\\rb",
                "a\\u2028b",
                "a\\u0000b",
                "\\u0085a\\u0085b",
                "a\\ud800")) {
            assertThat(write(demo, null, line, "text").code()).as(line).isEqualTo("malformed-request");
        }
        assertThat(write(demo, null, "s", "nul\\u0000l").code()).isEqualTo("malformed-request");
        assertThat(write(demo, null, "x".repeat(121), "text").code()).isEqualTo("malformed-request");
        assertThat(write(demo, null, "s", "x".repeat(5001)).code()).isEqualTo("malformed-request");
    }

    @Test
    void isWrittenTenTimesAnHour() {
        var other = door.portal.browser().signedInAs(Homes.OTHER);

        var statuses = IntStream.range(0, 12)
                .mapToObj(n -> write(other, null, "n" + n, "text").status())
                .toList();

        assertThat(statuses.subList(0, 10)).containsOnly(202);
        assertThat(statuses.subList(10, 12)).containsOnly(429);
    }

    private static Answer write(Browser browser, String account, String subject, String text) {
        return browser.send("POST", "/api/messages", """
                {"account":%s,"subject":"%s","text":"%s"}""".formatted(
                        account == null ? "null" : "\"" + account + "\"", subject, text.replace("\r\n", "\\r\\n")));
    }
}
