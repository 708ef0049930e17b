package meterside.portal.guest;

import static meterside.portal.testing.Bills.aBill;
import static meterside.portal.testing.Till.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Provider;
import meterside.portal.testing.Till;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule PY17: whoever knows two facts may pay, and nobody learns a thing. */
class GuestIT {

    private static Till till;
    private Browser guest;
    private long account;
    private String number;

    @BeforeAll
    static void open() {
        till = Till.open();
    }

    @AfterAll
    static void close() {
        till.close();
    }

    @BeforeEach
    void anAccountWithTwoBills() {
        till.rows.write("delete from sign_in_failure");
        till.portal.clock.set(Instant.parse(Homes.NOW));
        guest = till.portal.browser();
        number = "G-" + key().substring(0, 8);
        account = till.rows.write(
                "insert into account (number, name) values (?, 'María José López') returning id", number);
        aBill(till.rows, account).issuedOn("2026-09-20").owing(7_000);
        aBill(till.rows, account).issuedOn("2026-10-20").owing(18_314);
    }

    private Answer find(String accountNumber, String proof) {
        return guest.send(
                "POST",
                "/api/guest/bills",
                "{\"accountNumber\":\"%s\",\"proof\":\"%s\"}".formatted(accountNumber, proof));
    }

    private String token() {
        var found = find(number, "183.14");
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        return found.json().get("token").stringValue();
    }

    private Answer pay(String key, String token, long cents) {
        return guest.send(
                "POST",
                "/api/guest/payments",
                "{\"token\":\"%s\",\"cents\":%d,\"kind\":\"card\",\"email\":\"guest@city.example\",\"language\":\"es\"}"
                        .formatted(token, cents),
                "Idempotency-Key",
                key);
    }

    private Answer look(String payment, String token) {
        return guest.get("/api/guest/payments/%s?token=%s".formatted(payment, token));
    }

    @Test
    void findsWhatIsOwedAndTellsTheNameByItsInitials() {
        var found = find(" " + number.toLowerCase() + " ", "183.14").json();

        assertThat(found.propertyNames())
                .containsExactlyInAnyOrder("token", "name", "accountNumber", "owedCents", "dueOn", "currency");
        assertThat(found.get("name").stringValue()).isEqualTo("M… J… L…");
        assertThat(found.get("accountNumber").stringValue()).isEqualTo("…" + number.substring(number.length() - 3));
        assertThat(found.get("owedCents").longValue()).isEqualTo(25_314);
        assertThat(found.get("token").stringValue()).doesNotContain(Long.toString(account) + " ");
    }

    /** The enumeration test: not by status, words, headers or time. */
    @Test
    void answersAllTheSameWhateverIsWrong() {
        till.rows.write("insert into account (number, name) values (?, 'New Here')", number + "-new");
        var began = System.nanoTime();
        var answers = List.of(
                find("nobody-has-this", "183.14"),
                find(number, "183.15"),
                find(number, "70.00"), // the bill before
                find(number, "253.14"), // what is owed
                find(number, "0.00"),
                find(number + "-new", "0.00"));
        var took = Duration.ofNanos(System.nanoTime() - began);

        for (var answer : answers) {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("guest-refused");
            assertThat(answer.body()).isEqualTo(answers.getFirst().body());
            assertThat(headers(answer)).isEqualTo(headers(answers.getFirst()));
        }
        assertThat(took).isGreaterThan(Duration.ofMillis(95 * answers.size())); // each waits for its tenth of a second
    }

    private static Map<String, List<String>> headers(Answer answer) {
        var headers = new HashMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }

    /** An account that is not there runs out of tries just as one that is. */
    @Test
    void letsNobodyGuessOn() {
        for (var tried = 0; tried < 10; tried++) {
            assertThat(find(number, "1.%02d".formatted(tried)).status()).isEqualTo(422);
        }
        var there = find(number, "183.14");
        till.rows.write("delete from sign_in_failure");
        for (var tried = 0; tried < 10; tried++) {
            assertThat(find("nobody-has-this", "1.%02d".formatted(tried)).status())
                    .isEqualTo(422);
        }
        var missing = find("nobody-has-this", "183.14");

        assertThat(there.code()).isEqualTo("too-many-attempts");
        assertThat(missing.body()).isEqualTo(there.body());
        assertThat(missing.header("Retry-After")).isEqualTo(there.header("Retry-After"));
    }

    @Test
    void letsNobodyGoThroughNumbersFromOneNetwork() {
        for (var tried = 0; tried < 20; tried++) {
            assertThat(find("number-" + tried, "1.00").status()).isEqualTo(422);
        }

        assertThat(find(number, "183.14").code()).isEqualTo("too-many-attempts");
    }

    @Test
    void refusesWhatIsNoAmountBeforeAnythingIsCounted() {
        for (var proof : List.of("183", "183.1", "-183.14", "183,14", "1e3", "")) {
            assertThat(find(number, proof).code()).as(proof).isEqualTo("malformed-request");
        }
        assertThat(till.rows.write("select count(*) from sign_in_failure")).isZero();
    }

    @Test
    void paysOnTheProvidersPageAndSeesItThrough() {
        var token = token();
        var key = key();

        var asked = pay(key, token, 18_314);
        var again = pay(key, token, 18_314);
        var other = pay(key, token, 100);
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        assertThat(asked.json().get("totalCents").longValue()).isEqualTo(18_559);
        assertThat(asked.json().get("pageUrl").stringValue()).contains("/pay/c/");
        assertThat(again.json()).isEqualTo(asked.json());
        assertThat(other.code()).isEqualTo("key-reused");
        till.types(key, Provider.CARD);
        till.comesTo(key, "settled");

        var seen = look(key, token).json();
        assertThat(seen.get("state").stringValue()).isEqualTo("settled");
        assertThat(seen.get("receipt").stringValue()).matches("[0-9]{6,}");
        assertThat(till.owed(account)).isEqualTo(7_000);
        assertThat(till.taken(key)).isEqualTo(1);
        assertThat(till.rows.text("select guest_email from payment where id = ?::uuid", key))
                .isEqualTo("guest@city.example");
    }

    @Test
    void aTokenIsGoodForItsAccountAndForThreeHours() {
        var token = token();
        var key = key();
        assertThat(pay(key, token, 100).status()).isEqualTo(201);
        var mine = till.opened(till.demo(), Till.wish(homesAccount(), 100));

        var forged = (token.startsWith("00") ? "11" : "00") + token.substring(2);
        assertThat(look(key, forged).code()).isEqualTo("payment-not-found");
        assertThat(look(key, "none").code()).isEqualTo("payment-not-found");
        assertThat(look(mine, token).code()).isEqualTo("payment-not-found");
        assertThat(look(key(), token).code()).isEqualTo("payment-not-found");
        assertThat(pay(key(), forged, 100).code()).isEqualTo("guest-refused");
        till.portal.clock.pass(Duration.ofHours(3));
        assertThat(pay(key(), token, 100).code()).isEqualTo("guest-refused");
        assertThat(look(key, token).code()).isEqualTo("payment-not-found");
    }

    private static long homesAccount() {
        aBill(till.rows, till.homes.demo()).owing(5_000);
        return till.homes.demo();
    }

    @Test
    void refusesAmountsThatAreNone() {
        var token = token();
        for (var cents : List.of("0", "-1", "1.5", "99999999", "75315")) { // 253.14 owed, 500.00 more is taken
            var answer = guest.send(
                    "POST",
                    "/api/guest/payments",
                    "{\"token\":\"%s\",\"cents\":%s,\"kind\":\"card\",\"language\":\"en\"}".formatted(token, cents),
                    "Idempotency-Key",
                    key());
            assertThat(answer.code()).as(cents).isEqualTo("amount-refused");
        }
    }

    /** A bank's money is days on its way; whoever pays all the same is asked first. */
    @Test
    void paysBesideAnotherPaymentOnlyWhenThatIsMeant() {
        var coming = till.opened(till.demo(), Till.wish(ours(), 5_000, "bank"));
        till.types(coming, Provider.ACCOUNT);
        till.comesTo(coming, "authorised");
        var token = token();
        var key = key();
        var wish = "{\"token\":\"%s\",\"cents\":100,\"kind\":\"card\",\"language\":\"en\"%s}";

        var warned = guest.send("POST", "/api/guest/payments", wish.formatted(token, ""), "Idempotency-Key", key);
        var meant = guest.send(
                "POST", "/api/guest/payments", wish.formatted(token, ",\"despite\":true"), "Idempotency-Key", key);

        assertThat(warned.code()).isEqualTo("payment-collides");
        assertThat(meant.status()).as(meant.body()).isEqualTo(201);
    }

    /** {@return the account, which the demo customer sees too} */
    private long ours() {
        till.rows.write(
                "insert into account_access (login, account, granted_at) values ((select id from login where email = ?), ?, '2020-01-01')",
                Homes.DEMO,
                account);
        return account;
    }
}
