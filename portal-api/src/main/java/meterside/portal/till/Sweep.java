package meterside.portal.till;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sees to what is due: pages and debits whose answer was lost with the process that asked, debits of today, and payments of
 * which nobody has told for a while. Several portals may sweep at once; each payment is taken up by one.
 */
@Component
class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int AT_ONCE = 20;

    private final Till till;

    Sweep(Till till) {
        this.till = till;
    }

    @Scheduled(
            initialDelayString = "${meterside.sweep.millis:2000}",
            fixedDelayString = "${meterside.sweep.millis:2000}",
            timeUnit = TimeUnit.MILLISECONDS)
    Mono<Void> sweep() {
        return till.seeTo(AT_ONCE)
                .expand(seen -> seen < AT_ONCE ? Mono.empty() : till.seeTo(AT_ONCE))
                .then()
                .onErrorResume(failure -> {
                    LOG.warn("Could not see to payments that are due, trying again: {}", failure.toString());
                    return Mono.empty();
                });
    }
}
