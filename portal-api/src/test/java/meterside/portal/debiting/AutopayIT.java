package meterside.portal.debiting;

import static meterside.portal.testing.Bills.aBill;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Kept;
import meterside.portal.testing.Portal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Standing orders over weeks. Bills are of October 20 and due on November 10, unless said otherwise; New York is at UTC-5. */
class AutopayIT {

    private static final String CARD = "4242424242424242";
    private static final String LAST_SECOND_BEFORE = "2026-11-10T04:59:59Z";
    private static final String DAY_BEGINS = "2026-11-10T05:00:00Z";

    private static Kept kept;

    @BeforeAll
    static void open() {
        kept = new Kept();
    }

    @AfterAll
    static void close() {
        kept.close();
    }

    @BeforeEach
    void begin() {
        kept.at("2026-11-02T20:00:00Z");
    }

    @Test
    void paysABillOnceWhenItsDayBegins() {
        var account = kept.account();
        aBill(kept.rows, account).owing(18_314);
        var set = set(account, kept.keep("card", CARD), "null", "null");

        kept.at(LAST_SECOND_BEFORE);
        run();
        var before = debits(account);
        kept.at(DAY_BEGINS);
        run();
        run();

        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(set.json().at("/next/cents").longValue()).isEqualTo(18_314);
        assertThat(set.json().at("/next/on").stringValue()).isEqualTo("2026-11-10");
        assertThat(before).isEmpty();
        assertThat(debits(account)).containsExactly("18314+245");
        kept.comesTo(payment(account), "settled");
        assertThat(taken(account)).isEqualTo(1);
        assertThat(outcomes(account)).isEqualTo("debited");
    }

    @Test
    void cannotBeChangedFromTheFirstInstantOfThatDayUntilItIsDone() {
        var account = kept.account();
        aBill(kept.rows, account).owing(18_314);
        var card = kept.keep("card", CARD);
        set(account, card, "null", "null");

        kept.at(LAST_SECOND_BEFORE);
        var inTime = set(account, card, "null", "20000");
        kept.at(DAY_BEGINS);
        var late = set(account, card, "null", "10000");
        var shown = kept.demo().get(path(account)).json();
        var ended = kept.demo().send("DELETE", path(account), null);
        run();
        kept.comesTo(payment(account), "settled");

        assertThat(inTime.status()).isEqualTo(200);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("autopay-locked");
        assertThat(shown.get("locked").booleanValue()).isTrue();
        assertThat(ended.code()).isEqualTo("autopay-locked");
        assertThat(kept.demo().send("DELETE", path(account), null).status()).isEqualTo(204);
        assertThat(kept.demo().get(path(account)).code()).isEqualTo("autopay-not-found");
    }

    @Test
    void tellsTheAmountAndTheDayThreeDaysBeforeOnce() {
        var account = kept.account();
        aBill(kept.rows, account).owing(18_314);
        set(account, kept.keep("card", CARD), "null", "null");

        kept.at("2026-11-07T12:59:59Z"); // 7:59:59 in the morning
        run();
        var early = kept.told("autopay-coming", account);
        kept.at("2026-11-07T13:00:00Z");
        run();
        kept.at("2026-11-08T13:00:00Z");
        run();

        assertThat(early).isZero();
        assertThat(kept.told("autopay-coming", account)).isEqualTo(1);
        assertThat(fact("autopay-coming", account, "debitOn")).isEqualTo("2026-11-10");
        assertThat(fact("autopay-coming", account, "totalCents")).isEqualTo("18559");
        assertThat(kept.told("autopay-set", account)).isEqualTo(1);
    }

    @Test
    void takesOnlyWhatTheCustomerHasNotPaid() {
        var account = kept.account();
        aBill(kept.rows, account).owing(18_314);
        set(account, kept.keep("card", CARD), "null", "null");
        kept.comesTo(pays(account, 10_000), "settled");

        kept.at(DAY_BEGINS);
        run();

        assertThat(debits(account)).containsExactly("8314+245");
    }

    /** The message of the payment was lost: what was paid a second before midnight counts all the same. */
    @Test
    void asksAboutAPageThatIsOpenBeforeItDebits() {
        var account = kept.account();
        aBill(kept.rows, account).owing(18_314);
        set(account, kept.keep("card", CARD), "null", "null");
        kept.at(LAST_SECOND_BEFORE);
        kept.provider.plan("pay.webhook=none*2");
        var paid = opened(account, 18_314);
        kept.provider.money.pay(session(paid), CARD);

        kept.at(DAY_BEGINS);
        run();

        assertThat(state(paid)).isEqualTo("settled");
        assertThat(outcomes(account)).isEqualTo("nothing-owed");
        assertThat(debits(account)).isEmpty();
    }

    @Test
    void closesAPageOnWhichNobodyHasPaid() {
        var account = kept.account();
        aBill(kept.rows, account).owing(18_314);
        set(account, kept.keep("card", CARD), "null", "null");
        kept.at(LAST_SECOND_BEFORE);
        var left = opened(account, 18_314);

        kept.at(DAY_BEGINS);
        run();

        assertThat(state(left)).isEqualTo("cancelled");
        assertThat(kept.provider.money.pay(session(left), CARD)).isEqualTo("gone");
        assertThat(debits(account)).containsExactly("18314+245");
    }

    /** The same account, day and sum as the run: the guard shows what comes, and nobody's guess. */
    @Test
    void theGuardShowsWhatIsGoingToBeTaken() {
        var account = kept.account();
        aBill(kept.rows, account).owing(18_314);
        set(account, kept.keep("card", CARD), "null", "null");
        aBill(kept.rows, account).of("gas").issuedOn("2026-10-31").owing(5_000); // later than this debit's bill

        var collision = kept.demo()
                .get("/api/accounts/%d/balance".formatted(account))
                .json()
                .get("autopay");

        assertThat(collision.get("cents").longValue()).isEqualTo(18_314);
        assertThat(collision.get("on").stringValue()).isEqualTo("2026-11-10");
    }

    @Test
    void takesNothingForAnAccountThatItsOwnerNoLongerSees() {
        var account = kept.account();
        aBill(kept.rows, account).owing(18_314);
        set(account, kept.keep("card", CARD), "null", "null");
        kept.rows.write("update account_access set ended_at = granted_at where account = ?", account);

        kept.at(DAY_BEGINS);
        run();

        assertThat(debits(account)).isEmpty();
    }

    @Test
    void takesNothingAboveTheCustomersLimit() {
        var account = kept.account();
        aBill(kept.rows, account).owing(18_314);
        set(account, kept.keep("card", CARD), "null", "18313");

        kept.at("2026-11-07T13:00:00Z");
        run();
        kept.at(DAY_BEGINS);
        run();

        assertThat(outcomes(account)).isEqualTo("above-limit");
        assertThat(kept.told("autopay-above-limit", account)).isEqualTo(1);
        assertThat(kept.told("autopay-coming", account)).isZero();
        assertThat(debits(account)).isEmpty();
    }

    /** PY8: two in a row. What comes after waits until the customer sets it again. */
    @Test
    void pausesWhenDebitsFailInARow() {
        var account = kept.account();
        aBill(kept.rows, account).issuedOn("2026-10-20").owing(1_000);
        set(account, kept.keep("card", "4000000000000341"), "null", "null"); // kept, and declined when debited
        kept.at(DAY_BEGINS);
        run();
        kept.comesTo(payment(account), "failed");
        run();
        var afterOne = kept.demo().get(path(account)).json().get("paused").booleanValue();
        aBill(kept.rows, account).issuedOn("2026-11-20").owing(1_000);
        kept.at("2026-12-11T05:00:00Z");
        run();
        kept.comesTo(payment(account), "failed");

        run();

        assertThat(afterOne).isFalse();
        assertThat(kept.demo().get(path(account)).json().get("paused").booleanValue())
                .isTrue();
        assertThat(kept.told("autopay-paused", account)).isEqualTo(1);
        assertThat(fact("autopay-paused", account, "owedCents")).isEqualTo("2000");
        aBill(kept.rows, account).issuedOn("2026-12-20").owing(1_000);
        kept.at("2027-01-10T05:00:00Z");
        run();
        assertThat(outcomes(account)).isEqualTo("debited, debited, paused");
        set(account, kept.keep("card", CARD), "null", "null");
        aBill(kept.rows, account).issuedOn("2027-01-20").owing(1_000);
        kept.at("2027-02-10T05:00:00Z");
        run();
        assertThat(debits(account)).last().isEqualTo("4000+245"); // with what is past due
    }

    @Test
    void makesUpForDaysOnWhichNobodyRan() {
        var account = kept.account();
        aBill(kept.rows, account).owing(18_314);
        set(account, kept.keep("card", CARD), "null", "null");

        kept.at("2026-11-16T18:00:00Z");
        run();
        run();

        assertThat(debits(account)).containsExactly("18314+245");
        assertThat(kept.told("autopay-coming", account)).isZero();
    }

    /** The nights on which clocks change: the day begins at midnight, whatever the hours after it do. */
    @ParameterizedTest
    @CsvSource({
        "14, 2027-02-27, 2027-03-14T04:59:59Z, 2027-03-14T05:00:00Z", // due March 20; forward at 2:00
        "7, 2027-10-20, 2027-11-07T03:59:59Z, 2027-11-07T04:00:00Z", // due November 10; back at 2:00
        "8, 2027-10-20, 2027-11-08T04:59:59Z, 2027-11-08T05:00:00Z",
        "15, 2027-10-20, 2027-11-10T04:59:59Z, 2027-11-10T05:00:00Z" // October 15 is before the bill: its due date
    })
    void debitsOnTheChosenDay(String day, String issuedOn, String before, String begins) {
        var account = kept.account();
        aBill(kept.rows, account).issuedOn(issuedOn).owing(18_314);
        set(account, kept.keep("card", CARD), day, "null");

        kept.at(before);
        run();
        var early = debits(account);
        kept.at(begins);
        run();

        assertThat(early).isEmpty();
        assertThat(debits(account)).hasSize(1);
    }

    @Test
    void isRunOnceHoweverManyPortalsRun() throws Exception {
        var card = kept.keep("card", CARD);
        var accounts = new ArrayList<Long>();
        for (var i = 0; i < 12; i++) {
            var account = kept.account();
            aBill(kept.rows, account).owing(1_000 + i);
            set(account, card, "null", "null");
            accounts.add(account);
        }
        kept.at(DAY_BEGINS);
        try (var other = kept.open();
                var threads = Executors.newFixedThreadPool(4)) {
            other.clock.set(kept.portal.clock.instant());
            var runs = new ArrayList<Callable<Boolean>>();
            for (var portal : List.of(kept.portal, other, kept.portal, other)) {
                runs.add(() -> {
                    run(portal);
                    return true;
                });
            }
            for (var done : threads.invokeAll(runs)) {
                assertThat(done.get()).isTrue();
            }
            run(); // what a portal passed by because another was at it
        }

        for (var account : accounts) {
            assertThat(outcomes(account)).isEqualTo("debited");
            kept.comesTo(payment(account), "settled");
            assertThat(taken(account)).isEqualTo(1);
        }
    }

    /** The answer to the debit is lost: it is looked for, not made again. */
    @ParameterizedTest
    @CsvSource({"500-after", "drop-after", "500-kept", "drop"})
    void debitsOnceThoughTheAnswerIsLost(String fault) {
        var account = kept.account();
        aBill(kept.rows, account).owing(18_314);
        set(account, kept.keep("card", CARD), "null", "null");
        kept.at(DAY_BEGINS);
        kept.provider.plan("pay.intent=" + fault);

        run();
        kept.portal.clock.pass(Duration.ofSeconds(15));

        kept.comesTo(payment(account), "settled");
        assertThat(taken(account)).isEqualTo(1);
    }

    @Test
    void refusesWhatCannotBeSet() {
        var account = kept.account();
        var card = kept.keep("card", CARD);

        for (var day : List.of("0", "29", "1.5", "\"3\"")) {
            assertThat(set(account, card, day, "null").status()).as(day).isEqualTo(400);
        }
        assertThat(set(account, card, "null", "0").status()).isEqualTo(400);
        assertThat(set(account, "999999", "null", "null").code()).isEqualTo("payment-method-not-found");
        var others = kept.rows.write("select id from account where id = ?", kept.homes.other());
        assertThat(set(others, card, "null", "null").code()).isEqualTo("account-not-found");
        assertThat(kept.demo().get(path(account)).code()).isEqualTo("autopay-not-found");
    }

    @Test
    void endsWhenWhatItDebitsIsRemoved() {
        var account = kept.account();
        aBill(kept.rows, account).owing(18_314);
        var card = kept.keep("card", CARD);
        set(account, card, "null", "null");
        var ahead = kept.demo()
                .send(
                        "POST",
                        "/api/payments",
                        """
                {"parts":[{"account":"%d","cents":500}],"kind":"card","method":"%s","on":"2026-11-05","despite":true,"language":"en"}""".formatted(account, card),
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .json();

        var removed = kept.demo().send("DELETE", "/api/payment-methods/" + card, null);

        assertThat(removed.status()).as(removed.body()).isEqualTo(204);
        assertThat(kept.demo().get(path(account)).code()).isEqualTo("autopay-not-found");
        assertThat(fact("autopay-ended", account, "reason")).isEqualTo("method-removed");
        assertThat(state(ahead.get("id").stringValue())).isEqualTo("cancelled");
        kept.at(DAY_BEGINS);
        run();
        assertThat(debits(account)).isEmpty();
    }

    /** PY15: until 23:59:59 of the day before. */
    @Test
    void aDayAheadIsCancelledUntilItBegins() {
        var account = kept.account();
        aBill(kept.rows, account).owing(18_314);
        var card = kept.keep("card", CARD);
        var first = ahead(account, card);
        var second = ahead(account, card);

        kept.at(LAST_SECOND_BEFORE);
        var inTime = kept.demo().send("DELETE", "/api/payments/" + first, null);
        kept.at(DAY_BEGINS);
        var late = kept.demo().send("DELETE", "/api/payments/" + second, null);

        assertThat(inTime.status()).isEqualTo(204);
        assertThat(late.status()).isEqualTo(409);
        kept.comesTo(second, "settled");
        assertThat(state(first)).isEqualTo("cancelled");
        assertThat(taken(account)).isEqualTo(1);
    }

    private static String ahead(long account, String card) {
        var answer = kept.demo()
                .send(
                        "POST",
                        "/api/payments",
                        """
                {"parts":[{"account":"%d","cents":500}],"kind":"card","method":"%s","on":"2026-11-10","despite":true,"language":"en"}""".formatted(account, card),
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").stringValue();
    }

    private static void run() {
        run(kept.portal);
    }

    private static void run(Portal portal) {
        portal.bean(Run.class).run().block(Duration.ofMinutes(2));
    }

    private static String path(long account) {
        return "/api/accounts/%d/autopay".formatted(account);
    }

    private static Answer set(long account, String method, String day, String most) {
        return kept.demo()
                .send(
                        "PUT",
                        path(account),
                        "{\"method\":\"%s\",\"day\":%s,\"mostCents\":%s}".formatted(method, day, most));
    }

    private static String opened(long account, long cents) {
        var key = UUID.randomUUID().toString();
        var answer = kept.demo().send("POST", "/api/payments", """
                {"parts":[{"account":"%d","cents":%d}],"kind":"card","despite":true,"language":"en"}""".formatted(account, cents), "Idempotency-Key", key);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return key;
    }

    private static String pays(long account, long cents) {
        var payment = opened(account, cents);
        kept.provider.money.pay(session(payment), CARD);
        return payment;
    }

    private static String session(String payment) {
        return kept.rows.text("select provider_session from payment where id = ?::uuid", payment);
    }

    private static String state(String payment) {
        return kept.rows.text("select state from payment where id = ?::uuid", payment);
    }

    /** {@return amount and fee of each automatic debit, the oldest first} */
    private static List<String> debits(long account) {
        var all = kept.rows.text("""
                select string_agg(p.amount_cents || '+' || p.fee_cents, ',' order by p.created_at)
                from payment p join payment_part r on r.payment = p.id where r.account = ? and p.origin = 'autopay'
                """, account);
        return all.isEmpty() ? List.of() : List.of(all.split(",", -1));
    }

    /** {@return the newest automatic debit} */
    private static String payment(long account) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> kept.rows.text("""
                                select p.id from payment p join payment_part r on r.payment = p.id
                                where r.account = ? and p.origin = 'autopay' order by p.created_at desc limit 1
                                """, account), id -> !id.isEmpty());
    }

    private static String outcomes(long account) {
        return kept.rows.text(
                "select string_agg(outcome, ', ' order by decided_at) from autopay_run where account = ?", account);
    }

    /** {@return how many payments of an account the provider took money for} */
    private static long taken(long account) {
        var payments =
                kept.rows.text("select string_agg(payment::text, ' ') from payment_part where account = ?", account);
        return kept.provider.money.all("payment_intent").stream()
                .filter(one -> one.path("status").asString().equals("succeeded"))
                .filter(one ->
                        payments.contains(one.path("metadata").path("payment").asString()))
                .count();
    }

    private static String fact(String kind, long account, String name) {
        return kept.rows.text(
                "select facts ->> ? from notice where kind = ? and account = ? order by id desc limit 1",
                name,
                kind,
                account);
    }
}
