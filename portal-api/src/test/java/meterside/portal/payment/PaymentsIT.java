package meterside.portal.payment;

import static meterside.portal.testing.Bills.aBill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import meterside.portal.lifecycle.Event;
import meterside.portal.lifecycle.News;
import meterside.portal.lifecycle.Payment;
import meterside.portal.lifecycle.State;
import meterside.portal.testing.Customers;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.portal.wish.Kind;
import meterside.portal.wish.Origin;
import meterside.portal.wish.Part;
import meterside.portal.wish.Wish;
import meterside.portal.wish.Wish.Payer;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Payments without a provider: the day on which they count, cash and cheques, and moves by hand. */
class PaymentsIT {

    private static Rows rows;
    private static Portal portal;
    private static Payments payments;
    private static long clerk;
    private long account;

    @BeforeAll
    static void open() {
        var database = Backing.database();
        rows = new Rows(database);
        clerk = new Customers(rows).login("clerk@city.example");
        portal = Portal.on(database, Homes.NOW);
        payments = portal.bean(Payments.class);
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @BeforeEach
    void owe() {
        account = new Customers(rows).account("Ann Owing");
        aBill(rows, account).owing(10_000);
        portal.clock.set(Instant.parse(Homes.NOW));
    }

    private static <T> T done(Mono<T> work) {
        return work.as(portal.bean(TransactionalOperator.class)::transactional).block();
    }

    private Wish cash(long cents) {
        return new Wish(
                UUID.randomUUID(),
                Origin.COUNTER,
                Payer.clerk(clerk),
                Kind.CASH,
                List.of(new Part(account, cents)),
                0,
                null,
                null,
                false,
                false,
                "en",
                null);
    }

    /** PY14. The days of 1 November 2026 and 14 March 2027 have 25 and 23 hours in New York. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-31T23:59:59-04:00, 2026-10-31",
        "2026-11-01T00:00:00-04:00, 2026-11-01",
        "2026-11-01T01:30:00-04:00, 2026-11-01",
        "2026-11-01T01:30:00-05:00, 2026-11-01",
        "2026-11-01T23:59:59.999999-05:00, 2026-11-01",
        "2026-11-02T00:00:00-05:00, 2026-11-02",
        "2027-03-13T23:59:59-05:00, 2027-03-13",
        "2027-03-14T00:00:00-05:00, 2027-03-14",
        "2027-03-14T03:00:00-04:00, 2027-03-14",
        "2027-03-14T23:59:59-04:00, 2027-03-14",
        "2027-03-15T00:00:00-04:00, 2027-03-15"
    })
    void countsOnTheUtilitysDayOnWhichItWasMade(String made, String day) {
        portal.clock.set(java.time.OffsetDateTime.parse(made).toInstant());
        var wish = cash(10_000);

        var paid = done(payments.took(wish));

        assertThat(paid.effectiveOn()).isEqualTo(day);
        assertThat(rows.text(
                        "select min(effective_on) || ' ' || max(effective_on) from ledger_entry where payment = ?",
                        wish.key()))
                .isEqualTo(day + " " + day);
    }

    @Test
    void cashIsThereAtOnce() {
        var wish = cash(4_000);

        var paid = done(payments.took(wish));

        assertThat(paid.state()).isEqualTo(State.SETTLED);
        assertThat(paid.standing().receipt()).isNotNull();
        assertThat(rows.write("select amount_cents from ledger_entry where payment = ? and debit = 'cash'", wish.key()))
                .isEqualTo(4_000);
        assertThat(rows.write("select count(*) from notice where account = ?", account))
                .isZero();
        assertThat(rows.text("select cause from payment_event where payment = ?", wish.key()))
                .isEqualTo("login:" + clerk);
    }

    @Test
    void theSameCashTwiceIsOnePayment() {
        var wish = cash(4_000);

        var first = done(payments.took(wish));
        var again = done(payments.took(wish));

        assertThat(again).isEqualTo(first);
        assertThat(rows.write("select count(*) from ledger_entry where payment = ? and debit = 'cash'", wish.key()))
                .isEqualTo(1);
        var other = new Wish(
                wish.key(),
                Origin.COUNTER,
                Payer.clerk(clerk),
                Kind.CASH,
                List.of(new Part(account, 4_001)),
                0,
                null,
                null,
                false,
                false,
                "en",
                null);
        assertThatThrownBy(() -> done(payments.took(other))).isInstanceOf(KeyReused.class);
    }

    @Test
    void whatIsVoidedIsOwedAgainAndStaysVoided() {
        var wish = cash(4_000);
        done(payments.took(wish));

        var voided = move(wish, Event.VOIDED);
        var again = move(wish, Event.PAID);

        assertThat(voided.state()).isEqualTo(State.VOIDED);
        assertThat(again.state()).isEqualTo(State.VOIDED);
        assertThat(owed()).isEqualTo(10_000);
    }

    private static Payment move(Wish wish, Event event) {
        return done(payments.move(
                wish.key(),
                News.of(event, "login:" + clerk + ":" + UUID.randomUUID()).with(Map.of("why", "typed twice"))));
    }

    @Test
    void aRefundThatFailsLeavesThePaymentAsItWas() {
        var wish = cash(4_000);
        done(payments.took(wish));

        assertThat(move(wish, Event.REFUNDED).state()).isEqualTo(State.REFUNDED);
        assertThat(move(wish, Event.REFUND_FAILED).state()).isEqualTo(State.SETTLED);

        assertThat(owed()).isEqualTo(6_000);
    }

    @Test
    void aMoveThatIsRolledBackLeavesNothing() {
        var wish = cash(4_000);

        assertThatThrownBy(() -> done(payments.took(wish).then(Mono.error(new IllegalStateException("cut off")))))
                .hasMessage("cut off");

        assertThat(rows.write("select count(*) from payment where id = ?", wish.key()))
                .isZero();
        assertThat(owed()).isEqualTo(10_000);
    }

    @Test
    void nobodyMovesAPaymentThatIsNotThere() {
        assertThatThrownBy(() -> done(payments.move(UUID.randomUUID(), News.of(Event.PAID, "test"))))
                .isInstanceOf(PaymentNotFound.class);
    }

    private long owed() {
        return rows.write("""
                select sum(case when debit = 'receivable' then amount_cents when credit = 'receivable' then -amount_cents else 0 end)
                from ledger_entry where account = ?
                """, account);
    }
}
