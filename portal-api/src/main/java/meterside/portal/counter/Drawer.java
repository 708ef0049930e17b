package meterside.portal.counter;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import meterside.portal.audit.Audit;
import meterside.portal.lifecycle.Event;
import meterside.portal.lifecycle.News;
import meterside.portal.lifecycle.Payment;
import meterside.portal.lifecycle.State;
import meterside.portal.limit.Network;
import meterside.portal.paying.PaymentView;
import meterside.portal.paying.Views;
import meterside.portal.payment.PaymentNotFound;
import meterside.portal.payment.Payments;
import meterside.portal.staff.Clerk;
import meterside.portal.wish.Kind;
import meterside.portal.wish.Origin;
import meterside.portal.wish.Wish;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Money that lies on the counter: taken once whatever is clicked twice, and taken back on its day. */
@Component
class Drawer {

    private static final Set<Kind> KINDS = Set.of(Kind.CASH, Kind.CHEQUE);

    private final CounterRepository rows;
    private final Payments payments;
    private final Views views;
    private final Audit audit;
    private final TransactionalOperator transaction;

    Drawer(CounterRepository rows, Payments payments, Views views, Audit audit, TransactionalOperator transaction) {
        this.rows = rows;
        this.payments = payments;
        this.views = views;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** @param givenCents what was handed over, if it was counted; kept in the audit's entry only */
    Mono<PaymentView> take(Clerk clerk, Wish wish, @Nullable Long givenCents, Network from) {
        return rows.lock(wish.key())
                .then(Mono.defer(() -> isNew(wish.key())))
                .flatMap(isNew -> payments.took(wish)
                        .delayUntil(payment -> isNew ? noted(clerk, payment, givenCents, from) : Mono.empty()))
                .as(transaction::transactional)
                .flatMap(views::whole);
    }

    private Mono<Boolean> isNew(UUID key) {
        return payments.find(key).map(known -> false).onErrorReturn(PaymentNotFound.class, true);
    }

    private Mono<Void> noted(Clerk clerk, Payment payment, @Nullable Long givenCents, Network from) {
        var detail = new HashMap<String, Object>(
                Map.of("kind", payment.kind().word(), "cents", payment.wish().amountCents()));
        if (givenCents != null) {
            detail.put("given", givenCents);
        }
        return audit.note(
                Audit.login(clerk.login()), "payment-taken", "payment:" + payment.id(), detail, from.address());
    }

    /**
     * Takes a payment of today back, and all it paid is open again (PY8). Said twice it is done once.
     *
     * @throws VoidRefused for any other payment
     */
    Mono<PaymentView> takeBack(Clerk clerk, UUID id, String reason, Network from) {
        return rows.lockPayment(id)
                .then(Mono.defer(() -> payments.find(id)))
                .filterWhen(this::mayBeTakenBack)
                .switchIfEmpty(Mono.error(VoidRefused::new))
                .flatMap(payment ->
                        payment.state() == State.VOIDED ? Mono.just(payment) : takeBack(clerk, payment, reason, from))
                .as(transaction::transactional)
                .flatMap(views::whole);
    }

    private Mono<Boolean> mayBeTakenBack(Payment payment) {
        var isOfToday = payment.wish().origin() == Origin.COUNTER
                && KINDS.contains(payment.kind())
                && payment.effectiveOn().equals(payments.today())
                && (payment.state() == State.SETTLED || payment.state() == State.VOIDED);
        return isOfToday ? rows.isGivenBack(payment.id()).map(given -> !given) : Mono.just(false);
    }

    private Mono<Payment> takeBack(Clerk clerk, Payment payment, String reason, Network from) {
        var actor = Audit.login(clerk.login());
        var news = News.of(Event.VOIDED, actor).with(Map.of("reason", reason));
        return payments.move(payment.id(), news)
                .filter(moved -> moved.state() == State.VOIDED)
                .switchIfEmpty(Mono.error(VoidRefused::new))
                .delayUntil(moved -> audit.note(
                        actor, "payment-voided", "payment:" + payment.id(), Map.of("reason", reason), from.address()));
    }
}
