package meterside.portal.lifecycle;

import static meterside.portal.lifecycle.Event.DISPUTED;
import static meterside.portal.lifecycle.Event.DISPUTE_WON;
import static meterside.portal.lifecycle.Event.DUE;
import static meterside.portal.lifecycle.Event.EXPIRED;
import static meterside.portal.lifecycle.Event.LOST_SIGHT;
import static meterside.portal.lifecycle.Event.NOT_PAID;
import static meterside.portal.lifecycle.Event.OPENED;
import static meterside.portal.lifecycle.Event.PAID;
import static meterside.portal.lifecycle.Event.REFUND_FAILED;
import static meterside.portal.lifecycle.Event.SENT_TO_BANK;
import static meterside.portal.lifecycle.Event.WITHDRAWN;
import static meterside.portal.lifecycle.State.AUTHORISED;
import static meterside.portal.lifecycle.State.CANCELLED;
import static meterside.portal.lifecycle.State.CHARGED_BACK;
import static meterside.portal.lifecycle.State.CREATED;
import static meterside.portal.lifecycle.State.FAILED;
import static meterside.portal.lifecycle.State.REFUNDED;
import static meterside.portal.lifecycle.State.RETURNED;
import static meterside.portal.lifecycle.State.SCHEDULED;
import static meterside.portal.lifecycle.State.SETTLED;
import static meterside.portal.lifecycle.State.UNKNOWN;
import static meterside.portal.lifecycle.State.VOIDED;
import static meterside.portal.lifecycle.State.WAITING;

import java.util.List;
import java.util.Optional;

/**
 * The graph of a payment's life, one value. What is not an edge does not move a payment: it is noted, and answered as if it
 * had, since the provider would else tell it for days.
 *
 * <p>Messages come in any order. So money taken counts from wherever it is told, even after we believed that nothing was
 * ({@code paid} from failed and cancelled): whatever the provider holds must stand in the ledger. And what undoes a payment may
 * be told before the payment: it is kept, and tried again after each move.
 */
public final class Lifecycle {

    /** From a state, by an event, to a state. */
    public record Edge(State from, Event by, State to) {}

    public static final List<Edge> EDGES = List.of(
            new Edge(SCHEDULED, DUE, CREATED),
            new Edge(SCHEDULED, WITHDRAWN, CANCELLED),
            new Edge(CREATED, OPENED, WAITING),
            new Edge(CREATED, SENT_TO_BANK, AUTHORISED),
            new Edge(CREATED, PAID, SETTLED),
            new Edge(CREATED, NOT_PAID, FAILED),
            new Edge(CREATED, LOST_SIGHT, UNKNOWN),
            new Edge(CREATED, WITHDRAWN, CANCELLED),
            new Edge(CREATED, EXPIRED, CANCELLED),
            new Edge(WAITING, SENT_TO_BANK, AUTHORISED),
            new Edge(WAITING, PAID, SETTLED),
            new Edge(WAITING, NOT_PAID, FAILED),
            new Edge(WAITING, WITHDRAWN, CANCELLED),
            new Edge(WAITING, EXPIRED, CANCELLED),
            new Edge(UNKNOWN, SENT_TO_BANK, AUTHORISED),
            new Edge(UNKNOWN, PAID, SETTLED),
            new Edge(UNKNOWN, NOT_PAID, FAILED),
            new Edge(AUTHORISED, PAID, SETTLED),
            new Edge(AUTHORISED, NOT_PAID, FAILED),
            new Edge(FAILED, PAID, SETTLED),
            new Edge(CANCELLED, PAID, SETTLED),
            new Edge(SETTLED, Event.RETURNED, RETURNED),
            new Edge(SETTLED, DISPUTED, CHARGED_BACK),
            new Edge(CHARGED_BACK, DISPUTE_WON, SETTLED),
            new Edge(SETTLED, Event.REFUNDED, REFUNDED),
            new Edge(REFUNDED, REFUND_FAILED, SETTLED),
            new Edge(REFUNDED, Event.RETURNED, RETURNED),
            new Edge(REFUNDED, DISPUTED, CHARGED_BACK),
            new Edge(SETTLED, Event.VOIDED, VOIDED));

    private Lifecycle() {}

    /** {@return where the event leads from there, or empty if it leads nowhere} */
    public static Optional<State> after(State from, Event event) {
        return EDGES.stream()
                .filter(edge -> edge.from() == from && edge.by() == event)
                .map(Edge::to)
                .findFirst();
    }

    /** {@return whether it is kept and tried again after a later move, because it may be told before what it follows from} */
    public static boolean isKept(Event event) {
        return takesBack(event) || event == DISPUTE_WON;
    }

    /** {@return whether money that came is gone again by it} */
    public static boolean takesBack(Event event) {
        return event == Event.RETURNED || event == DISPUTED;
    }
}
