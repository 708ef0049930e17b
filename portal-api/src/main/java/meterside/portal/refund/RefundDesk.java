package meterside.portal.refund;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import meterside.portal.audit.Audit;
import meterside.portal.gateway.Dollars;
import meterside.portal.lifecycle.Payment;
import meterside.portal.limit.Network;
import meterside.portal.payment.KeyReused;
import meterside.portal.payment.PaymentNotFound;
import meterside.portal.payment.Payments;
import meterside.portal.refund.Refund.State;
import meterside.portal.refund.RefundRepository.Taken;
import meterside.portal.staff.Clerk;
import meterside.portal.wish.Kind;
import meterside.portal.wish.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where refunds are asked for and decided. Each deed is audited in the transaction that does it. */
@Service
public class RefundDesk {

    private static final int A_PAGE = 100;

    private final RefundRepository refunds;
    private final RefundMoves moves;
    private final Sending sending;
    private final Payments payments;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final ZoneId zone;
    private final long aloneCents;

    RefundDesk(
            RefundRepository refunds,
            RefundMoves moves,
            Sending sending,
            Payments payments,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone,
            @Value("${METERSIDE_REFUND_ALONE:50.00}") String alone) {
        this.refunds = refunds;
        this.moves = moves;
        this.sending = sending;
        this.payments = payments;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = ZoneId.of(zone);
        this.aloneCents = Dollars.cents("METERSIDE_REFUND_ALONE", alone);
    }

    /** What a clerk asks to be given back. The id is the key their browser made. */
    record Asked(UUID id, UUID payment, long account, long cents, String reason) {}

    /** {@return an account's refunds, the newest first} For whoever serves at the counter. */
    public Flux<RefundView> ofAccount(long account) {
        return refunds.ofAccount(account, A_PAGE).map(refund -> RefundView.of(refund, zone));
    }

    Flux<RefundView> queue() {
        return refunds.queue(A_PAGE).map(refund -> RefundView.of(refund, zone));
    }

    /**
     * Asks for a refund, and sends it unless a second person has to release it. Said twice it is one.
     *
     * @throws KeyReused if the key stands for another refund
     * @throws RefundRefused if there is not so much left to give back
     * @throws RefundUnknown while an earlier refund of the payment is not decided
     */
    Mono<RefundView> ask(Clerk clerk, Asked asked, Network from) {
        return refunds.lockPayment(asked.payment())
                .filter(there -> there)
                .switchIfEmpty(Mono.error(PaymentNotFound::new))
                .then(Mono.defer(() -> refunds.find(asked.id())))
                .map(known -> same(known, clerk, asked))
                .switchIfEmpty(Mono.defer(() -> make(clerk, asked, from)))
                .as(transaction::transactional)
                .then(Mono.defer(() -> sending.carryOn(asked.id())))
                .then(Mono.defer(() -> view(asked.id())));
    }

    private static Refund same(Refund known, Clerk clerk, Asked asked) {
        if (known.askedBy() == clerk.login()
                && known.payment().equals(asked.payment())
                && known.account() == asked.account()
                && known.cents() == asked.cents()
                && known.reason().equals(asked.reason())) {
            return known;
        }
        throw new KeyReused();
    }

    private Mono<Refund> make(Clerk clerk, Asked asked, Network from) {
        return payments.find(asked.payment())
                .zipWith(refunds.taken(asked.payment(), asked.account()))
                .flatMap(known -> {
                    mustBeLeft(known.getT1(), known.getT2(), asked);
                    return insert(clerk, asked, stateOf(known.getT1(), known.getT2(), asked), from);
                });
    }

    private static void mustBeLeft(Payment payment, Taken taken, Asked asked) {
        if (payment.state() != meterside.portal.lifecycle.State.SETTLED) {
            throw new RefundRefused("Only a payment that is settled can be given back.");
        }
        if (taken.unknown()) {
            throw new RefundUnknown();
        }
        var paid = payment.parts().stream()
                .filter(part -> part.account() == asked.account())
                .mapToLong(Part::cents)
                .sum();
        if (asked.cents() > paid - taken.ofAccountCents()) {
            throw new RefundRefused("Of this payment at most %s can still be given back to this account."
                    .formatted(
                            BigDecimal.valueOf(paid - taken.ofAccountCents(), 2).toPlainString()));
        }
    }

    /**
     * A clerk alone gives back up to a limit, counted over all of a payment's refunds, so that one large refund is not made of
     * small ones. A cheque cannot be given back as such: the city writes one of its own, which a second person releases (PY16).
     */
    private State stateOf(Payment payment, Taken taken, Asked asked) {
        var alone = taken.cents() + asked.cents() <= aloneCents && payment.kind() != Kind.CHEQUE;
        return alone ? State.APPROVED : State.ASKED;
    }

    private Mono<Refund> insert(Clerk clerk, Asked asked, State state, Network from) {
        var action = state == State.ASKED ? "refund-asked" : "refund-made";
        return refunds.insert(
                        asked.id(),
                        asked.payment(),
                        asked.account(),
                        asked.cents(),
                        asked.reason(),
                        state,
                        clerk.login(),
                        now())
                .then(note(clerk, action, asked.id(), Map.of("cents", asked.cents(), "payment", asked.payment()), from))
                .then(Mono.defer(() -> refunds.lock(asked.id())))
                .delayUntil(this::handOver);
    }

    /** What never went through the provider is handed over as soon as it may be. */
    private Mono<Void> handOver(Refund refund) {
        return refund.at() == State.APPROVED && !refund.isThroughProvider()
                ? refunds.move(refund.id(), State.DONE, null, now(), null).then(moves.handedOver(refund))
                : Mono.empty();
    }

    /**
     * Releases a refund or refuses it. Said twice it is once.
     *
     * @throws RefundRefused if the approver is whoever asked for it
     * @throws RefundDecided if it was decided otherwise, or by someone else
     */
    Mono<RefundView> decide(Clerk approver, UUID id, boolean release, @Nullable String note, Network from) {
        return refunds.find(id)
                .switchIfEmpty(Mono.error(RefundNotFound::new))
                .flatMap(found -> refunds.lockPayment(found.payment())
                        .then(Mono.defer(() -> refunds.lock(id)))
                        .flatMap(refund -> decide(approver, refund, release, note, from)))
                .as(transaction::transactional)
                .then(Mono.defer(() -> sending.carryOn(id)))
                .then(Mono.defer(() -> view(id)));
    }

    private Mono<Void> decide(Clerk approver, Refund refund, boolean release, @Nullable String note, Network from) {
        if (refund.at() != State.ASKED) {
            return isSaidAgain(approver, refund, release) ? Mono.empty() : Mono.error(new RefundDecided());
        }
        if (refund.askedBy() == approver.login()) {
            throw new RefundRefused("Someone else has to decide this: you asked for it yourself.");
        }
        var state = release ? State.APPROVED : State.REFUSED;
        var action = release ? "refund-released" : "refund-refused";
        return mustStillBeSettled(refund, release)
                .then(Mono.defer(() -> refunds.decide(refund.id(), state, approver.login(), note, now())))
                .then(note(approver, action, refund.id(), Map.of("cents", refund.cents()), from))
                .then(Mono.defer(() -> refunds.lock(refund.id())))
                .flatMap(this::handOver);
    }

    /** The answer may have been lost on its way to the approver. */
    private static boolean isSaidAgain(Clerk approver, Refund refund, boolean release) {
        return Long.valueOf(approver.login()).equals(refund.decidedBy()) && release == (refund.at() != State.REFUSED);
    }

    private Mono<Void> mustStillBeSettled(Refund refund, boolean release) {
        return payments.find(refund.payment())
                .filter(payment -> release && payment.state() != meterside.portal.lifecycle.State.SETTLED)
                .flatMap(payment ->
                        Mono.error(new RefundRefused("The payment is no longer settled: refuse this refund.")));
    }

    private Mono<RefundView> view(UUID id) {
        return refunds.find(id).map(refund -> RefundView.of(refund, zone));
    }

    private Mono<Void> note(Clerk who, String action, UUID refund, Map<String, Object> detail, Network from) {
        return audit.note(Audit.login(who.login()), action, "refund:" + refund, detail, from.address());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
