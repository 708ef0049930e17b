package meterside.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInIT {

    private static Backing.Database database;
    private static Rows rows;
    private static Portal portal;

    @BeforeAll
    static void openThePortal() {
        database = Homes.in(Backing.database()).database();
        rows = new Rows(database);
        portal = Portal.on(database, Homes.NOW);
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    @BeforeEach
    void forgetFailures() {
        rows.write("delete from sign_in_failure");
        portal.clock.set(Instant.parse(Homes.NOW));
    }

    @Test
    void takesTheAddressHoweverItIsWritten() {
        assertThat(portal.browser()
                        .signIn("  DEMO@Meterside.example ", Browser.PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void saysTheSameToAnUnknownAddressAndAWrongPassword() {
        var wrong = portal.browser().signIn(Homes.DEMO, "wrong");
        var unknown = portal.browser().signIn("nobody@meterside.example", "wrong");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("sign-in-refused");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(unknown.headers().map()).isEqualTo(wrong.headers().map());
    }

    /** The quickest of several tries in turn: other work only adds to a time. Without a check it would be a tenth. */
    @Test
    void takesAsLongForAnUnknownAddressAsForAWrongPassword() {
        var wrong = new ArrayList<Long>();
        var unknown = new ArrayList<Long>();
        for (var i = 0; i < 12; i++) {
            rows.write("delete from sign_in_failure");
            wrong.add(nanosOf(Homes.DEMO));
            unknown.add(nanosOf("nobody-%d@meterside.example".formatted(i)));
        }

        assertThat(Collections.min(unknown) * 100 / Collections.min(wrong)).isBetween(50L, 200L);
    }

    @Test
    void slowsDownWhoGuessesAtOneAddressMoreAndMore() {
        IntStream.range(0, 5).forEach(guess -> assertThat(status(Homes.DEMO)).isEqualTo(401));

        var refused = portal.browser().signIn(Homes.DEMO, "wrong");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("too-many-attempts");
        assertThat(refused.header("Retry-After")).isEqualTo("1");

        portal.clock.pass(Duration.ofSeconds(1));
        assertThat(status(Homes.DEMO)).isEqualTo(401);
        assertThat(portal.browser().signIn(Homes.DEMO, "wrong").header("Retry-After"))
                .isEqualTo("2");

        portal.clock.pass(Duration.ofSeconds(1));
        assertThat(portal.browser().signIn(Homes.DEMO, Browser.PASSWORD).status())
                .as("even the right password waits")
                .isEqualTo(429);
        portal.clock.pass(Duration.ofSeconds(1));
        assertThat(portal.browser().signIn(Homes.DEMO, Browser.PASSWORD).status())
                .isEqualTo(200);
        assertThat(status(Homes.DEMO)).as("counted anew").isEqualTo(401);
    }

    @Test
    void slowsDownGuessesAtAnAddressThatNobodyHasJustTheSame() {
        var statuses = IntStream.range(0, 7)
                .mapToObj(guess -> status("nobody@meterside.example"))
                .toList();

        assertThat(statuses).containsExactly(401, 401, 401, 401, 401, 429, 429);
    }

    @Test
    void letsNoneThroughThatComeAllAtOnce() throws Exception {
        var guesses = IntStream.range(0, 40)
                .<java.util.concurrent.Callable<Integer>>mapToObj(guess -> () -> status(Homes.DEMO))
                .toList();
        try (var threads = Executors.newFixedThreadPool(20)) {
            var tried = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(guesses)) {
                tried.add(answer.get());
            }

            assertThat(Collections.frequency(tried, 401)).isEqualTo(5);
            assertThat(Collections.frequency(tried, 429)).isEqualTo(35);
        }
    }

    @Test
    void slowsDownWhoTriesManyAddressesFromOnePlace() {
        var tried = IntStream.range(0, 60)
                .mapToObj(guess -> status("customer-%d@meterside.example".formatted(guess)))
                .toList();

        assertThat(Collections.frequency(tried, 401)).isEqualTo(21);
        assertThat(status(Homes.DEMO)).isEqualTo(429);
    }

    /** S4, short: what ten thousand guesses at once would come to is the waits' own arithmetic, see WaitsTest. */
    @Test
    void looksAtFewGuessesOfOneThiefAndOfOneSprayer() {
        var atOne = new int[600];
        var atMany = new int[600];
        for (var guess = 0; guess < 100; guess++) {
            atOne[status(Homes.OTHER)]++;
        }
        rows.write("delete from sign_in_failure");
        for (var guess = 0; guess < 300; guess++) {
            atMany[status("sprayed-%d@meterside.example".formatted(guess))]++;
        }

        System.out.printf(
                "guessing: of 100 at one login %d were looked at; of 300 logins sprayed %d%n", atOne[401], atMany[401]);
        assertThat(atOne[401]).isEqualTo(5);
        assertThat(atMany[401]).isEqualTo(21);
        assertThat(atOne[401] + atOne[429]).isEqualTo(100);
        assertThat(atMany[401] + atMany[429]).isEqualTo(300);
    }

    /** Behind a trusted proxy each customer has their own network; without one nobody can say they are somebody else. */
    @Test
    void believesAForwardedAddressOnlyFromATrustedProxy() {
        for (var guess = 0; guess < 25; guess++) {
            forwarded(portal.browser(), guess);
        }
        assertThat(forwarded(portal.browser(), 99)).as("said by anyone").isEqualTo(429);

        rows.write("delete from sign_in_failure");
        try (var behind = Portal.on(database, Homes.NOW, "METERSIDE_TRUSTED_PROXY", "10.0.0.0/8, 127.0.0.1")) {
            for (var guess = 0; guess < 25; guess++) {
                assertThat(forwarded(behind.browser(), guess)).isEqualTo(401);
            }
        }
    }

    private static int forwarded(Browser browser, int guess) {
        return browser.send(
                        "POST",
                        "/api/session",
                        "{\"email\":\"someone-%d@meterside.example\",\"password\":\"wrong\"}".formatted(guess),
                        "X-Forwarded-For",
                        "203.0.113.77, 198.51.100.%d, 10.1.2.3".formatted(guess))
                .status();
    }

    @Test
    void doesNotCountWhatSucceeds() {
        IntStream.range(0, 30).forEach(visit -> assertThat(
                        portal.browser().signIn(Homes.DEMO, Browser.PASSWORD).status())
                .isEqualTo(200));
    }

    @Test
    void neverDisturbsWhoIsSignedInAlready() {
        var owner = portal.browser().signedInAs(Homes.DEMO);

        IntStream.range(0, 30).forEach(guess -> status(Homes.DEMO));

        assertThat(owner.get("/api/accounts").status()).isEqualTo(200);
    }

    private static int status(String email) {
        return portal.browser().signIn(email, "wrong").status();
    }

    private static long nanosOf(String email) {
        var start = System.nanoTime();
        assertThat(status(email)).isEqualTo(401);
        return System.nanoTime() - start;
    }
}
