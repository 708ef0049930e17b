package meterside.portal.till;

import static meterside.portal.testing.Bills.aBill;
import static meterside.portal.testing.Till.key;
import static meterside.portal.testing.Till.pay;
import static meterside.portal.testing.Till.wish;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Provider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One wish is one payment, whatever is lost, slow, doubled or dead on the way (R24). */
class TillIT {

    private static meterside.portal.testing.Till till;
    private static Browser demo;
    private long account;

    @BeforeAll
    static void open() {
        till = meterside.portal.testing.Till.open();
        demo = till.demo();
    }

    @AfterAll
    static void close() {
        till.close();
    }

    @BeforeEach
    void owe() {
        account = till.rows.write(
                "insert into account (number, name) values (?, 'Dana Demo') returning id", "T-" + key());
        till.rows.write(
                "insert into account_access (login, account, granted_at) values ((select id from login where email = ?), ?, '2020-01-01')",
                Homes.DEMO,
                account);
        aBill(till.rows, account).owing(10_000);
    }

    @AfterEach
    void forget() {
        till.provider.forget();
        till.portal.clock.set(Instant.parse(Homes.NOW));
    }

    private static String withMethod(String wish, long method) {
        return wish.replaceFirst("}$", ",\"method\":\"%d\"}".formatted(method));
    }

    private static List<Answer> atOnce(int times, Callable<Answer> ask) throws Exception {
        try (var threads = Executors.newFixedThreadPool(50)) {
            var asked = new ArrayList<Future<Answer>>();
            for (var i = 0; i < times; i++) {
                asked.add(threads.submit(ask));
            }
            var answers = new ArrayList<Answer>();
            for (var one : asked) {
                answers.add(one.get());
            }
            return answers;
        }
    }

    private static long sessions(String payment) {
        return till.provider.money.all("checkout.session").stream()
                .filter(one -> one.path("client_reference_id").asString("").equals(payment))
                .count();
    }

    /** Two small deposits are on their way to the account: whether the money comes, nobody knows yet. */
    @Test
    void anAccountThatIsToBeVerifiedHasNotFailed() {
        var payment = till.opened(demo, wish(account, 10_000, "bank"));
        assertThat(till.types(payment, "000666666661")).isEqualTo("done");
        till.comesTo(payment, "authorised");
        till.portal.clock.pass(Duration.ofDays(2));
        demo = till.demo();
        demo.get("/api/payments/" + payment);
        assertThat(till.state(payment)).isEqualTo("authorised");

        assertThat(till.provider.money.act("verify", payment, "")).isTrue();
        assertThat(till.provider.money.act("settle", payment, "")).isTrue();

        till.comesTo(payment, "settled");
    }

    @Test
    void oneKeyAThousandTimesInParallelIsOnePage() throws Exception {
        var key = key();

        var answers = atOnce(1_000, () -> pay(demo, key, wish(account, 10_000)));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(Answer::body)
                .containsOnly(answers.getFirst().body());
        assertThat(sessions(key)).isEqualTo(1);
        assertThat(till.rows.write("select count(*) from payment_part where account = ?", account))
                .isEqualTo(1);
        assertThat(till.types(key, Provider.CARD)).isEqualTo("done");
        till.comesTo(key, "settled");
        assertThat(till.posted(key)).isEqualTo(1);
        assertThat(till.owed(account)).isZero();
    }

    @Test
    void oneKeyAThousandTimesInParallelIsOneDebit() throws Exception {
        var key = key();
        var method = till.saved(Homes.DEMO, Provider.CARD);

        var answers = atOnce(1_000, () -> pay(demo, key, withMethod(wish(account, 10_000), method)));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        till.comesTo(key, "settled");
        assertThat(till.taken(key)).isEqualTo(1);
        assertThat(till.posted(key)).isEqualTo(1);
        assertThat(till.owed(account)).isZero();
        assertThat(till.told("payment-received", key)).isEqualTo(1);
    }

    /** A double click is the same key twice. Who opens a page closes those they left open before. */
    @Test
    void aHundredDoubleClicksAtOneBillAreAHundredWishesAndTakeNothing() throws Exception {
        var answers = new ArrayList<Answer>();
        try (var threads = Executors.newFixedThreadPool(50)) {
            var asked = new ArrayList<Future<Answer>>();
            for (var i = 0; i < 100; i++) {
                var key = key();
                asked.add(threads.submit(() -> pay(demo, key, wish(account, 10_000))));
                asked.add(threads.submit(() -> pay(demo, key, wish(account, 10_000))));
            }
            for (var one : asked) {
                answers.add(one.get());
            }
        }

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        Provider.await(
                "no wish is left half made",
                () -> till.rows.write(
                                "select count(*) from payment p join payment_part r on r.payment = p.id where account = ? and state = 'created'",
                                account)
                        == 0);
        assertThat(till.rows.write("select count(*) from payment_part where account = ?", account))
                .isEqualTo(100);
        assertThat(till.owed(account)).isEqualTo(10_000);
    }

    /** A hundred debits of one bill at once: while one is not decided there is no other (PY1). */
    @Test
    void aHundredDebitsOfOneBillAtOnceNeverRunSideBySide() throws Exception {
        var method = till.saved(Homes.DEMO, Provider.ACCOUNT);

        var answers = new ArrayList<Answer>();
        try (var threads = Executors.newFixedThreadPool(50)) {
            var asked = new ArrayList<Future<Answer>>();
            for (var i = 0; i < 100; i++) {
                asked.add(threads.submit(() -> pay(demo, key(), withMethod(wish(account, 10_000, "bank"), method))));
            }
            for (var one : asked) {
                answers.add(one.get());
            }
        }

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .hasSize(99)
                .allMatch(answer -> answer.code().matches("payment-unknown|payment-collides"));
        assertThat(till.rows.write("select count(*) from payment_part where account = ?", account))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "500-after", "drop", "drop-after", "hang-after", "slow-after:12000", "429"})
    void whenTheAnswerToMakeAPageIsLostTheSameWishFindsIt(String fault) {
        var key = key();
        till.provider.plan("pay.session=" + fault);

        var lost = pay(demo, key, wish(account, 10_000));
        var found = pay(demo, key, wish(account, 10_000));
        if (found.status() == 503) { // the sweep was as quick, and had it in hand
            till.portal.clock.pass(Duration.ofSeconds(11));
            till.comesTo(key, "waiting");
            found = pay(demo, key, wish(account, 10_000));
        }

        if (!fault.startsWith(
                "drop")) { // Java's client asks once more by itself, under the same key, when the line is cut
            assertThat(lost.status()).isEqualTo(503);
            assertThat(lost.code()).isEqualTo("paying-unavailable");
            assertThat(lost.header("Retry-After")).isNotEmpty();
        }
        assertThat(found.status()).as(found.body()).isEqualTo(201);
        assertThat(till.types(key, Provider.CARD)).isEqualTo("done");
        till.comesTo(key, "settled");
        assertThat(till.taken(key)).isEqualTo(1);
        assertThat(till.posted(key)).isEqualTo(1);
        assertThat(sessions(key)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"500", "500-after", "500-kept", "drop", "drop-after", "hang-after", "slow-after:12000", "429"})
    void whenTheAnswerToADebitIsLostNobodyPaysAgainUntilItIsKnown(String fault) {
        var key = key();
        var method = till.saved(Homes.DEMO, Provider.CARD);
        till.provider.plan("pay.intent=%s,pay.webhook=none*9".formatted(fault));

        var lost = pay(demo, key, withMethod(wish(account, 10_000), method));
        var state = lost.json().get("state").stringValue();
        if (state.equals("unknown")) {
            assertThat(pay(demo, key(), wish(account, 10_000)).code()).isEqualTo("payment-unknown");
            assertThat(pay(demo, key(), wish(account, 10_000, "\"despite\":true"))
                            .code())
                    .isEqualTo("payment-unknown");
        }
        till.portal.clock.pass(Duration.ofSeconds(11));

        assertThat(lost.status()).isEqualTo(201);
        assertThat(state).isIn(fault.startsWith("drop") ? List.of("unknown", "settled") : List.of("unknown"));
        till.comesTo(key, "settled");
        assertThat(till.taken(key)).isEqualTo(1);
        assertThat(till.posted(key)).isEqualTo(1);
        assertThat(till.owed(account)).isZero();
    }

    /** The webhook overtakes our own answer, which then has nothing left to say. */
    @Test
    void whatIsToldBeforeTheAnswerCountsOnce() {
        var key = key();
        var method = till.saved(Homes.DEMO, Provider.CARD);
        till.provider.plan("pay.intent=slow-after:5000");

        var answer = pay(demo, key, withMethod(wish(account, 10_000), method));

        assertThat(answer.json().get("state").stringValue()).isEqualTo("settled");
        assertThat(till.posted(key)).isEqualTo(1);
        assertThat(till.told("payment-received", key)).isEqualTo(1);
        assertThat(till.rows.text(
                        "select cause from payment_event where payment = ?::uuid and to_state = 'settled' and from_state = 'created'",
                        key))
                .startsWith("provider:evt_");
    }

    @Test
    void aDeclinedDebitIsSaidAtOnceWithItsReason() {
        var method = till.saved(Homes.DEMO, "4000000000000341");

        var answer = pay(demo, key(), withMethod(wish(account, 10_000), method));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("state").stringValue()).isEqualTo("failed");
        assertThat(answer.json().get("reason").stringValue()).isEqualTo("generic-decline");
        assertThat(answer.json().at("/method/last4").stringValue()).isEqualTo("0341");
        assertThat(till.owed(account)).isEqualTo(10_000);
    }

    @Test
    void anotherCustomersMethodAndARemovedOneAnswerAlike() {
        var theirs = till.saved(Homes.OTHER, Provider.CARD);
        var removed = till.saved(Homes.DEMO, Provider.CARD);
        till.rows.write("update payment_method set removed_at = '2026-11-01' where id = ?", removed);

        var first = pay(demo, key(), withMethod(wish(account, 10_000), theirs));
        var second = pay(demo, key(), withMethod(wish(account, 10_000), removed));
        var unknown = pay(demo, key(), withMethod(wish(account, 10_000), 999_999));

        assertThat(first.status()).isEqualTo(404);
        assertThat(first.code()).isEqualTo("payment-method-not-found");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(unknown.body()).isEqualTo(first.body());
    }

    /** PY9: an account whose debit came back for good is not debited again. */
    @ParameterizedTest
    @ValueSource(strings = {"R01", "R02", "R10"})
    void anAccountWhoseDebitCameBackIsDebitedAgainOnlyWhereTheCodeAllows(String code) {
        var method = till.saved(Homes.DEMO, Provider.ACCOUNT);
        var key = key();
        pay(demo, key, withMethod(wish(account, 10_000, "bank"), method));
        till.comesTo(key, "authorised");
        till.provider.money.act("settle", key, "");
        till.comesTo(key, "settled");
        till.provider.money.act("return", key, code);
        till.comesTo(key, "returned");

        var again = pay(demo, key(), withMethod(wish(account, 10_000, "bank"), method));

        if (code.equals("R01")) {
            assertThat(again.status()).as(again.body()).isEqualTo(201);
        } else {
            assertThat(again.status()).isEqualTo(422);
            assertThat(again.code()).isEqualTo("bank-account-returned");
        }
    }

    /** Everything between the commit of the wish and the commit of its outcome is such a point. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPortalThatDiedBetweenAskingAndNotingIsMadeGood(boolean providerWasAsked) {
        var key = key();
        var method = till.saved(Homes.DEMO, Provider.CARD);
        pay(demo, key, withMethod(wish(account, 10_000), method));
        till.comesTo(key, "settled");
        // as it was when the portal died: the wish is there, and nothing of what came of it
        undo(key);
        if (!providerWasAsked) {
            key = renamed(key, key());
        }
        till.rows.write("update payment set look_at = ? where id = ?::uuid", till.portal.clock.instant(), key);

        till.comesTo(key, "settled");

        assertThat(till.taken(key)).isEqualTo(1);
        assertThat(till.posted(key)).isEqualTo(1);
    }

    private static void undo(String key) {
        till.rows.write("delete from payment_event where payment = ?::uuid", key);
        till.rows.write("delete from ledger_entry where payment = ?::uuid", key);
        till.rows.write(
                "update payment set state = 'created', provider_payment = null, receipt = null where id = ?::uuid",
                key);
    }

    /** {@return the same wish under a key that the provider never heard} A webhook of before may still bring an event of the old one. */
    private static String renamed(String key, String other) {
        till.rows.write("alter table payment_part disable trigger all");
        till.rows.write("update payment_part set payment = ?::uuid where payment = ?::uuid", other, key);
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> {
            undo(key);
            till.rows.write("update payment set id = ?::uuid where id = ?::uuid", other, key);
        });
        till.rows.write("alter table payment_part enable trigger all");
        return other;
    }

    @Test
    void severalPortalsShareWhatIsDueAndEachPaymentIsDebitedOnce() {
        var method = till.saved(Homes.DEMO, Provider.CARD);
        var keys = new ArrayList<String>();
        try (var second = Portal.on(till.homes.database(), Homes.NOW, till.provider.settings());
                var third = Portal.on(till.homes.database(), Homes.NOW, till.provider.settings())) {
            for (var i = 0; i < 30; i++) {
                var key = key();
                keys.add(key);
                pay(demo, key, withMethod(wish(account, 100, "\"despite\":true,\"on\":\"2026-11-10\""), method));
            }
            assertThat(keys).allMatch(key -> till.state(key).equals("scheduled"));

            for (var portal : List.of(till.portal, second, third)) {
                portal.clock.set(Instant.parse("2026-11-10T05:00:00Z")); // midnight in New York
            }
            keys.forEach(key -> till.comesTo(key, "settled"));
        }

        assertThat(keys).allMatch(key -> till.taken(key) == 1 && till.posted(key) == 1);
        assertThat(till.owed(account)).isEqualTo(7_000);
    }

    @Test
    void aPaymentForADayAheadIsDebitedWhenThatDayBeginsHere() {
        var method = till.saved(Homes.DEMO, Provider.CARD);
        var key = key();

        var answer = pay(demo, key, withMethod(wish(account, 10_000, "\"on\":\"2026-11-10\""), method));
        till.portal.clock.set(Instant.parse("2026-11-10T04:59:59Z"));
        till.portal.bean(Sweep.class).sweep().block();
        var before = till.state(key);
        till.portal.clock.set(Instant.parse("2026-11-10T05:00:00Z"));
        till.comesTo(key, "settled");

        assertThat(answer.json().get("scheduledOn").stringValue()).isEqualTo("2026-11-10");
        assertThat(before).isEqualTo("scheduled");
        assertThat(till.told("payment-scheduled", key)).isEqualTo(1);
        assertThat(till.rows.text("select effective_on::text from payment where id = ?::uuid", key))
                .isEqualTo("2026-11-10");
    }

    /** PY15. */
    @Test
    void aPaymentForADayAheadCanBeCancelledUntilTheLastSecondOfTheDayBefore() {
        var method = till.saved(Homes.DEMO, Provider.CARD);
        var early = key();
        var late = key();
        pay(demo, early, withMethod(wish(account, 5_000, "\"on\":\"2026-11-03\""), method));
        pay(demo, late, withMethod(wish(account, 5_000, "\"despite\":true,\"on\":\"2026-11-03\""), method));

        till.portal.clock.set(Instant.parse("2026-11-03T04:59:59Z"));
        var inTime = till.demo().send("DELETE", "/api/payments/" + early, null);
        till.portal.clock.set(Instant.parse("2026-11-03T05:00:00Z"));
        var tooLate = till.demo().send("DELETE", "/api/payments/" + late, null);
        till.comesTo(late, "settled");

        assertThat(inTime.status()).isEqualTo(204);
        assertThat(tooLate.code()).isEqualTo("payment-not-cancellable");
        assertThat(till.state(early)).isEqualTo("cancelled");
        assertThat(till.taken(early)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-02", "2026-11-01", "2027-02-01"})
    void aDayAheadIsAfterTodayAndNotTooFar(String day) {
        var method = till.saved(Homes.DEMO, Provider.CARD);

        var answer = pay(demo, key(), withMethod(wish(account, 10_000, "\"on\":\"%s\"".formatted(day)), method));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("day-refused");
    }

    @Test
    void whatTheProviderNeverTellsIsAskedFor() {
        till.provider.plan("pay.webhook=none*99");
        var card = till.opened(demo, wish(account, 5_000));
        till.types(card, Provider.CARD);
        var bank = till.opened(demo, wish(account, 5_000, "bank"));
        till.types(bank, Provider.ACCOUNT);
        var left = till.opened(demo, wish(account, 500, "\"despite\":true"));

        till.portal.clock.pass(Duration.ofMinutes(3));
        till.comesTo(card, "settled");
        till.comesTo(bank, "authorised");
        till.provider.money.act("settle", bank, "");
        till.portal.clock.pass(Duration.ofHours(7));
        till.comesTo(bank, "settled");
        till.comesTo(left, "cancelled");

        assertThat(till.posted(card)).isEqualTo(1);
        assertThat(till.posted(bank)).isEqualTo(1);
        assertThat(till.owed(account)).isZero();
    }

    /** A look at a payment that waits asks the provider itself; not with every look. */
    @Test
    void lookingAtAWaitingPaymentAsksTheProvider() {
        till.provider.plan("pay.webhook=none*9");
        var payment = till.opened(demo, wish(account, 10_000));
        till.types(payment, Provider.CARD);

        Provider.await("a look finds it paid", () -> demo.get("/api/payments/" + payment)
                .json()
                .get("state")
                .stringValue()
                .equals("settled"));

        assertThat(till.posted(payment)).isEqualTo(1);
    }

    @Test
    void aProviderThatHangsHoldsNobodyUpWhoOnlyLooks() {
        var payment = till.opened(demo, wish(account, 10_000));
        till.provider.plan("pay.look=hang*3");

        var answer = demo.get("/api/payments/" + payment);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("state").stringValue()).isEqualTo("waiting");
    }

    @Test
    void withoutAProviderNobodyPaysAndAllElseWorks() {
        try (var bare = Portal.on(till.homes.database(), Homes.NOW)) {
            var browser = bare.browser().signedInAs(Homes.DEMO);

            var answer = pay(browser, key(), wish(account, 10_000));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("paying-unavailable");
            assertThat(browser.get("/api/accounts/%d/payments".formatted(account))
                            .status())
                    .isEqualTo(200);
            Provider.await(
                    "it is ready", () -> bare.browser().get("/health/ready").status() == 200);
            var health = bare.browser().get("/health/ready");
            assertThat(health.json().at("/parts/paying").stringValue()).startsWith("off");
            assertThat(till.rows.write("select count(*) from payment_part where account = ?", account))
                    .isZero();
        }
    }

    /** With the wrong key the provider refuses us; a customer's wish waits for someone to mend it. */
    @Test
    void aProviderThatDoesNotKnowUsTakesNothing() {
        var settings = till.provider.settings();
        settings[1] = "sk_of_somebody_else";
        try (var stranger = Portal.on(till.homes.database(), Homes.NOW, settings)) {
            var key = key();

            var answer = pay(stranger.browser().signedInAs(Homes.DEMO), key, wish(account, 10_000));
            till.portal.clock.pass(Duration.ofSeconds(11)); // ours has the right key

            assertThat(answer.code()).isEqualTo("paying-unavailable");
            till.comesTo(key, "waiting");
        }
    }
}
