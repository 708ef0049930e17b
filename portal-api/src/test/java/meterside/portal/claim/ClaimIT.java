package meterside.portal.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Door;
import meterside.portal.testing.Homes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimIT {

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
    }

    @Test
    void makesALoginThatSeesTheAccountAndWhoseAddressIsAContactWithoutConsent() {
        var email = Door.address();
        var browser = door.portal.browser();

        var begun =
                door.claim(browser, " " + door.accountNumber().toLowerCase() + " ", "b72842123", email.toUpperCase());
        var code = door.code("verify-email", email);
        var finished =
                door.finish(browser, claim(begun), code.substring(0, 3) + " " + code.substring(3), Door.PASSWORD);

        assertThat(finished.status()).as(finished.body()).isEqualTo(201);
        assertThat(finished.json().get("email").stringValue()).isEqualTo(email);
        assertThat(finished.header("Set-Cookie"))
                .matches("__Host-session=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(browser.get("/api/accounts").json().get("accounts")).hasSize(1);
        var contacts = browser.get("/api/contacts").json().get("contacts");
        assertThat(contacts).hasSize(1);
        assertThat(contacts.get(0).get("address").stringValue()).isEqualTo(email);
        assertThat(contacts.get(0).get("verified").booleanValue()).isTrue();
        assertThat(contacts.get(0).get("alerts").booleanValue()).isFalse();
        assertThat(browser.get("/api/profile").json().get("language").stringValue())
                .isEqualTo("es");
        assertThat(door.rows.write("select count(*) from consent where address = ?", email))
                .isZero();
        assertThat(door.audited("account-claimed", "account:" + door.homes.demo()))
                .isPositive();
        assertThat(door.portal.browser().signIn(email, Door.PASSWORD).status()).isEqualTo(200);
    }

    /** Whoever sees the account already is told, once, in their own language; whoever saw it once is not. */
    @Test
    void theOtherLoginsOfTheAccountAreToldThatSomebodyNewSeesIt() {
        var before = door.notices("login-added", Homes.DEMO);
        var formers = door.notices("login-added", Homes.FORMER);
        var email = Door.address();

        door.newcomer(email);

        assertThat(door.notices("login-added", Homes.DEMO)).isEqualTo(before + 1);
        assertThat(door.notices("login-added", Homes.FORMER)).isEqualTo(formers);
        assertThat(door.notices("login-added", email)).isZero();
        assertThat(door.rows.text(
                        "select concat_ws(' ', facts ->> 'account', facts ->> 'masked') from notice where kind = 'login-added'"
                                + " and address = ? order by id desc limit 1",
                        Homes.DEMO))
                .isEqualTo("%s n…@city.example".formatted(door.accountNumber()));
    }

    @Test
    void answersAllTheSameWhateverIsTrue() {
        var browser = door.portal.browser();
        var right = Door.address();
        var answers = List.of(
                door.claim(browser, door.accountNumber(), Door.SERIAL, right),
                door.claim(browser, door.accountNumber(), "nothing", Door.address()),
                door.claim(browser, "nothing", Door.SERIAL, Door.address()),
                door.claim(browser, door.accountNumber(), Door.SERIAL, Homes.OTHER));

        for (var answer : answers) {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(shape(answer)).isEqualTo(shape(answers.getFirst()));
        }
        assertThat(door.notices("verify-email", right)).isEqualTo(1);
        assertThat(door.notices("already-signed-up", Homes.OTHER)).isEqualTo(1);
        assertThat(door.notices("verify-email", Homes.OTHER)).isZero();
    }

    @Test
    void refusesACodeInTheSameWordsWhateverIsWrongWithIt() {
        var browser = door.portal.browser();
        var email = Door.address();
        var claim = claim(door.claim(browser, door.accountNumber(), Door.SERIAL, email));
        var code = door.code("verify-email", email);
        var unknown = claim(door.claim(browser, "nothing", "nothing", Door.address()));

        var refusals = new ArrayList<Answer>();
        refusals.add(door.finish(browser, claim, Door.wrong(code), Door.PASSWORD));
        refusals.add(door.finish(browser, unknown, "123456", Door.PASSWORD));
        refusals.add(door.finish(browser, "00000000-0000-4000-8000-000000000000", "123456", Door.PASSWORD));
        refusals.add(door.finish(browser, "no-id", code, Door.PASSWORD));
        refusals.add(door.finish(browser, claim, "letters", Door.PASSWORD));
        door.portal.clock.pass(Duration.ofMinutes(10));
        refusals.add(door.finish(browser, claim, code, Door.PASSWORD));

        for (var refusal : refusals) {
            assertThat(refusal.code()).isEqualTo("code-refused");
            assertThat(refusal.body()).isEqualTo(refusals.getFirst().body());
            assertThat(shape(refusal)).isEqualTo(shape(refusals.getFirst()));
        }
    }

    @Test
    void looksAtNoMoreThanFiveWrongCodesHoweverManyComeAtOnce() throws Exception {
        var email = Door.address();
        var claim = claim(door.claim(door.portal.browser(), door.accountNumber(), Door.SERIAL, email));
        var code = door.code("verify-email", email);

        var answers = atOnce(60, n -> door.finish(door.portal.browser(), claim, Door.wrong(code), Door.PASSWORD)
                .status());

        assertThat(answers).isSubsetOf(422, 503);
        assertThat(door.rows.write("select tries from one_time_code where id = ?::uuid", claim))
                .isEqualTo(5);
        assertThat(door.finish(door.portal.browser(), claim, code, Door.PASSWORD)
                        .code())
                .isEqualTo("code-refused");
    }

    /** Each keeps Argon2 busy, so no more than its queue holds. */
    @Test
    void makesOneLoginHoweverOftenTheRightCodeComesAtOnce() throws Exception {
        var email = Door.address();
        var claim = claim(door.claim(door.portal.browser(), door.accountNumber(), Door.SERIAL, email));
        var code = door.code("verify-email", email);

        var answers = new ArrayList<Integer>();
        for (var round = 0; round < 2; round++) {
            answers.addAll(atOnce(50, n -> door.finish(door.portal.browser(), claim, code, Door.PASSWORD)
                    .status()));
        }

        assertThat(Collections.frequency(answers, 201)).isEqualTo(1);
        assertThat(answers).isSubsetOf(201, 422, 503);
        assertThat(door.rows.write("select count(*) from login where email = ?", email))
                .isEqualTo(1);
    }

    @Test
    void keepsTheCodeGoodWhenOnlyThePasswordIsTooWeak() {
        var browser = door.portal.browser();
        var email = Door.address();
        var claim = claim(door.claim(browser, door.accountNumber(), Door.SERIAL, email));
        var code = door.code("verify-email", email);

        assertThat(door.finish(browser, claim, code, "short").code()).isEqualTo("password-too-weak");
        assertThat(door.finish(browser, claim, code, "passwordpassword").code()).isEqualTo("password-too-weak");
        assertThat(door.finish(browser, claim, code, Door.PASSWORD).status()).isEqualTo(201);
        assertThat(door.finish(browser, claim, code, Door.PASSWORD).code()).isEqualTo("code-refused");
    }

    @Test
    void stopsAfterFiveClaimsOfAnAccountADayRightOnesIncluded() {
        var statuses = IntStream.range(0, 7)
                .mapToObj(n -> door.claim(
                                door.portal.browser(),
                                door.accountNumber(),
                                n == 0 ? Door.SERIAL : "guess-" + n,
                                Door.address())
                        .status())
                .toList();

        assertThat(statuses).containsExactly(202, 202, 202, 202, 202, 429, 429);
        var unknown = IntStream.range(0, 7)
                .mapToObj(n -> door.claim(door.portal.browser(), "nobodys", "guess-" + n, Door.address())
                        .status())
                .toList();
        assertThat(unknown).isEqualTo(statuses);
    }

    @Test
    void writesNothingOfTheHostHeaderIntoAnyNotice() {
        var email = Door.address();
        var answer = door.portal
                .browser()
                .send(
                        "POST",
                        "/api/claims",
                        """
                {"accountNumber":"%s","meterSerial":"%s","email":"%s","language":"en"}""".formatted(door.accountNumber(), Door.SERIAL, email),
                        "X-Forwarded-Host",
                        "evil.example",
                        "Forwarded",
                        "host=evil.example");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(door.rows.write("select count(*) from notice where facts::text like '%evil%'"))
                .isZero();
        assertThat(door.rows.write("select count(*) from notice where address = ?", email))
                .isEqualTo(1);
    }

    @Test
    void refusesGatewaysOfTelephoneCompaniesAndWhatIsNoAddress() {
        var browser = door.portal.browser();

        assertThat(door.claim(browser, "1", "1", "5550123@vtext.com").code()).isEqualTo("contact-refused");
        for (var email : List.of(
                "a@b@c.example",
                "a b@c.example",
                "a@c",
                "@c.example",
                "a@c.example\\r\\nBcc: x@y.example",
                "a@-c.example")) {
            assertThat(door.claim(browser, "1", "1", email).code()).as(email).isEqualTo("malformed-request");
        }
    }

    /** Alternating, since a machine under test is never quiet; what differs is what the answers' times would tell. */
    @Test
    void takesAsLongWhetherTheClaimIsRightOrNot() {
        var right = new ArrayList<Long>();
        var wrong = new ArrayList<Long>();
        for (var i = 0; i < 25; i++) {
            door.rows.write("delete from sign_in_failure");
            right.add(nanos(Door.SERIAL));
            wrong.add(nanos("nothing"));
        }

        System.out.printf(
                "claims: lower quartile %d µs right, %d µs wrong%n",
                lowerQuartile(right) / 1000, lowerQuartile(wrong) / 1000);
        // a quarter of the tenth of a second that each takes at least, and of the more that they take on a busy machine
        assertThat(Math.abs(lowerQuartile(right) - lowerQuartile(wrong)))
                .isLessThan(Math.max(lowerQuartile(right), lowerQuartile(wrong)) / 4);
    }

    private static long nanos(String serial) {
        var email = Door.address();
        var start = System.nanoTime();
        assertThat(door.claim(door.portal.browser(), door.accountNumber(), serial, email)
                        .status())
                .isEqualTo(202);
        return System.nanoTime() - start;
    }

    private static long lowerQuartile(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 4);
    }

    private static String claim(Answer begun) {
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        return begun.json().get("claim").stringValue();
    }

    private static Object shape(Answer answer) {
        var headers = new HashMap<>(answer.headers().map());
        headers.remove("date");
        return List.of(answer.status(), headers, answer.body().length());
    }

    private static List<Integer> atOnce(int times, java.util.function.IntFunction<Integer> ask) throws Exception {
        var calls = IntStream.range(0, times)
                .<Callable<Integer>>mapToObj(n -> () -> ask.apply(n))
                .toList();
        try (var threads = Executors.newFixedThreadPool(25)) {
            var answers = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
