package meterside.portal.paying;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import meterside.portal.books.Allocated;
import meterside.portal.ledger.Ledger;
import meterside.portal.lifecycle.Payment;
import meterside.portal.paying.PaymentView.LineView;
import meterside.portal.paying.PaymentView.MethodView;
import meterside.portal.paying.PaymentView.PartView;
import meterside.portal.paying.ViewRepository.GivenBack;
import meterside.portal.wish.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows payments: to whoever paid whole, to who only sees an account that was paid what went there. */
@Component
public class Views {

    private final ViewRepository rows;
    private final Ledger ledger;
    private final ZoneId zone;

    Views(ViewRepository rows, Ledger ledger, @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone) {
        this.rows = rows;
        this.ledger = ledger;
        this.zone = ZoneId.of(zone);
    }

    /** {@return the whole payment} For whoever paid, and for clerks. */
    public Mono<PaymentView> whole(Payment payment) {
        return all(List.of(payment), one -> true, Set.copyOf(payment.wish().accounts()))
                .map(List::getFirst);
    }

    /** {@return what went to these accounts, without who paid it with what} */
    Mono<PaymentView> partly(Payment payment, Set<Long> accounts) {
        return all(List.of(payment), one -> false, accounts).map(List::getFirst);
    }

    /** {@return payments as an account's list shows them to a login} */
    Mono<List<PaymentView>> all(List<Payment> payments, long login, long account) {
        return all(
                payments, one -> Long.valueOf(login).equals(one.wish().payer().login()), Set.of(account));
    }

    private interface IsOwn {
        boolean test(Payment payment);
    }

    private Mono<List<PaymentView>> all(List<Payment> payments, IsOwn own, Set<Long> accounts) {
        return Mono.zip(methods(payments), givenBack(payments)).flatMap(beside -> Flux.fromIterable(payments)
                .concatMap(payment -> paid(payment)
                        .map(paid -> view(
                                payment,
                                paid,
                                own.test(payment) ? beside.getT1().get(payment.id()) : null,
                                beside.getT2(),
                                own.test(payment) ? Set.copyOf(payment.wish().accounts()) : accounts,
                                own.test(payment))))
                .collectList());
    }

    private Mono<Map<UUID, MethodView>> methods(List<Payment> payments) {
        var ids = ids(payments, payment -> payment.wish().method() != null);
        return ids.isEmpty()
                ? Mono.just(Map.of())
                : rows.methods(ids)
                        .collectMap(
                                ViewRepository.Method::payment,
                                method -> new MethodView(method.kind(), method.label(), method.last4()));
    }

    /** Of what is still on its way nothing was given back. */
    private Mono<List<GivenBack>> givenBack(List<Payment> payments) {
        var ids = ids(payments, payment -> payment.state().isRestful());
        return ids.isEmpty() ? Mono.just(List.of()) : rows.givenBack(ids).collectList();
    }

    private static List<UUID> ids(List<Payment> payments, Predicate<Payment> which) {
        return payments.stream().filter(which).map(Payment::id).toList();
    }

    private Mono<Map<Long, Allocated>> paid(Payment payment) {
        return payment.standing().receipt() == null
                ? Mono.just(Map.of())
                : Flux.fromIterable(payment.parts())
                        .concatMap(part -> ledger.sharesOf(payment.id(), part.account())
                                .map(paid -> Map.entry(part.account(), paid)))
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private PaymentView view(
            Payment payment,
            Map<Long, Allocated> paid,
            @Nullable MethodView method,
            List<GivenBack> givenBack,
            Set<Long> shown,
            boolean whole) {
        var parts = payment.parts().stream()
                .filter(part -> shown.contains(part.account()))
                .toList();
        var amount = parts.stream().mapToLong(Part::cents).sum();
        var fee = whole ? payment.wish().feeCents() : 0;
        var standing = payment.standing();
        var on = payment.wish().on();
        var receipt = standing.receipt();
        return new PaymentView(
                payment.id().toString(),
                payment.kind().word(),
                payment.wish().origin().word(),
                standing.state().word(),
                standing.reason(),
                amount,
                fee,
                amount + fee,
                payment.currency(),
                payment.createdAt().atZone(zone).toOffsetDateTime().toString(),
                payment.effectiveOn().toString(),
                on == null ? null : on.toString(),
                whole ? standing.pageUrl() : null,
                receipt == null ? null : receipt.toString(),
                parts.stream().map(part -> part(part, paid)).toList(),
                method,
                givenBack.stream()
                        .filter(back -> back.payment().equals(payment.id()) && shown.contains(back.account()))
                        .mapToLong(GivenBack::cents)
                        .sum());
    }

    private static PartView part(Part part, Map<Long, Allocated> paid) {
        var allocated = paid.get(part.account());
        return new PartView(
                Long.toString(part.account()),
                part.cents(),
                allocated == null
                        ? List.of()
                        : allocated.shares().stream()
                                .map(share -> new LineView(
                                        share.charge().service(),
                                        share.charge().billNumber(),
                                        share.charge().dueOn().toString(),
                                        share.paysCents()))
                                .toList(),
                allocated == null ? 0 : allocated.unappliedCents());
    }
}
