package meterside.portal.autopay;

import java.time.Clock;
import java.util.List;
import meterside.portal.lifecycle.Event;
import meterside.portal.lifecycle.News;
import meterside.portal.method.Method;
import meterside.portal.method.MethodUse;
import meterside.portal.payment.Payments;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What ends when a saved method is removed: the standing orders it pays, and payments it is to pay on a day ahead. */
@Component
class AutopayUse implements MethodUse {

    private final AutopayRepository orders;
    private final Payments payments;
    private final Told told;
    private final Clock clock;

    AutopayUse(AutopayRepository orders, Payments payments, Told told, Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.told = told;
        this.clock = clock;
    }

    @Override
    public Mono<List<Use>> of(long login) {
        return orders.uses(login);
    }

    @Override
    public Mono<Void> end(Method method) {
        return orders.by(method.id())
                .collectList()
                .flatMapIterable(found -> found)
                .concatMap(order -> orders.end(order.id(), clock.instant())
                        .then(Mono.defer(() -> told.ended(order, "method-removed"))))
                .then(Mono.defer(() -> withdraw(method)));
    }

    private Mono<Void> withdraw(Method method) {
        return orders.scheduledBy(method.id())
                .collectList()
                .flatMapIterable(found -> found)
                .concatMap(payment -> payments.move(
                        payment,
                        News.of(Event.WITHDRAWN, "method:" + method.id()).because("method-removed")))
                .then();
    }
}
