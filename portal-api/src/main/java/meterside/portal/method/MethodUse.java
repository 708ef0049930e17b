package meterside.portal.method;

import java.util.List;
import reactor.core.publisher.Mono;

/** Whoever debits saved methods by themselves, without the customer's being there. */
public interface MethodUse {

    /** An account that is paid by a method. */
    record Use(long method, long account) {}

    /** {@return what a login's methods are used for} */
    Mono<List<Use>> of(long login);

    /** Stops using a method, in the transaction that removes it. */
    Mono<Void> end(Method method);
}
