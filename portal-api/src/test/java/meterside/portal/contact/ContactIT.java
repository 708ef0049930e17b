package meterside.portal.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Door;
import meterside.portal.testing.Homes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContactIT {

    private static Door door;

    @BeforeAll
    static void open() {
        door = Door.open("METERSIDE_CODE_TEXTS_AN_HOUR", "1000");
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void forget() {
        door.forget();
        door.rows.write("update contact set removed_at = ? where removed_at is null", door.portal.clock.instant());
    }

    @Test
    void isVerifiedByItsCodeAndConsentCountsOnlyThen() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);

        var added = add(demo, "sms", "(202) 555-0123", true);

        assertThat(added.status()).as(added.body()).isEqualTo(201);
        var contact = added.json();
        assertThat(contact.get("address").stringValue()).isEqualTo("+12025550123");
        assertThat(contact.get("verified").booleanValue()).isFalse();
        assertThat(contact.get("alerts").booleanValue()).isTrue();
        assertThat(consents("+12025550123")).isZero();
        assertThat(door.notices("contact-added", Homes.DEMO))
                .as("the old address is told")
                .isPositive();

        var code = door.code("verify-contact", "+12025550123");
        assertThat(verify(demo, id(added), Door.wrong(code)).code()).isEqualTo("code-refused");
        var verified = verify(demo, id(added), code);

        assertThat(verified.status()).as(verified.body()).isEqualTo(200);
        assertThat(verified.json().get("verified").booleanValue()).isTrue();
        assertThat(verified.json().get("alerts").booleanValue()).isTrue();
        assertThat(
                        door.rows.text(
                                "select wording || ' ' || source || ' ' || network from consent where address = '+12025550123' and given"))
                .isEqualTo("alerts-page-1 page 127.0.0.1");
        assertThat(verify(demo, id(added), code).code()).as("used").isEqualTo("code-refused");
        assertThat(door.audited("contact-verified", "contact:" + id(added))).isEqualTo(1);
    }

    @Test
    void takesConsentBackAndGivesItAgain() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);
        var id = verified(demo, "email", Door.address(), false);

        assertThat(change(demo, id, "{\"alerts\":true}").json().get("alerts").booleanValue())
                .isTrue();
        assertThat(change(
                                demo,
                                id,
                                "{\"quietFrom\":\"22:30\",\"quietTo\":\"07:00\",\"urgentAtNight\":true,\"zone\":\"America/Phoenix\",\"language\":\"es\"}")
                        .json()
                        .toString())
                .contains(
                        "\"quietFrom\":\"22:30\"",
                        "\"quietTo\":\"07:00\"",
                        "\"urgentAtNight\":true",
                        "America/Phoenix",
                        "\"language\":\"es\"",
                        "\"alerts\":true");
        assertThat(change(demo, id, "{\"alerts\":false}").json().get("alerts").booleanValue())
                .isFalse();

        for (var broken : List.of(
                "{\"quietFrom\":\"24:00\"}",
                "{\"quietFrom\":\"9:00\"}",
                "{\"zone\":\"Mars\"}",
                "{\"language\":\"xx\"}",
                "{\"address\":\"x@y.example\"}",
                "{\"verified\":true}")) {
            assertThat(change(demo, id, broken).code()).as(broken).isEqualTo("malformed-request");
        }
    }

    @Test
    void ofSomebodyElseIsNoContactAtAll() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);
        var other = door.portal.browser().signedInAs(Homes.OTHER);
        var id = verified(demo, "email", Door.address(), false);

        for (var ask : List.of("PATCH /", "DELETE /", "POST /code", "POST /verification")) {
            var method = ask.split(" ")[0];
            var rest = ask.split(" ")[1].replaceFirst("^/$", "");
            var body =
                    switch (ask) {
                        case "PATCH /" -> "{\"alerts\":true}";
                        case "POST /verification" -> "{\"code\":\"123456\"}";
                        default -> null;
                    };
            var anothers = other.send(method, "/api/contacts/" + id + rest, body);
            var unknown = other.send(method, "/api/contacts/999999" + rest, body);
            assertThat(anothers.status()).as(ask).isEqualTo(404);
            assertThat(anothers.body()).isEqualTo(unknown.body());
        }
        assertThat(demo.get("/api/contacts").json().get("contacts")).hasSize(1);
        assertThat(other.get("/api/contacts").json().get("contacts")).isEmpty();
    }

    @Test
    void isToldWhenItIsRemoved() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);
        var address = Door.address();
        var id = verified(demo, "email", address, true);

        assertThat(demo.send("DELETE", "/api/contacts/" + id, null).status()).isEqualTo(204);

        assertThat(door.notices("contact-removed", address)).isEqualTo(1);
        assertThat(demo.get("/api/contacts").json().get("contacts")).isEmpty();
        assertThat(demo.send("DELETE", "/api/contacts/" + id, null).code()).isEqualTo("contact-not-found");
        assertThat(add(demo, "email", address, true).status()).as("again").isEqualTo(201);
    }

    @Test
    void isAddedAndRemovedOnlyByWhoeverHasJustShownWhoTheyAre() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);
        var id = verified(demo, "email", Door.address(), false);
        door.portal.clock.pass(Duration.ofMinutes(10));

        assertThat(add(demo, "email", Door.address(), false).code()).isEqualTo("proof-needed");
        assertThat(demo.send("DELETE", "/api/contacts/" + id, null).code()).isEqualTo("proof-needed");
        assertThat(demo.send("POST", "/api/proof", "{\"password\":\"wrong\"}").code())
                .isEqualTo("sign-in-refused");
        assertThat(add(demo, "email", Door.address(), false).code()).isEqualTo("proof-needed");
        assertThat(demo.send("POST", "/api/proof", "{\"password\":\"%s\"}".formatted(Browser.PASSWORD))
                        .status())
                .isEqualTo(204);

        assertThat(add(demo, "email", Door.address(), false).status()).isEqualTo(201);
    }

    @Test
    void isNoGatewayAndNoNumberThatIsDearOrForeign() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);

        for (var number : List.of(
                "+1 900 555 0123", // premium
                "+1 876 555 0123", // Jamaica, which looks like home
                "+44 7400 123456",
                "+371 81 234 567",
                "+882 16 12345678", // satellite
                "+1 800 555 0123",
                "911",
                "12345",
                "+12025550123;ext=5",
                "not a number")) {
            assertThat(add(demo, "sms", number, true).code()).as(number).isEqualTo("contact-refused");
        }
        for (var email : List.of("2025550123@txt.att.net", "2025550123@sub.vtext.com", "2025550123@TMOMAIL.NET")) {
            assertThat(add(demo, "email", email, true).code()).as(email).isEqualTo("contact-refused");
        }
        assertThat(demo.get("/api/contacts").json().get("contacts")).isEmpty();
        assertThat(add(demo, "sms", "+1 416 555 0123", true).status())
                .as("Canada")
                .isEqualTo(201);
    }

    @Test
    void hasOneCodeAtATimeAndFiveTries() throws Exception {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);
        var address = Door.address();
        var id = id(add(demo, "email", address, false));
        var first = door.code("verify-contact", address);

        assertThat(demo.send("POST", "/api/contacts/" + id + "/code", null).status())
                .isEqualTo(202);
        var second = door.code("verify-contact", address);
        if (!first.equals(second)) {
            assertThat(verify(demo, id, first).code()).isEqualTo("code-refused");
        }
        var calls = IntStream.range(0, 40)
                .<Callable<Integer>>mapToObj(
                        n -> () -> verify(demo, id, Door.wrong(second)).status())
                .toList();
        try (var threads = Executors.newFixedThreadPool(20)) {
            var answers = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            assertThat(Collections.frequency(answers, 422)).isEqualTo(40);
        }
        assertThat(verify(demo, id, second).code())
                .as("after five tries the right one is too late")
                .isEqualTo("code-refused");
    }

    @Test
    void sendsThreeCodesAnHourToAnAddress() {
        var demo = door.portal.browser().signedInAs(Homes.DEMO);
        var id = id(add(demo, "email", Door.address(), false));

        var statuses = IntStream.range(0, 4)
                .mapToObj(n ->
                        demo.send("POST", "/api/contacts/" + id + "/code", null).status())
                .toList();

        assertThat(statuses).containsExactly(202, 202, 429, 429);
        door.portal.clock.pass(Duration.ofMinutes(29));
        assertThat(demo.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void masksAddressesInWhatItTells() {
        assertThat(ContactService.masked("dana@city.example")).isEqualTo("d…@city.example");
        assertThat(ContactService.masked("+12025550123")).isEqualTo("…0123");
    }

    private static Answer add(Browser browser, String medium, String address, boolean alerts) {
        return browser.send("POST", "/api/contacts", """
                {"medium":"%s","address":"%s","language":"en","zone":"America/New_York","alerts":%s}""".formatted(medium, address, alerts));
    }

    private static String verified(Browser browser, String medium, String address, boolean alerts) {
        var id = id(add(browser, medium, address, alerts));
        assertThat(verify(browser, id, door.code("verify-contact", address)).status())
                .isEqualTo(200);
        return id;
    }

    private static String id(Answer added) {
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        return added.json().get("id").stringValue();
    }

    private static Answer verify(Browser browser, String id, String code) {
        return browser.send("POST", "/api/contacts/" + id + "/verification", "{\"code\":\"%s\"}".formatted(code));
    }

    private static Answer change(Browser browser, String id, String json) {
        return browser.send("PATCH", "/api/contacts/" + id, json);
    }

    private static long consents(String address) {
        return door.rows.write("select count(*) from consent where address = ?", address);
    }
}
