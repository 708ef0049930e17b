package meterside.portal.refund;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import meterside.portal.gateway.GatewayFailure;
import meterside.portal.gateway.PayingUnavailable;
import meterside.portal.gateway.Refunds;
import meterside.portal.gateway.Refunds.Progress;
import meterside.portal.gateway.Refunds.Refunded;
import meterside.portal.payment.Payments;
import meterside.portal.refund.Refund.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends refunds through the provider, each under its own id as the key, and finds out what became of them. No transaction is open
 * while the provider is asked.
 */
@Service
public class Sending {

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    /** Longer than any call to the provider: while it lasts, whoever took the refund up is still at it. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    /** The provider forgets keys after a day: asked again later, the same refund would be a second one. */
    private static final Duration KEY_LASTS = Duration.ofHours(23);

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LATER = Duration.ofMinutes(15);
    private static final int AT_ONCE = 20;

    private final RefundRepository refunds;
    private final RefundMoves moves;
    private final Payments payments;
    private final Refunds gateway;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Sending(
            RefundRepository refunds,
            RefundMoves moves,
            Payments payments,
            Refunds gateway,
            TransactionalOperator transaction,
            Clock clock) {
        this.refunds = refunds;
        this.moves = moves;
        this.payments = payments;
        this.gateway = gateway;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What the provider told of its own accord, in the caller's transaction. A refund that is none of ours changes nothing.
     *
     * @param refund our id, which we gave along
     * @param status pending, requires_action, succeeded, failed or canceled
     */
    public Mono<Void> heard(UUID refund, String providerRefund, String status) {
        var progress =
                switch (status) {
                    case "succeeded" -> Progress.DONE;
                    case "failed", "canceled" -> Progress.FAILED;
                    default -> Progress.PENDING;
                };
        return moves.hear(refund, new Refunded(providerRefund, progress, null));
    }

    /** Takes the next step of a refund that is to be sent, and no other. Whatever goes wrong is seen to by the sweep. */
    Mono<Void> carryOn(UUID id) {
        return moves.locked(id)
                .filter(refund -> refund.at() == State.APPROVED)
                .filterWhen(this::isStillToBeSent)
                .delayUntil(refund -> refunds.move(id, State.SENT, null, now(), now().plus(LEASE)))
                .as(transaction::transactional)
                .flatMap(this::ask);
    }

    /** A bank may have taken the payment back since the refund was released: that money has gone to the customer already. */
    private Mono<Boolean> isStillToBeSent(Refund refund) {
        return payments.find(refund.payment())
                .map(payment -> payment.state() == meterside.portal.lifecycle.State.SETTLED)
                .delayUntil(settled -> settled ? Mono.empty() : moves.failed(refund, null));
    }

    private Mono<Void> seeTo(UUID id) {
        return refunds.find(id).flatMap(refund -> refund.at() == State.APPROVED ? carryOn(id) : ask(refund));
    }

    private Mono<Void> ask(Refund refund) {
        var theirs = refund.providerRefund();
        var payment = refund.providerPayment();
        if (theirs == null && (payment == null || isForgotten(refund))) {
            LOG.error(
                    "Nobody can say whether refund {} went through: the provider may, see docs/runbook.md",
                    refund.id());
            return lost(refund, LATER);
        }
        var answer = theirs == null
                ? gateway.send(refund.id(), String.valueOf(payment), refund.cents())
                : gateway.look(theirs);
        return answer.flatMap(heard -> moves.hear(refund.id(), heard).as(transaction::transactional))
                .onErrorResume(GatewayFailure.class, failure -> failed(refund, failure))
                .onErrorResume(PayingUnavailable.class, away -> lost(refund, LATER));
    }

    private boolean isForgotten(Refund refund) {
        return refund.at() != State.APPROVED && now().isAfter(refund.since().plus(KEY_LASTS));
    }

    /** Unknown, since when it was sent; what a webhook told meanwhile stands. */
    private Mono<Void> lost(Refund refund, Duration pause) {
        return refunds.lock(refund.id())
                .filter(now -> now.at() == State.SENT || now.at() == State.UNKNOWN)
                .flatMap(now -> refunds.move(
                        now.id(),
                        now.providerRefund() == null ? State.UNKNOWN : State.SENT,
                        null,
                        now.since(),
                        now().plus(pause)))
                .as(transaction::transactional);
    }

    /** What the provider will not do has failed. What it will not tell has not. */
    private Mono<Void> failed(Refund refund, GatewayFailure failure) {
        if (failure.isUnsure()) {
            return lost(refund, SOON);
        }
        return refund.providerRefund() == null
                ? moves.locked(refund.id())
                        .flatMap(now -> moves.failed(now, null))
                        .as(transaction::transactional)
                : lost(refund, LATER);
    }

    @Scheduled(
            initialDelayString = "${meterside.sweep.millis:2000}",
            fixedDelayString = "${meterside.sweep.millis:2000}",
            timeUnit = TimeUnit.MILLISECONDS)
    Mono<Void> sweep() {
        // this method is called once, and what it returns is subscribed to each time
        return Mono.defer(() -> refunds.claimDue(now(), now().plus(LEASE), AT_ONCE))
                .flatMapMany(Flux::fromIterable)
                .concatMap(refund -> seeTo(refund).onErrorResume(failure -> {
                    LOG.warn("Refund {} waits: {}", refund, failure.toString()); // the others go on
                    return Mono.empty();
                }))
                .then()
                .onErrorResume(failure -> {
                    LOG.warn("Could not see to refunds that are due, trying again: {}", failure.toString());
                    return Mono.empty();
                });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
