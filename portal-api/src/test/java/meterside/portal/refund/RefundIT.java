package meterside.portal.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import meterside.portal.testing.Browser.Answer;
import meterside.portal.testing.Desk;
import meterside.portal.testing.Provider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RefundIT {

    private static final String FAILS_LATER = "4000000000005126";
    private static final String PENDING_FIRST = "4000000000007726";

    private static Desk desk;

    @BeforeAll
    static void open() {
        desk = new Desk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @AfterEach
    void moneyAddsUp() {
        desk.provider.forget();
        desk.moneyAddsUp();
    }

    @Test
    void aSmallRefundGoesBackAtOnceAndIsTold() {
        var account = desk.owing(9_610);
        var payment = desk.byCard(account, 9_610);
        var key = Desk.key();

        var answer = desk.refund(desk.clerk, key, payment, account, 5_000);
        var again = desk.refund(desk.clerk, key, payment, account, 5_000);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("state").stringValue()).isEqualTo("done");
        assertThat(again.json()).isEqualTo(answer.json());
        assertThat(desk.givenBackByProvider(payment)).isEqualTo(5_000);
        assertThat(desk.owed(account)).isEqualTo(5_000);
        assertThat(desk.demo
                        .get("/api/payments/" + payment)
                        .json()
                        .get("refundedCents")
                        .longValue())
                .isEqualTo(5_000);
        assertThat(desk.state(payment)).isEqualTo("settled");
        assertThat(desk.rows.text(
                        "select facts ->> 'amountCents' || ' ' || (facts ->> 'owedCents') from notice where key = ?",
                        "refund-done:" + key))
                .isEqualTo("5000 5000");
        assertThat(desk.refund(desk.clerk, key, payment, account, 4_999).code()).isEqualTo("key-reused");
    }

    /** PY16. */
    @Test
    void neverGivesBackMoreThanCameHoweverManyAskAtOnce() throws Exception {
        var account = desk.owing(10_000);
        var payment = desk.byCard(account, 4_000);

        var answers = atOnce(() -> desk.refund(desk.clerk, Desk.key(), payment, account, 1_500), 8);

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(2);
        assertThat(answers).filteredOn(answer -> answer.status() != 201).allSatisfy(answer -> assertThat(answer.code())
                .isIn("refund-refused", "refund-unknown"));
        Provider.await("both are done", () -> desk.givenBackByProvider(payment) == 3_000);
        assertThat(desk.refund(desk.clerk, Desk.key(), payment, account, 1_001)
                        .json()
                        .get("detail")
                        .stringValue())
                .isEqualTo("Of this payment at most 10.00 can still be given back to this account.");
        assertThat(desk.refund(desk.clerk, Desk.key(), payment, account, 0).code())
                .isEqualTo("amount-refused");
        assertThat(desk.refund(desk.clerk, Desk.key(), payment, desk.homes.other(), 100)
                        .code())
                .isEqualTo("refund-refused");
    }

    @Test
    void whatIsGivenBackWholeIsRefunded() {
        var account = desk.owing(4_000);
        var payment = desk.byCard(account, 4_000);

        desk.refund(desk.clerk, Desk.key(), payment, account, 4_000);

        assertThat(desk.state(payment)).isEqualTo("refunded");
        assertThat(desk.owed(account)).isEqualTo(4_000);
    }

    @Test
    void aboveTheLimitAnotherPersonDecides() {
        var account = desk.owing(20_000);
        var payment = desk.byCard(account, 20_000);
        var asked = desk.refund(desk.clerk, Desk.key(), payment, account, 5_001);
        var refund = asked.json().get("id").stringValue();

        assertThat(asked.json().get("state").stringValue()).isEqualTo("asked");
        assertThat(desk.givenBackByProvider(payment)).isZero();
        assertThat(desk.decide(desk.clerk, refund, true).code()).isEqualTo("not-found");
        assertThat(desk.approver
                        .get("/api/counter/refunds")
                        .json()
                        .get("refunds")
                        .get(0)
                        .get("state")
                        .stringValue())
                .isEqualTo("asked");

        var released = desk.decide(desk.approver, refund, true);

        assertThat(released.json().get("state").stringValue())
                .as(released.body())
                .isEqualTo("done");
        assertThat(released.json().get("decidedBy").stringValue()).isEqualTo("approver@city.example");
        assertThat(desk.givenBackByProvider(payment)).isEqualTo(5_001);
        assertThat(desk.decide(desk.approver, refund, true).json()).isEqualTo(released.json());
        assertThat(desk.decide(desk.approver, refund, false).code()).isEqualTo("refund-decided");
        assertThat(desk.rows.write(
                        "select count(*) from audit_event where subject = ? and action in ('refund-asked', 'refund-released')",
                        "refund:" + refund))
                .isEqualTo(2);
    }

    @Test
    void oneLargeRefundIsNotMadeOfSmallOnes() {
        var account = desk.owing(20_000);
        var payment = desk.byCard(account, 20_000);

        var first = desk.refund(desk.clerk, Desk.key(), payment, account, 3_000);
        var second = desk.refund(desk.clerk, Desk.key(), payment, account, 3_000);

        assertThat(first.json().get("state").stringValue()).isEqualTo("done");
        assertThat(second.json().get("state").stringValue()).isEqualTo("asked");
        var refused = desk.decide(desk.approver, second.json().get("id").stringValue(), false);
        assertThat(refused.json().get("state").stringValue()).isEqualTo("refused");
        assertThat(desk.givenBackByProvider(payment)).isEqualTo(3_000);
    }

    @Test
    void nobodyReleasesWhatTheyAskedForThemselves() {
        var account = desk.owing(20_000);
        var payment = desk.byCard(account, 20_000);
        var asked = desk.refund(desk.approver, Desk.key(), payment, account, 6_000);
        var refund = asked.json().get("id").stringValue();

        assertThat(desk.decide(desk.approver, refund, true).code()).isEqualTo("refund-refused");
        assertThat(desk.refundState(refund)).isEqualTo("asked");
        assertThat(desk.decide(desk.approver, Desk.key(), true).code()).isEqualTo("refund-not-found");
    }

    /** PY1: unknown blocks, and is asked about until it is known. */
    @Test
    void aLostAnswerBlocksTheNextOneUntilItIsKnown() {
        var account = desk.owing(9_610);
        var payment = desk.byCard(account, 9_610);
        desk.provider.plan("pay.refund=500-after*3,pay.webhook=late:600*9");
        var key = Desk.key();

        var answer = desk.refund(desk.clerk, key, payment, account, 2_000);

        assertThat(answer.json().get("state").stringValue()).isEqualTo("unknown");
        assertThat(desk.owed(account)).isZero();
        assertThat(desk.refund(desk.clerk, Desk.key(), payment, account, 100).code())
                .isEqualTo("refund-unknown");

        desk.provider.forget();
        desk.portal.clock.pass(java.time.Duration.ofMinutes(1));
        Provider.await("the sweep asked again", () -> desk.refundState(key).equals("done"));
        assertThat(desk.givenBackByProvider(payment)).isEqualTo(2_000);
        assertThat(desk.owed(account)).isEqualTo(2_000);
    }

    @Test
    void whatWasToBeSentWhenTheProcessDiedIsSentOnce() {
        var account = desk.owing(9_610);
        var payment = desk.byCard(account, 9_610);
        desk.provider.plan("pay.refund=500*1,pay.webhook=late:600*9");
        var neverArrived = Desk.key();
        desk.refund(desk.clerk, neverArrived, payment, account, 1_000);
        // as a kill between the mark and the question leaves it
        var marked = Desk.key();
        desk.rows.write("""
                insert into refund (id, payment, account, amount_cents, reason, state, asked_by, asked_at, state_at, look_at)
                select ?::uuid, ?::uuid, ?, 500, 'x', 'approved', id, '2026-11-02T20:00Z', '2026-11-02T20:00Z', '2026-11-02T20:00Z'
                from login where email = 'clerk@city.example'
                """, marked, payment, account);

        desk.portal.clock.pass(java.time.Duration.ofMinutes(1));

        Provider.await("the first is done", () -> desk.refundState(neverArrived).equals("done"));
        Provider.await("the second is done", () -> desk.refundState(marked).equals("done"));
        assertThat(desk.givenBackByProvider(payment)).isEqualTo(1_500);
    }

    @Test
    void whatTheProviderRefusesHasFailedAndTakesNothing() {
        var account = desk.owing(9_610);
        var payment = desk.byCard(account, 9_610);
        desk.provider.money.act("dispute", payment, "fraudulent");
        Provider.await("it is disputed", () -> desk.state(payment).equals("charged-back"));

        assertThat(desk.refund(desk.clerk, Desk.key(), payment, account, 100).code())
                .isEqualTo("refund-refused");
        assertThat(desk.owed(account)).isEqualTo(9_610);
    }

    /** Released, and before it is sent the bank takes the payment back: the money is with the customer already. */
    @Test
    void whatABankTookBackMeanwhileIsNotSent() {
        var account = desk.owing(9_610);
        var payment = desk.byCard(account, 9_610);
        desk.provider.money.act("dispute", payment, "fraudulent");
        Provider.await("it is disputed", () -> desk.state(payment).equals("charged-back"));
        var key = Desk.key();
        desk.rows.write("""
                insert into refund (id, payment, account, amount_cents, reason, state, asked_by, asked_at, state_at, look_at)
                select ?::uuid, ?::uuid, ?, 500, 'x', 'approved', id, '2026-11-02T20:00Z', '2026-11-02T20:00Z', '2026-11-02T20:00Z'
                from login where email = 'clerk@city.example'
                """, key, payment, account);

        desk.portal.clock.pass(java.time.Duration.ofMinutes(1));

        Provider.await("it has failed", () -> desk.refundState(key).equals("failed"));
        assertThat(desk.provider.money.all("refund").stream()
                        .filter(one ->
                                one.path("metadata").path("refund").asString("").equals(key)))
                .isEmpty();
        assertThat(desk.owed(account)).isEqualTo(9_610);
    }

    @Test
    void aRefundThatComesBackIsPaidAgain() {
        var account = desk.owing(4_000);
        var payment = desk.paid(account, 4_000, "card", FAILS_LATER);
        var key = Desk.key();
        desk.refund(desk.clerk, key, payment, account, 4_000);

        Provider.await("it came back", () -> {
            desk.provider.money.act("refund-failed", payment, "");
            return desk.refundState(key).equals("failed");
        });

        assertThat(desk.owed(account)).isZero();
        assertThat(desk.state(payment)).isEqualTo("settled");
    }

    /** The bank takes what the refund leaves, while the refund is on its way: in the end each cent went out once. */
    @Test
    void aDisputeOfWhatARefundLeavesWaitsForTheRefund() {
        var account = desk.owing(4_000);
        var payment = desk.paid(account, 4_000, "card", PENDING_FIRST);
        var key = Desk.key();
        var sent = desk.refund(desk.clerk, key, payment, account, 1_000);
        assertThat(sent.json().get("state").stringValue()).as(sent.body()).isIn("sent", "done");
        desk.provider.money.act("dispute", payment, "fraudulent");

        Provider.await("the refund is done", () -> {
            desk.provider.money.act("refund-done", payment, "");
            return desk.refundState(key).equals("done");
        });

        Provider.await("it is disputed", () -> desk.state(payment).equals("charged-back"));
        assertThat(desk.owed(account)).isEqualTo(4_000);
    }

    @Test
    void aDisputeOfWhatARefundHasLeftOpensTheBillAndNoMore() {
        var account = desk.owing(4_000);
        var payment = desk.byCard(account, 4_000);
        var key = Desk.key();
        desk.refund(desk.clerk, key, payment, account, 1_500);
        Provider.await("the refund is done", () -> desk.refundState(key).equals("done"));

        desk.provider.money.act("dispute", payment, "fraudulent");
        Provider.await("it is disputed", () -> desk.state(payment).equals("charged-back"));
        assertThat(desk.owed(account)).isEqualTo(4_000);

        desk.provider.money.act("won", payment, "");
        Provider.await("it is won", () -> desk.state(payment).equals("settled"));
        assertThat(desk.owed(account)).isEqualTo(1_500);
    }

    @Test
    void cashIsHandedBackAtOnceAndAChequeNeedsASecondPerson() {
        var account = desk.owing(9_610);
        var cash = Desk.key();
        var cheque = Desk.key();
        desk.take(desk.clerk, cash, account, "cash", "4000", "");
        desk.take(desk.clerk, cheque, account, "cheque", "4000", "");

        var back = desk.refund(desk.clerk, Desk.key(), cash, account, 4_000);
        var asked = desk.refund(desk.clerk, Desk.key(), cheque, account, 100);

        assertThat(back.json().get("state").stringValue()).as(back.body()).isEqualTo("done");
        assertThat(desk.state(cash)).isEqualTo("refunded");
        assertThat(asked.json().get("state").stringValue()).isEqualTo("asked");
        assertThat(desk.decide(desk.approver, asked.json().get("id").stringValue(), true)
                        .json()
                        .get("state")
                        .stringValue())
                .isEqualTo("done");
        assertThat(desk.owed(account)).isEqualTo(9_610 - 3_900);
    }

    private static List<Answer> atOnce(Callable<Answer> click, int times) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new java.util.ArrayList<Answer>();
            for (var one :
                    threads.invokeAll(Stream.generate(() -> click).limit(times).toList())) {
                answers.add(one.get());
            }
            return answers;
        }
    }
}
