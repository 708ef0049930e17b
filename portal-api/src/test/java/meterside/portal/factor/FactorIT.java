package meterside.portal.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Door;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactorIT {

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

    /** An app set up for a new login, written apart from the code under test: RFC 6238 by hand. */
    private record App(String email, Browser browser, String secret, List<String> recoveryCodes) {

        static App setUp() {
            var email = Door.address();
            var browser = door.newcomer(email);
            var made = browser.send("POST", "/api/second-factor", null);
            assertThat(made.status()).as(made.body()).isEqualTo(200);
            var secret = made.json().get("secret").stringValue();
            var confirmed = browser.send("POST", "/api/second-factor/confirmation", code(shown(secret, 0)));
            assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
            var codes = new ArrayList<String>();
            confirmed.json().get("recoveryCodes").forEach(code -> codes.add(code.stringValue()));
            return new App(email, browser, secret, codes);
        }

        String shown() {
            return shown(secret, 0);
        }

        static String shown(String secret, int steps) {
            try {
                var key = BigInteger.ZERO;
                for (var letter : secret.toCharArray()) {
                    key = key.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)));
                }
                var bytes = new byte[20];
                var magnitude = key.toByteArray();
                for (var i = 0; i < Math.min(20, magnitude.length); i++) {
                    bytes[19 - i] = magnitude[magnitude.length - 1 - i];
                }
                var mac = Mac.getInstance("HmacSHA1");
                mac.init(new SecretKeySpec(bytes, "HmacSHA1"));
                var step = door.portal.clock.instant().getEpochSecond() / 30 + steps;
                var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
                var place = hash[19] & 15;
                var number = ByteBuffer.wrap(hash, place, 4).getInt() & Integer.MAX_VALUE;
                return "%06d".formatted(number % 1_000_000);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        Answer signIn(String factor) {
            return signIn(door.portal.browser(), factor);
        }

        Answer signIn(Browser other, String factor) {
            return other.send(
                    "POST",
                    "/api/session",
                    "{\"email\":\"%s\",\"password\":\"%s\",\"secondFactor\":\"%s\"}"
                            .formatted(email, Door.PASSWORD, factor));
        }
    }

    @Test
    void isAskedForOnlyWhenThePasswordIsRight() {
        var app = App.setUp();
        door.portal.clock.pass(Duration.ofSeconds(30));

        assertThat(door.portal.browser().signIn(app.email(), "wrong").code()).isEqualTo("sign-in-refused");
        assertThat(door.portal.browser().signIn(app.email(), Door.PASSWORD).code())
                .isEqualTo("second-factor-needed");
        assertThat(app.signIn(Door.wrong(app.shown())).code()).isEqualTo("second-factor-refused");
        assertThat(app.signIn(app.shown()).status()).isEqualTo(200);
        assertThat(door.portal
                        .browser()
                        .signIn("nobody@city.example", Door.PASSWORD)
                        .code())
                .isEqualTo("sign-in-refused");
        assertThat(app.browser().get("/api/profile").json().toString())
                .contains("\"secondFactor\":true", "\"recoveryCodesLeft\":10");
        assertThat(door.notices("factor-changed", app.email())).isEqualTo(1);
    }

    @Test
    void takesEachCodeOnceAndOneStepEitherWay() throws Exception {
        var app = App.setUp();

        assertThat(app.signIn(app.shown()).code()).as("used to confirm").isEqualTo("second-factor-refused");
        assertThat(app.signIn(App.shown(app.secret(), 2)).code())
                .as("too early")
                .isEqualTo("second-factor-refused");
        assertThat(app.signIn(App.shown(app.secret(), 1)).status()).isEqualTo(200);
        door.portal.clock.pass(Duration.ofSeconds(30));
        assertThat(app.signIn(app.shown()).code())
                .as("of the step that was used")
                .isEqualTo("second-factor-refused");
        door.portal.clock.pass(Duration.ofSeconds(60));
        door.rows.write("delete from sign_in_failure");
        var code = App.shown(app.secret(), -1);
        var calls = IntStream.range(0, 4)
                .<Callable<Integer>>mapToObj(n -> () -> app.signIn(code).status())
                .toList();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            assertThat(Collections.frequency(answers, 200)).isEqualTo(1);
        }
    }

    @Test
    void isGuessedSlowerAndSlower() {
        var app = App.setUp();
        door.portal.clock.pass(Duration.ofMinutes(1));

        var statuses = IntStream.range(0, 8)
                .mapToObj(n -> app.signIn(Door.wrong(app.shown())).status())
                .toList();

        assertThat(statuses).containsExactly(401, 401, 401, 401, 401, 429, 429, 429);
    }

    @Test
    void isReplacedByARecoveryCodeOnceAndThatIsTold() {
        var app = App.setUp();
        var code = app.recoveryCodes().getFirst();

        assertThat(app.recoveryCodes())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(one -> one.matches("[A-Z2-7]{4}(-[A-Z2-7]{4}){3}"));
        assertThat(app.signIn(code.toLowerCase().replace('-', ' ')).status()).isEqualTo(200);
        assertThat(app.signIn(code).code()).isEqualTo("second-factor-refused");
        assertThat(app.browser()
                        .get("/api/profile")
                        .json()
                        .get("recoveryCodesLeft")
                        .intValue())
                .isEqualTo(9);
        assertThat(door.rows.write(
                        "select count(*) from notice where kind = 'recovery-code-used' and address = ?", app.email()))
                .isEqualTo(1);

        var renewed = app.browser().send("POST", "/api/recovery-codes", null);
        assertThat(renewed.json().get("recoveryCodes")).hasSize(10);
        assertThat(app.signIn(app.recoveryCodes().get(1)).code())
                .as("an older one")
                .isEqualTo("second-factor-refused");
    }

    @Test
    void countsForNothingUntilItIsConfirmedAndIsNotReplacedUnasked() {
        var email = Door.address();
        var browser = door.newcomer(email);
        browser.send("POST", "/api/second-factor", null);

        assertThat(door.portal.browser().signIn(email, Door.PASSWORD).status()).isEqualTo(200);
        assertThat(browser.send("POST", "/api/second-factor/confirmation", code("000000"))
                        .code())
                .isEqualTo("code-refused");
        assertThat(browser.send("POST", "/api/recovery-codes", null).code()).isEqualTo("no-second-factor");

        var app = App.setUp();
        assertThat(app.browser().send("POST", "/api/second-factor", null).code())
                .isEqualTo("second-factor-there");
    }

    @Test
    void isRemovedOnlyWhereThePasswordStandsAlone() {
        var app = App.setUp();
        assertThat(password(app.browser(), Door.PASSWORD, "kR8#vq2!").status())
                .as("8 are enough beside it")
                .isEqualTo(204);

        assertThat(app.browser().send("DELETE", "/api/second-factor", null).code())
                .isEqualTo("password-too-short-alone");
        assertThat(password(app.browser(), "kR8#vq2!", Door.PASSWORD).status()).isEqualTo(204);
        assertThat(app.browser().send("DELETE", "/api/second-factor", null).status())
                .isEqualTo(204);

        assertThat(app.browser().send("DELETE", "/api/second-factor", null).status())
                .as("again")
                .isEqualTo(204);
        assertThat(door.portal.browser().signIn(app.email(), Door.PASSWORD).status())
                .isEqualTo(200);
        assertThat(app.browser()
                        .get("/api/profile")
                        .json()
                        .get("recoveryCodesLeft")
                        .intValue())
                .isZero();
        assertThat(door.audited("second-factor-removed", "login:" + door.login(app.email())))
                .isEqualTo(1);
    }

    @Test
    void isNeededForAForgottenPasswordAndForFreshProof() {
        var app = App.setUp();
        door.portal.clock.pass(Duration.ofMinutes(11));
        assertThat(app.browser().send("POST", "/api/recovery-codes", null).code())
                .isEqualTo("proof-needed");
        var proof = "{\"password\":\"%s\"}".formatted(Door.PASSWORD);
        assertThat(app.browser().send("POST", "/api/proof", proof).code()).isEqualTo("second-factor-needed");
        proof = "{\"password\":\"%s\",\"secondFactor\":\"%s\"}".formatted(Door.PASSWORD, app.shown());
        assertThat(app.browser().send("POST", "/api/proof", proof).status()).isEqualTo(204);

        var asked = door.portal
                .browser()
                .send("POST", "/api/password-resets", "{\"email\":\"%s\",\"language\":\"en\"}".formatted(app.email()));
        var reset = asked.json().get("reset").stringValue();
        var code = door.code("password-reset", app.email());
        var body = "{\"code\":\"%s\",\"password\":\"eight blue stones\"%s}";
        var path = "/api/password-resets/" + reset;
        assertThat(door.portal
                        .browser()
                        .send("POST", path, body.formatted(code, ""))
                        .code())
                .isEqualTo("second-factor-needed");
        var factor = ",\"secondFactor\":\"%s\"";
        assertThat(door.portal
                        .browser()
                        .send("POST", path, body.formatted(code, factor.formatted("000000")))
                        .code())
                .isEqualTo("second-factor-refused");
        assertThat(door.portal
                        .browser()
                        .send(
                                "POST",
                                path,
                                body.formatted(
                                        code,
                                        factor.formatted(app.recoveryCodes().getLast())))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void standsNowhereInPlain() {
        var app = App.setUp();

        assertThat(door.rows.write(
                        "select count(*) from second_factor where length(secret) = 12 + 20 + 16 and login = ?",
                        door.login(app.email())))
                .as("nonce, secret and tag")
                .isEqualTo(1);
        assertThat(door.rows.write(
                        "select count(*) from audit_event where detail::text like '%' || ? || '%'", app.secret()))
                .isZero();
        assertThat(door.rows.write(
                        "select count(*) from recovery_code where length(code_hash) = 32 and login = ?",
                        door.login(app.email())))
                .isEqualTo(10);
    }

    private static String code(String code) {
        return "{\"code\":\"%s\"}".formatted(code);
    }

    private static Answer password(Browser browser, String current, String password) {
        return browser.send(
                "PUT", "/api/password", "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(current, password));
    }
}
