package meterside.portal.till;

import java.util.concurrent.TimeUnit;
import meterside.portal.gateway.PayingUnavailable;
import meterside.portal.payment.Payments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sees to what is due: pages and debits whose answer was lost with the process that asked, debits of today, and payments of
 * which nobody has told for a while. Several portals may sweep at once; each payment is taken up by one.
 */
@Component
class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int AT_ONCE = 20;
    private static final int SIDE_BY_SIDE = 4;

    private final Till till;
    private final Payments payments;

    Sweep(Till till, Payments payments) {
        this.till = till;
        this.payments = payments;
    }

    @Scheduled(
            initialDelayString = "${meterside.sweep.millis:2000}",
            fixedDelayString = "${meterside.sweep.millis:2000}",
            timeUnit = TimeUnit.MILLISECONDS)
    Mono<Void> sweep() {
        return seeToSome()
                .expand(seen -> seen < AT_ONCE ? Mono.empty() : seeToSome())
                .then()
                .onErrorResume(failure -> {
                    LOG.warn("Could not see to payments that are due, trying again: {}", failure.toString());
                    return Mono.empty();
                });
    }

    /** {@return how many were due, of so many at most} */
    private Mono<Long> seeToSome() {
        return payments.claimDue(AT_ONCE)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .flatMap(
                        payment -> till.carryOn(payment).onErrorResume(failure -> {
                            if (!(failure instanceof PayingUnavailable)) {
                                LOG.warn("Payment {} waits: {}", payment.id(), failure.toString()); // the others go on
                            }
                            return payments.leave(payment).thenReturn(payment);
                        }),
                        SIDE_BY_SIDE)
                .count();
    }
}
