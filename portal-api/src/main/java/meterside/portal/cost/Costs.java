package meterside.portal.cost;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import meterside.portal.account.CustomerScope;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What bills ask for a usage point's own service. */
@Service
public class Costs {

    private final CostRepository costs;

    Costs(CostRepository costs) {
        this.costs = costs;
    }

    /**
     * {@return the charges for some of these days, in their order, as the bills stood at the instant}
     *
     * @param to exclusive
     */
    public Mono<List<Cost>> of(CustomerScope scope, LocalDate from, LocalDate to, Instant at) {
        return costs.of(scope, from, to, at);
    }
}
