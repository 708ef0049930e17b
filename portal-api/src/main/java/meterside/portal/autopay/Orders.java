package meterside.portal.autopay;

import java.time.Instant;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Standing orders, for whoever runs them. Everything here joins the caller's transaction. */
@Service
public class Orders {

    private final AutopayRepository orders;

    Orders(AutopayRepository orders) {
        this.orders = orders;
    }

    /** Until the caller's transaction ends nobody else sets or ends this account's order. */
    public Mono<Void> lock(long account) {
        return orders.lock(account);
    }

    /** {@return the account's order, paused or not; empty if it has none} */
    public Mono<Order> find(long account) {
        return orders.find(account);
    }

    /** {@return the language of whoever set it: en or es} */
    public Mono<String> language(Order order) {
        return orders.reader(order).map(AutopayRepository.Reader::language);
    }

    /** Keeps how many of its debits in a row failed or came back. */
    public Mono<Void> count(Order order, int returns) {
        return orders.count(order.id(), returns);
    }

    /** Has it debit nothing until somebody sets it again (PY8). */
    public Mono<Void> pause(Order order, int returns, Instant now) {
        return orders.pause(order.id(), returns, now);
    }
}
