package meterside.portal.ledger;

import static meterside.portal.testing.Billed.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import meterside.portal.books.Allocated;
import meterside.portal.books.Book;
import meterside.portal.books.OpenCharge;
import meterside.portal.books.Share;
import meterside.portal.ledger.Balance.Aged;
import meterside.portal.ledger.Ledger.Taken;
import meterside.portal.statement.Statement;
import meterside.portal.statement.Statements;
import meterside.portal.testing.Billed;
import meterside.portal.testing.Customers;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.portal.testing.TrueBooks;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

class LedgerIT {

    private static final String NOW = "2026-11-20T15:00:00Z";
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");

    private static Backing.Database database;
    private static Rows rows;
    private static Portal portal;
    private static Ledger ledger;
    private static Statements statements;
    private static Billed billed;
    private long account;

    @BeforeAll
    static void openThePortal() {
        database = Backing.database();
        rows = new Rows(database);
        portal = Portal.on(database, NOW);
        ledger = portal.bean(Ledger.class);
        statements = portal.bean(Statements.class);
        billed = new Billed(database, portal.clock);
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    @BeforeEach
    void openAnAccount() {
        portal.clock.set(Instant.parse(NOW));
        account = new Customers(rows).account("Dana Demo");
    }

    @AfterEach
    void theBooksAreTrue() {
        TrueBooks.check(database);
    }

    @Test
    void owesNothingBeforeTheFirstBill() {
        var balance = balance();

        assertThat(balance).isEqualTo(new Balance(account, 0, 0, 0, null, balance.ageing()));
        assertThat(balance.ageing()).extracting(Aged::cents).containsOnly(0L);
    }

    @Test
    void owesWhatWasBilledByHowLateItIs() {
        billed.bill(account, "2026-07-01", "2026-07-25", of("water", 100)); // 118 days late
        billed.bill(account, "2026-09-01", "2026-09-20", of("water", 200)); // 61
        billed.bill(account, "2026-10-01", "2026-09-21", of("gas", 400)); // 60
        billed.bill(account, "2026-10-01", "2026-10-21", of("water", 800)); // 30
        billed.bill(account, "2026-11-01", "2026-11-20", of("water", 1600), of("sewer", 3200)); // due today

        var balance = balance();

        assertThat(balance.owedCents()).isEqualTo(6300);
        assertThat(balance.pastDueCents()).isEqualTo(1500);
        assertThat(balance.dueOn()).isEqualTo("2026-07-25");
        assertThat(balance.ageing())
                .containsExactly(
                        new Aged(0, 0, 4800),
                        new Aged(1, 30, 800),
                        new Aged(31, 60, 400),
                        new Aged(61, 90, 200),
                        new Aged(91, null, 100));
    }

    /** The utility's day, New York's: at 04:59 UTC it is still the 20th there. */
    @Test
    void isNotPastDueBeforeTheUtilitysDayIsOver() {
        billed.bill(account, "2026-11-01", "2026-11-20", of("water", 1600));

        portal.clock.set(Instant.parse("2026-11-21T04:59:59Z"));
        assertThat(balance().pastDueCents()).isZero();

        portal.clock.set(Instant.parse("2026-11-21T05:00:00Z"));
        assertThat(balance().pastDueCents()).isEqualTo(1600);
    }

    @Test
    void paysByThePolicyWhatThePreviewSaid() {
        billed.bill(account, "2026-10-01", "2026-10-25", of("water", 4000));
        billed.bill(account, "2026-11-01", "2026-11-25", of("water", 3000), of("stormwater", 650), of("gas", 2000));
        var preview = ledger.preview(account, 5000).block();

        var paid = pay(5000);

        assertThat(paid).isEqualTo(preview);
        assertThat(paid.shares())
                .extracting(share -> share.charge().service(), Share::paysCents, Share::leftCents)
                .containsExactly(tuple("water", 4000L, 0L), tuple("stormwater", 650L, 0L), tuple("water", 350L, 2650L));
        assertThat(paid.unappliedCents()).isZero();
        assertThat(balance().owedCents()).isEqualTo(4650);
    }

    /** Rule PY2: whatever is asked again, it is the first one. */
    @Test
    void aRepeatedPaymentIsTheSamePayment() {
        billed.bill(account, "2026-11-01", "2026-11-25", of("water", 3000), of("sewer", 2000));
        var payment = billed.payment(account, 4000);

        var first = ledger.pay(payment, account, 4000, Book.CLEARING, TODAY).block();
        pay(500);
        var again = ledger.pay(payment, account, 4000, Book.CLEARING, TODAY).block();

        assertThat(again).isEqualTo(first);
        assertThat(ledger.sharesOf(payment, account).block()).isEqualTo(first);
        assertThat(balance().owedCents()).isEqualTo(500);
        assertThat(ledger.sharesOf(UUID.randomUUID(), account).blockOptional()).isEmpty();
    }

    /** Rule PY6. */
    @Test
    void keepsWhatIsTooMuchForTheNextBill() {
        billed.bill(account, "2026-10-01", "2026-10-25", of("water", 3000));

        assertThat(pay(5000).unappliedCents()).isEqualTo(2000);
        assertThat(balance().owedCents()).isEqualTo(-2000);
        assertThat(balance().unappliedCents()).isEqualTo(2000);

        billed.bill(account, "2026-11-01", "2026-11-25", of("water", 1500), of("stormwater", 650));
        assertThat(balance().owedCents()).isEqualTo(150);
        assertThat(balance().unappliedCents()).isZero();
        assertThat(open())
                .extracting(OpenCharge::service, OpenCharge::openCents)
                .containsExactly(tuple("water", 150L));
    }

    @Test
    void aBillsCreditTakesOffWhatIsOwed() {
        billed.bill(account, "2026-10-01", "2026-10-25", of("water", 3000), of("other", "credit", 1000));

        assertThat(balance().owedCents()).isEqualTo(2000);
        assertThat(open()).extracting(OpenCharge::openCents).containsExactly(2000L);
    }

    @Test
    void aFeeOnTopPaysNothingThatIsOwed() {
        billed.bill(account, "2026-10-01", "2026-10-25", of("water", 3000));
        var payment = billed.payment(account, 1000);

        ledger.pay(payment, account, 1000, Book.CLEARING, TODAY).block();
        ledger.fee(payment, account, 245, Book.CLEARING, TODAY).block();
        ledger.fee(payment, account, 245, Book.CLEARING, TODAY).block();

        assertThat(balance().owedCents()).isEqualTo(2000);
        assertThat(booked("clearing", "fees")).isEqualTo(245);
    }

    /** Rule PY8: the state before is the state after, and the fee. */
    @Test
    void aReturnLeavesEverythingAsItWasAndItsFee() {
        billed.bill(account, "2026-10-01", "2026-10-25", of("water", 3000), of("gas", 1200));
        pay(500);
        var before = open();
        var payment = billed.payment(account, 9000);
        ledger.pay(payment, account, 9000, Book.CLEARING, TODAY).block();
        ledger.fee(payment, account, 245, Book.CLEARING, TODAY).block();

        for (var time = 0; time < 3; time++) {
            ledger.takeBack(payment, "return:" + payment, Taken.ALL, 2500, TODAY)
                    .block();
        }

        var after = open();
        assertThat(after.subList(0, after.size() - 1)).isEqualTo(before);
        assertThat(after.getLast())
                .extracting(OpenCharge::kind, OpenCharge::service, OpenCharge::openCents, OpenCharge::dueOn)
                .containsExactly("fee", "other", 2500L, LocalDate.parse("2026-12-20"));
        assertThat(balance().unappliedCents()).isZero();
        assertThat(booked("clearing", "fees") - booked("fees", "clearing")).isZero();
        assertThat(booked("clearing", "unapplied") - booked("unapplied", "clearing"))
                .isEqualTo(500);
    }

    /** The credit a payment left is still its own, when a later bill took it. */
    @Test
    void aReturnReopensALaterBillThatItsCreditPaid() {
        billed.bill(account, "2026-10-01", "2026-10-25", of("water", 3000));
        var payment = billed.payment(account, 5000);
        ledger.pay(payment, account, 5000, Book.CLEARING, TODAY).block();
        billed.bill(account, "2026-11-01", "2026-11-25", of("water", 2500));
        assertThat(open()).extracting(OpenCharge::openCents).containsExactly(500L);

        ledger.takeBack(payment, "return:" + payment, Taken.ALL, 0, TODAY).block();

        assertThat(open()).extracting(OpenCharge::openCents).containsExactly(3000L, 2500L);
    }

    @Test
    void whatAReturnReopensIsPaidByAnothersCredit() {
        billed.bill(account, "2026-10-01", "2026-10-25", of("water", 3000));
        var payment = billed.payment(account, 3000);
        ledger.pay(payment, account, 3000, Book.CLEARING, TODAY).block();
        pay(1000);

        ledger.takeBack(payment, "return:" + payment, Taken.ALL, 0, TODAY).block();

        assertThat(open()).extracting(OpenCharge::openCents).containsExactly(2000L);
        assertThat(balance().unappliedCents()).isZero();
    }

    @Test
    void aReturnOnSeveralAccountsChargesItsFeeOnce() {
        var other = new Customers(rows).account("Dana Demo");
        billed.bill(account, "2026-10-01", "2026-10-25", of("water", 3000));
        billed.bill(other, "2026-10-01", "2026-10-25", of("water", 4000));
        var payment = billed.payment(7000, Map.of(account, 3000L, other, 4000L));
        ledger.pay(payment, account, 3000, Book.CLEARING, TODAY)
                .then(ledger.pay(payment, other, 4000, Book.CLEARING, TODAY))
                .block();

        ledger.takeBack(payment, "return:" + payment, Taken.ALL, 2500, TODAY).block();

        assertThat(balance().owedCents()).isEqualTo(5500);
        assertThat(ledger.balance(other).block().owedCents()).isEqualTo(4000);
    }

    /** A bank takes what a refund has left: both have come from us once, and the customer owes the bill again, and no more. */
    @Test
    void aDisputeOfWhatARefundHasLeftTakesNoMoreThanThat() {
        billed.bill(account, "2026-10-01", "2026-10-25", of("water", 3000));
        var payment = billed.payment(account, 5000);
        var refund = UUID.randomUUID();
        ledger.pay(payment, account, 5000, Book.CLEARING, TODAY).block();
        ledger.fee(payment, account, 245, Book.CLEARING, TODAY).block();
        ledger.gaveBack(refund, payment, account, 1500, TODAY).block();
        ledger.gaveBack(UUID.randomUUID(), payment, account, 1500, TODAY).block();
        assertThat(balance().owedCents()).isEqualTo(1000);
        assertThat(ledger.givenBack(payment).block()).isEqualTo(3000);

        ledger.takeBack(payment, "dispute:1", Taken.WHAT_WAS_LEFT, 0, TODAY).block();

        assertThat(balance().owedCents()).isEqualTo(3000);
        assertThat(held("clearing")).isZero();
        assertThat(ledger.givenBack(payment).block()).isZero();

        ledger.restore(payment, "won:1", TODAY).block();

        assertThat(balance().owedCents()).isEqualTo(1000);
        assertThat(held("clearing")).isEqualTo(2245);
        assertThat(ledger.givenBack(payment).block()).isEqualTo(3000);
        assertThat(statements.of(account, TODAY, TODAY.plusDays(1)).block().lines())
                .extracting(Statement.Line::kind, Statement.Line::chargedCents, Statement.Line::paidCents)
                .contains(tuple("return", 2000L, 0L));

        ledger.takeBack(payment, "dispute:2", Taken.WHAT_WAS_LEFT, 0, TODAY).block();
        assertThat(balance().owedCents()).isEqualTo(3000);
    }

    @Test
    void nothingIsTakenBackOfAPaymentThatNeverCame() {
        var payment = billed.payment(account, 3000);

        ledger.takeBack(payment, "return:" + payment, Taken.ALL, 2500, TODAY).block();
        ledger.restore(payment, "won:1", TODAY).block();

        assertThat(balance().owedCents()).isZero();
    }

    @Test
    void aWonDisputeIsAsIfItHadBeenPaidAgain() {
        billed.bill(account, "2026-10-01", "2026-10-25", of("water", 3000));
        var payment = billed.payment(account, 3000);
        ledger.pay(payment, account, 3000, Book.CLEARING, TODAY).block();
        ledger.fee(payment, account, 245, Book.CLEARING, TODAY).block();

        ledger.takeBack(payment, "dispute:1", Taken.ALL, 0, TODAY).block();
        assertThat(balance().owedCents()).isEqualTo(3000);
        ledger.restore(payment, "won:1", TODAY).block();
        ledger.restore(payment, "won:1", TODAY).block();
        assertThat(balance().owedCents()).isZero();
        assertThat(booked("clearing", "fees") - booked("fees", "clearing")).isEqualTo(245);
        ledger.takeBack(payment, "dispute:2", Taken.ALL, 0, TODAY).block();
        assertThat(balance().owedCents()).isEqualTo(3000);
    }

    @Test
    void aRefundTakesCreditFirstAndThenTheNewestAllocations() {
        billed.bill(account, "2026-10-01", "2026-10-25", of("stormwater", 1000), of("water", 3000));
        var payment = billed.payment(account, 4500);
        ledger.pay(payment, account, 4500, Book.CLEARING, TODAY).block();

        ledger.giveBack(UUID.randomUUID(), payment, account, 500, Book.CLEARING, TODAY)
                .block();
        assertThat(open()).isEmpty();
        var refund = UUID.randomUUID();
        ledger.giveBack(refund, payment, account, 1200, Book.CLEARING, TODAY).block();
        ledger.giveBack(refund, payment, account, 1200, Book.CLEARING, TODAY).block();

        assertThat(open())
                .extracting(OpenCharge::service, OpenCharge::openCents)
                .containsExactly(tuple("water", 1200L));
        assertThatThrownBy(() -> ledger.giveBack(UUID.randomUUID(), payment, account, 2801, Book.CLEARING, TODAY)
                        .block())
                .isInstanceOf(IllegalStateException.class);
        assertThat(balance().owedCents()).isEqualTo(1200);
    }

    @Test
    void whatWasRefundedOfAPaymentThatIsThenReturnedIsOwed() {
        billed.bill(account, "2026-10-01", "2026-10-25", of("water", 3000));
        var payment = billed.payment(account, 5000);
        ledger.pay(payment, account, 5000, Book.CLEARING, TODAY).block();
        ledger.giveBack(UUID.randomUUID(), payment, account, 2000, Book.CLEARING, TODAY)
                .block();

        ledger.takeBack(payment, "return:" + payment, Taken.ALL, 0, TODAY).block();

        assertThat(balance().owedCents()).isEqualTo(5000);
        assertThat(open())
                .extracting(OpenCharge::kind, OpenCharge::openCents)
                .containsExactly(tuple("service", 3000L), tuple("fee", 2000L));
    }

    /** Rule RB12: the net effect is the difference, and what was paid stays paid. */
    @Test
    void aCorrectedBillChangesTheBalanceByTheDifference() {
        var wrong = billed.bill(account, "2026-10-01", "2026-10-25", of("water", 9000), of("gas", 1000));
        billed.bill(account, "2026-11-01", "2026-11-25", of("water", 3000));
        pay(4000);
        assertThat(balance().owedCents()).isEqualTo(9000);

        var right = billed.correct(wrong, "2026-11-10", of("water", 2000), of("gas", 1000));
        billed.post(right);

        assertThat(balance().owedCents()).isEqualTo(2000);
        assertThat(open())
                .extracting(OpenCharge::service, OpenCharge::amountCents, OpenCharge::openCents)
                .containsExactly(tuple("water", 3000L, 2000L));
    }

    @Test
    void aCorrectionTakesBackACreditThatWasUsed() {
        var wrong = billed.bill(account, "2026-10-01", "2026-10-25", of("water", 1000), of("other", "credit", 4000));
        billed.bill(account, "2026-11-01", "2026-11-25", of("water", 2500));
        assertThat(balance().owedCents()).isEqualTo(-500);

        billed.correct(wrong, "2026-11-10", of("water", 1000), of("other", "credit", 1500));

        assertThat(balance().owedCents()).isEqualTo(2000);
        assertThat(balance().unappliedCents()).isZero();
    }

    @Test
    void nothingStandsOfATransactionThatFailed() {
        billed.bill(account, "2026-10-01", "2026-10-25", of("water", 3000));
        var payment = billed.payment(account, 3000);

        assertThatThrownBy(() -> ledger.pay(payment, account, 3000, Book.CLEARING, TODAY)
                        .then(Mono.error(new IllegalStateException("after it")))
                        .as(portal.bean(TransactionalOperator.class)::transactional)
                        .block())
                .hasMessage("after it");

        assertThat(balance().owedCents()).isEqualTo(3000);
    }

    @Test
    void refusesToPayIntoWhatHoldsNoMoney() {
        assertThatThrownBy(() -> ledger.pay(UUID.randomUUID(), account, 100, Book.REVENUE, TODAY)
                        .block())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ledger.pay(UUID.randomUUID(), account, 0, Book.CASH, TODAY)
                        .block())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsTheBooksAnewAfterManyEntriesAndReadsTheSameFromThem() {
        var wrong = billed.bill(account, "2010-01-01", "2010-01-25", of("water", 3000), of("gas", 700));
        billed.history(account, "2010-02-01", 150, List.of(of("water", 300), of("gas", 100)), List.of(700L, 50L));
        assertThat(rows.write("select count(*) from ledger_close where account = ?", account))
                .isPositive();
        var owed = 3700 + 150 * 400 - 75 * 750;

        assertThat(balance().owedCents()).isEqualTo(owed);
        var before = open();
        var payment = billed.payment(account, 7777);
        ledger.pay(payment, account, 7777, Book.CLEARING, TODAY).block();
        ledger.takeBack(payment, "return:" + payment, Taken.ALL, 0, TODAY).block();
        assertThat(open()).isEqualTo(before);
        billed.correct(wrong, "2026-11-10", of("water", 2900), of("gas", 700));
        assertThat(balance().owedCents()).isEqualTo(owed - 100);
    }

    @Test
    void aStatementTellsWhatChangedTheBalanceAndNothingElse() {
        var october = billed.bill(account, "2026-10-01", "2026-10-25", of("water", 3000), of("gas", 1200));
        var payment = billed.payment(account, 5000);
        ledger.pay(payment, account, 5000, Book.CLEARING, LocalDate.parse("2026-10-20"))
                .block();
        ledger.fee(payment, account, 245, Book.CLEARING, LocalDate.parse("2026-10-20"))
                .block();
        rows.write("update payment set receipt = 100999 where id = ?", payment);
        var november = billed.bill(account, "2026-11-01", "2026-11-25", of("water", 2500));
        ledger.takeBack(payment, "return:" + payment, Taken.ALL, 2500, LocalDate.parse("2026-11-03"))
                .block();
        billed.correct(october, "2026-11-10", of("water", 2000), of("gas", 1200));
        var credit = billed.bill(account, "2026-11-12", "2026-11-25", of("other", "credit", 700));
        var cash = billed.payment(account, 1000);
        ledger.pay(cash, account, 1000, Book.CASH, LocalDate.parse("2026-11-14"))
                .block();
        ledger.giveBack(UUID.randomUUID(), cash, account, 400, Book.CASH, LocalDate.parse("2026-11-15"))
                .block();

        var all = statements
                .of(account, LocalDate.parse("2026-10-01"), LocalDate.parse("2026-12-01"))
                .block();
        var late = statements
                .of(account, LocalDate.parse("2026-11-03"), LocalDate.parse("2026-11-12"))
                .block();

        assertThat(all.openingCents()).isZero();
        assertThat(all.lines())
                .extracting(
                        line -> line.on().toString(),
                        Statement.Line::kind,
                        Statement.Line::chargedCents,
                        Statement.Line::paidCents,
                        Statement.Line::balanceCents)
                .containsExactly(
                        tuple("2026-10-01", "bill", 4200L, 0L, 4200L),
                        tuple("2026-10-20", "payment", 0L, 5000L, -800L),
                        tuple("2026-10-20", "fee", 245L, 245L, -800L),
                        tuple("2026-11-01", "bill", 2500L, 0L, 1700L),
                        tuple("2026-11-03", "fee", -245L, -245L, 1700L),
                        tuple("2026-11-03", "return", 5000L, 0L, 6700L),
                        tuple("2026-11-03", "fee", 2500L, 0L, 9200L),
                        tuple("2026-11-10", "correction", 0L, 1000L, 8200L),
                        tuple("2026-11-12", "credit", 0L, 700L, 7500L),
                        tuple("2026-11-14", "payment", 0L, 1000L, 6500L),
                        tuple("2026-11-15", "refund", 400L, 0L, 6900L));
        assertThat(all.closingCents()).isEqualTo(balance().owedCents()).isEqualTo(6900);
        assertThat(all.lines().get(1).what()).isEqualTo("100999");
        assertThat(all.lines().get(1).payment()).isEqualTo(payment);
        assertThat(all.lines().get(3).bill()).isEqualTo(november);
        assertThat(all.lines().get(8).bill()).isEqualTo(credit);
        assertThat(late.openingCents()).isEqualTo(1700);
        assertThat(late.closingCents()).isEqualTo(8200);
        assertThat(late.lines()).isEqualTo(all.lines().subList(4, 8));
        assertThat(statements
                        .of(account, LocalDate.parse("2026-12-01"), LocalDate.parse("2026-12-02"))
                        .block())
                .isEqualTo(new Statement(
                        LocalDate.parse("2026-12-01"), LocalDate.parse("2026-12-02"), 6900, 6900, List.of()));
    }

    private Allocated pay(long cents) {
        return ledger.pay(billed.payment(account, cents), account, cents, Book.CLEARING, TODAY)
                .block();
    }

    private Balance balance() {
        return ledger.balance(account).block();
    }

    private List<OpenCharge> open() {
        return ledger.open(account).block();
    }

    /** {@return what this account's entries moved from one book to another} */
    private long booked(String debit, String credit) {
        return rows.write("""
                select coalesce(sum(amount_cents), 0)::bigint from ledger_entry where account = ? and debit = ? and credit = ?
                """, account, debit, credit);
    }

    private long held(String book) {
        return rows.write("""
                select coalesce(sum(case when debit = ? then amount_cents else -amount_cents end), 0)::bigint
                from ledger_entry where account = ? and ? in (debit, credit)
                """, book, account, book);
    }
}
