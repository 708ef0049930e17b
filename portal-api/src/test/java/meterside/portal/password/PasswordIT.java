package meterside.portal.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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

class PasswordIT {

    private static final String NEW = "seven quiet winter boats";

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
    void isChangedByTheOneBeforeWhichEndsTheOtherSessionsAndIsTold() {
        var email = Door.address();
        var here = door.newcomer(email);
        var elsewhere = door.portal.browser();
        assertThat(elsewhere.signIn(email, Door.PASSWORD).status()).isEqualTo(200);

        assertThat(change(here, "not the one", NEW).code()).isEqualTo("sign-in-refused");
        assertThat(change(here, Door.PASSWORD, "short").code()).isEqualTo("password-too-weak");
        assertThat(elsewhere.get("/api/session").status()).isEqualTo(200);
        assertThat(change(here, Door.PASSWORD, NEW).status()).isEqualTo(204);

        assertThat(here.get("/api/session").status()).isEqualTo(200);
        assertThat(elsewhere.get("/api/session").status()).isEqualTo(401);
        assertThat(door.notices("password-changed", email)).isEqualTo(1);
        assertThat(door.audited("password-changed", "login:" + door.login(email)))
                .isEqualTo(1);
        assertThat(door.portal.browser().signIn(email, Door.PASSWORD).status()).isEqualTo(401);
        assertThat(door.portal.browser().signIn(email, NEW).status()).isEqualTo(200);
    }

    @Test
    void isTheSameHoweverAKeyboardWritesItsLetters() {
        var email = Door.address();
        var here = door.newcomer(email);

        assertThat(change(here, Door.PASSWORD, "cafe\u0301 con leche fri\u0301a")
                        .status())
                .isEqualTo(204);

        assertThat(door.portal
                        .browser()
                        .signIn(email, "caf\u00e9 con leche fr\u00eda")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void isGuessedNoFasterByWhoeverStoleASession() {
        var here = door.newcomer(Door.address());

        var statuses = IntStream.range(0, 7)
                .mapToObj(n -> change(here, "guess " + n, NEW).status())
                .toList();

        assertThat(statuses).containsExactly(401, 401, 401, 401, 401, 429, 429);
    }

    @Test
    void isChosenAnewByACodeWhichEndsAllSessions() {
        var email = Door.address();
        var here = door.newcomer(email);
        var reset = reset(forgot(email));
        var code = door.code("password-reset", email);

        assertThat(choose(reset, Door.wrong(code), NEW).code()).isEqualTo("code-refused");
        assertThat(choose(reset, code, "short").code()).isEqualTo("password-too-weak");
        assertThat(choose(reset, code, NEW).status()).isEqualTo(204);

        assertThat(here.get("/api/session").status()).isEqualTo(401);
        assertThat(choose(reset, code, "five brave orange doors").code()).isEqualTo("code-refused");
        assertThat(door.notices("password-changed", email)).isEqualTo(1);
        assertThat(door.portal.browser().signIn(email, NEW).status()).isEqualTo(200);
    }

    @Test
    void tellsNobodyWhoHasALogin() {
        var known = forgot(Homes.OTHER);
        var unknown = forgot(Door.address());

        assertThat(shape(unknown)).isEqualTo(shape(known));
        assertThat(
                        door.rows.write(
                                "select count(*) from notice where kind = 'password-reset' and address like 'new-%' and login is null"))
                .isZero();
        assertThat(shape(choose(reset(unknown), "123456", NEW)))
                .isEqualTo(shape(choose(reset(known), Door.wrong(door.code("password-reset", Homes.OTHER)), NEW)));
    }

    @Test
    void isResetOnceHoweverOftenTheRightCodeComesAtOnce() throws Exception {
        var email = Door.address();
        door.newcomer(email);
        var reset = reset(forgot(email));
        var code = door.code("password-reset", email);
        var calls = IntStream.range(0, 50)
                .<Callable<Integer>>mapToObj(
                        n -> () -> choose(reset, code, NEW + n).status())
                .toList();
        var answers = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(25)) {
            for (var round = 0; round < 2; round++) {
                for (var answer : threads.invokeAll(calls)) {
                    answers.add(answer.get());
                }
            }
        }

        assertThat(Collections.frequency(answers, 204)).isEqualTo(1);
        assertThat(answers).isSubsetOf(204, 422, 503);
        assertThat(door.notices("password-changed", email)).isEqualTo(1);
    }

    @Test
    void endsACodeAfterTenMinutes() {
        var email = Door.address();
        door.newcomer(email);
        var reset = reset(forgot(email));
        var code = door.code("password-reset", email);

        door.portal.clock.pass(Duration.ofMinutes(10));

        assertThat(choose(reset, code, NEW).code()).isEqualTo("code-refused");
    }

    @Test
    void sendsFiveCodesAnHourWhetherAnyoneHasTheAddressOrNot() {
        var unknown = Door.address();

        for (var email : List.of(Homes.FORMER, unknown)) {
            var statuses =
                    IntStream.range(0, 7).mapToObj(n -> forgot(email).status()).toList();
            assertThat(statuses).containsExactly(202, 202, 202, 202, 202, 429, 429);
        }
    }

    @Test
    void takesAsLongToForgetWhoeverItIs() {
        var known = new ArrayList<Long>();
        var unknown = new ArrayList<Long>();
        for (var i = 0; i < 25; i++) {
            door.rows.write("delete from sign_in_failure");
            known.add(nanos(Homes.DEMO));
            unknown.add(nanos(Door.address()));
        }

        System.out.printf(
                "resets: lower quartile %d µs known, %d µs unknown%n",
                lowerQuartile(known) / 1000, lowerQuartile(unknown) / 1000);
        // a quarter of the tenth of a second that each takes at least, and of the more that they take on a busy machine
        assertThat(Math.abs(lowerQuartile(known) - lowerQuartile(unknown)))
                .isLessThan(Math.max(lowerQuartile(known), lowerQuartile(unknown)) / 4);
    }

    private static long nanos(String email) {
        var start = System.nanoTime();
        assertThat(forgot(email).status()).isEqualTo(202);
        return System.nanoTime() - start;
    }

    private static long lowerQuartile(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 4);
    }

    private static Answer change(Browser browser, String current, String password) {
        return browser.send(
                "PUT", "/api/password", "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(current, password));
    }

    private static Answer forgot(String email) {
        return door.portal
                .browser()
                .send("POST", "/api/password-resets", "{\"email\":\"%s\",\"language\":\"en\"}".formatted(email));
    }

    private static String reset(Answer asked) {
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        return asked.json().get("reset").stringValue();
    }

    private static Answer choose(String reset, String code, String password) {
        return door.portal
                .browser()
                .send(
                        "POST",
                        "/api/password-resets/" + reset,
                        "{\"code\":\"%s\",\"password\":\"%s\"}".formatted(code, password));
    }

    private static Object shape(Answer answer) {
        var headers = new HashMap<>(answer.headers().map());
        headers.remove("date");
        return List.of(answer.status(), headers, answer.body().length());
    }
}
