package meterside.portal.refund;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import meterside.portal.books.Book;
import meterside.portal.gateway.Refunds.Refunded;
import meterside.portal.ledger.Ledger;
import meterside.portal.lifecycle.Event;
import meterside.portal.lifecycle.News;
import meterside.portal.payment.Payments;
import meterside.portal.refund.Refund.State;
import meterside.portal.tidings.Tidings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Moves refunds, and posts what each move means, all in the caller's transaction. A repeat changes nothing. */
@Component
class RefundMoves {

    private static final Duration UNTIL_A_BANK_IS_ASKED = Duration.ofHours(6);

    private final RefundRepository refunds;
    private final Payments payments;
    private final Ledger ledger;
    private final Tidings tidings;
    private final Clock clock;

    RefundMoves(RefundRepository refunds, Payments payments, Ledger ledger, Tidings tidings, Clock clock) {
        this.refunds = refunds;
        this.payments = payments;
        this.ledger = ledger;
        this.tidings = tidings;
        this.clock = clock;
    }

    /** Cash or a cheque is handed over the counter: it is gone, so it is posted at once. */
    Mono<Void> handedOver(Refund refund) {
        return ledger.giveBack(
                        refund.id(), refund.payment(), refund.account(), refund.cents(), Book.CASH, ledger.today())
                .then(Mono.defer(() -> finished(refund)));
    }

    /** Hears how the provider says it stands. Failed is the end: what says otherwise afterwards was told before. */
    Mono<Void> hear(UUID id, Refunded heard) {
        return locked(id).flatMap(refund -> switch (heard.progress()) {
            case DONE -> isOpen(refund) ? done(refund, heard.providerRefund()) : Mono.empty();
            case PENDING ->
                isOpen(refund)
                        ? refunds.move(
                                id,
                                State.SENT,
                                heard.providerRefund(),
                                refund.since(),
                                now().plus(UNTIL_A_BANK_IS_ASKED))
                        : Mono.empty();
            case FAILED -> failed(refund, heard.providerRefund());
        });
    }

    /**
     * {@return the refund, which nobody else moves until the caller's transaction ends} The payment first, as everyone who moves it
     * does, or two could wait for each other.
     */
    Mono<Refund> locked(UUID id) {
        return refunds.find(id)
                .flatMap(found -> refunds.lockPayment(found.payment()).then(Mono.defer(() -> refunds.lock(id))));
    }

    private Mono<Void> done(Refund refund, String providerRefund) {
        return refunds.move(refund.id(), State.DONE, providerRefund, now(), null)
                .then(ledger.gaveBack(refund.id(), refund.payment(), refund.account(), refund.cents(), ledger.today()))
                .then(Mono.defer(() -> finished(refund)));
    }

    /** A refund that is done can still come back: a card was closed meanwhile. */
    Mono<Void> failed(Refund refund, @Nullable String providerRefund) {
        if (refund.at() == State.DONE) {
            return refunds.move(refund.id(), State.FAILED, providerRefund, now(), null)
                    .then(ledger.cameBack(refund.id(), refund.payment(), refund.account(), ledger.today()))
                    .then(payments.move(refund.payment(), News.of(Event.REFUND_FAILED, "refund:" + refund.id())))
                    .then();
        }
        return isOpen(refund) ? refunds.move(refund.id(), State.FAILED, providerRefund, now(), null) : Mono.empty();
    }

    private static boolean isOpen(Refund refund) {
        return refund.at() == State.SENT || refund.at() == State.UNKNOWN || refund.at() == State.APPROVED;
    }

    /** All of it is given back: so is the payment. Some of it: the payment stays what it is, or follows what a bank takes of
     * the rest. */
    private Mono<Void> finished(Refund refund) {
        return payments.find(refund.payment())
                .zipWith(refunds.done(refund.payment()))
                .flatMap(known -> known.getT2() >= known.getT1().wish().amountCents()
                        ? payments.move(refund.payment(), News.of(Event.REFUNDED, "refund:" + refund.id()))
                        : payments.hearAgain(known.getT1()))
                .flatMap(payment -> tidings.refunded(payment, refund.id(), refund.account(), refund.cents()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
