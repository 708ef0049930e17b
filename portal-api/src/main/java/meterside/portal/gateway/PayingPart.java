package meterside.portal.gateway;

import meterside.portal.health.Part;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether anyone can pay: says so when no provider is set up. That the provider answers is not asked here: it is not ours. */
@Component
class PayingPart implements Part {

    private final Wire wire;

    PayingPart(Wire wire) {
        this.wire = wire;
    }

    @Override
    public String name() {
        return "paying";
    }

    @Override
    public Mono<String> state() {
        return Mono.just(wire.isOpen() ? UP : OFF + ": METERSIDE_STRIPE_KEY is not set");
    }
}
