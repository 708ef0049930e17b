package meterside.bad.meters;

import java.sql.Connection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** An empty name, SQL outside a repository, the system's clock, a double, and a block. */
class MeterHelper {
    double gallons;

    @Nullable
    Connection connection;

    Instant read() {
        Mono.just(1).block();
        return Instant.now();
    }
}
