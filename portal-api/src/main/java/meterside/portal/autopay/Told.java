package meterside.portal.autopay;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import meterside.portal.autopay.AutopayRepository.Reader;
import meterside.portal.gateway.Fees;
import meterside.portal.ledger.Ledger;
import meterside.portal.notice.Notice;
import meterside.portal.notice.Notices;
import meterside.portal.notice.Recipient;
import meterside.portal.wish.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What whoever set a standing order is told of it, in the caller's transaction, each once. */
@Component
public class Told {

    private final AutopayRepository orders;
    private final Notices notices;
    private final Ledger ledger;
    private final Fees fees;

    Told(AutopayRepository orders, Notices notices, Ledger ledger, Fees fees) {
        this.orders = orders;
        this.notices = notices;
        this.ledger = ledger;
        this.fees = fees;
    }

    /**
     * It was set.
     *
     * @param cents of the first debit; 0 if nothing is owed yet
     * @param on its day
     */
    Mono<Void> set(Order order, long cents, @Nullable LocalDate on) {
        var facts = methodOf(order);
        put(facts, "dayOfMonth", order.day());
        put(facts, "mostCents", order.mostCents());
        if (cents > 0 && on != null) {
            facts.put("debitOn", on.toString());
            facts.put("amountCents", cents);
            put(facts, "feeCents", positive(fee(order, cents)));
        }
        return tell("autopay-set:%d".formatted(order.id()), "autopay-set", order, facts, null);
    }

    /**
     * It ended.
     *
     * @param reason method-removed or closed; null when a customer ended it
     */
    Mono<Void> ended(Order order, @Nullable String reason) {
        var facts = new HashMap<String, Object>();
        put(facts, "reason", reason);
        return tell("autopay-ended:%d".formatted(order.id()), "autopay-ended", order, facts, null);
    }

    /** What is going to be debited, and when. Worth nothing once it is debited. */
    public Mono<Void> coming(Order order, Due due, long cents, Duration goodFor) {
        var fee = fee(order, cents);
        var facts = methodOf(order);
        facts.put("debitOn", due.debitOn().toString());
        facts.put("amountCents", cents);
        facts.put("feeCents", fee);
        facts.put("totalCents", cents + fee);
        return tell(keyOf("autopay-coming", due), "autopay-coming", order, facts, goodFor);
    }

    /** A bill is above its limit, so nothing is debited. */
    public Mono<Void> aboveLimit(Order order, Due due, long cents) {
        var facts = new HashMap<String, Object>();
        facts.put("amountCents", cents);
        put(facts, "mostCents", order.mostCents());
        facts.put("dueOn", due.dueOn().toString());
        return tell(keyOf("autopay-above-limit", due), "autopay-above-limit", order, facts, null);
    }

    /**
     * It debits no more until someone sets it again.
     *
     * @param reason of the last return: our word or the bank's code
     */
    public Mono<Void> paused(Order order, int returns, @Nullable String reason) {
        return ledger.balance(order.account()).flatMap(balance -> {
            var facts = new HashMap<String, Object>();
            facts.put("returns", returns);
            facts.put("owedCents", balance.owedCents());
            put(facts, "reason", reason);
            return tell("autopay-paused:%d".formatted(order.id()), "autopay-paused", order, facts, null);
        });
    }

    /** {@return what a debit of so much costs on top (PY13)} */
    public long fee(Order order, long cents) {
        return fees.cents(Kind.of(order.kind()).instrument().orElseThrow(), cents);
    }

    private Mono<Void> tell(
            String key, String kind, Order order, Map<String, Object> more, @Nullable Duration goodFor) {
        return orders.reader(order).flatMap(reader -> {
            var facts = new HashMap<>(more);
            facts.put("account", reader.number());
            return notices.tell(notice(key, kind, order, reader, facts, goodFor));
        });
    }

    private static Notice notice(
            String key,
            String kind,
            Order order,
            Reader reader,
            Map<String, Object> facts,
            @Nullable Duration goodFor) {
        var to = Recipient.email(reader.email(), reader.language());
        return new Notice(key, kind, order.account(), reader.login(), to, facts, null, true, goodFor);
    }

    private static String keyOf(String kind, Due due) {
        return "%s:%d:%d".formatted(kind, due.account(), due.bill());
    }

    private static Map<String, Object> methodOf(Order order) {
        return new HashMap<>(Map.of("method", order.kind(), "label", order.label(), "last4", order.last4()));
    }

    private static @Nullable Long positive(long cents) {
        return cents > 0 ? cents : null;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
