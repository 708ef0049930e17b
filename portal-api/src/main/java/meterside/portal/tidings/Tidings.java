package meterside.portal.tidings;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import meterside.portal.books.Allocated;
import meterside.portal.books.Share;
import meterside.portal.ledger.Ledger;
import meterside.portal.lifecycle.Payment;
import meterside.portal.notice.Notice;
import meterside.portal.notice.Notices;
import meterside.portal.notice.Recipient;
import meterside.portal.tidings.TidingsRepository.Reader;
import meterside.portal.wish.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The notices of payments. Each joins the caller's transaction. At the counter nobody is written to: they are there, and are
 * handed paper.
 */
@Service
public class Tidings {

    private final TidingsRepository people;
    private final Ledger ledger;
    private final Notices notices;
    private final ZoneId zone;

    Tidings(
            TidingsRepository people,
            Ledger ledger,
            Notices notices,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone) {
        this.people = people;
        this.ledger = ledger;
        this.notices = notices;
        this.zone = ZoneId.of(zone);
    }

    /**
     * The receipt (PY14): number, time and zone, amount, fee, and what it paid.
     *
     * @param paid by account
     */
    public Mono<Void> received(Payment payment, Map<Long, Allocated> paid) {
        return tell("payment-received", payment, Map.of(), paid);
    }

    public Mono<Void> failed(Payment payment) {
        return tell("payment-failed", payment, Map.of(), Map.of());
    }

    /**
     * The bank sent it back, or the cardholder disputes it.
     *
     * @param feeCents the utility's fee for it, told before it is due (PY9); 0 for none
     */
    public Mono<Void> returned(Payment payment, long feeCents) {
        return tell(
                "payment-returned", payment, feeCents == 0 ? Map.of() : Map.of("returnFeeCents", feeCents), Map.of());
    }

    /** It is set for a day ahead. */
    public Mono<Void> scheduled(Payment payment) {
        return tell(
                "payment-scheduled",
                payment,
                Map.of("debitOn", payment.effectiveOn().toString()),
                Map.of());
    }

    /** Some of it, or all, went back to what it was paid with. */
    public Mono<Void> refunded(Payment payment, UUID refund, long account, long cents) {
        return people.reader(payment.id()).zipWith(ledger.balance(account)).flatMap(known -> {
            var reader = known.getT1();
            var facts = facts(payment, reader);
            facts.put("account", Objects.requireNonNullElse(reader.numbers().get(account), ""));
            facts.put("amountCents", cents);
            facts.put("owedCents", known.getT2().owedCents());
            return notices.tell(notice("refund-done:" + refund, "refund-done", payment, reader, facts));
        });
    }

    private Mono<Void> tell(String kind, Payment payment, Map<String, Object> more, Map<Long, Allocated> paid) {
        return people.reader(payment.id())
                .flatMap(reader -> parts(payment, reader, paid).flatMap(parts -> {
                    var facts = facts(payment, reader);
                    facts.putAll(more);
                    facts.put("parts", parts);
                    var key = "%s:%s:%s"
                            .formatted(kind, payment.id(), payment.standing().since());
                    return notices.tell(notice(key, kind, payment, reader, facts));
                }));
    }

    private static Notice notice(String key, String kind, Payment payment, Reader reader, Map<String, Object> facts) {
        var account = payment.parts().getFirst().account();
        var to = Recipient.email(reader.email(), payment.wish().language());
        return new Notice(key, kind, account, payment.wish().payer().login(), to, facts, null, true, null);
    }

    private Map<String, Object> facts(Payment payment, Reader reader) {
        var facts = new HashMap<String, Object>();
        if (payment.wish().payer().login() == null) {
            facts.put("guest", true);
        } else {
            facts.put("payment", payment.id().toString());
        }
        facts.put("paidAt", time(payment.createdAt()));
        facts.put("zone", zone.getId());
        facts.put("amountCents", payment.wish().amountCents());
        facts.put("feeCents", payment.wish().feeCents());
        facts.put("totalCents", payment.totalCents());
        facts.put("currency", payment.currency());
        facts.put("method", payment.kind().word());
        var receipt = payment.standing().receipt();
        put(facts, "receipt", receipt == null ? null : receipt.toString());
        put(facts, "label", reader.label());
        put(facts, "last4", reader.last4());
        put(facts, "reason", payment.standing().reason());
        return facts;
    }

    private Mono<List<Map<String, Object>>> parts(Payment payment, Reader reader, Map<Long, Allocated> paid) {
        var numbers = reader.numbers();
        return Flux.fromIterable(payment.parts())
                .concatMap(part -> ledger.balance(part.account()).map(balance -> {
                    var number = Objects.requireNonNullElse(numbers.get(part.account()), "");
                    return part(part, number, balance.owedCents(), paid.get(part.account()));
                }))
                .collectList();
    }

    private static Map<String, Object> part(Part part, String number, long owedCents, @Nullable Allocated paid) {
        var facts = new HashMap<String, Object>();
        facts.put("account", number);
        facts.put("amountCents", part.cents());
        facts.put("owedCents", owedCents);
        if (paid != null) {
            facts.put("creditCents", paid.unappliedCents());
            facts.put("lines", paid.shares().stream().map(Tidings::line).toList());
        }
        return facts;
    }

    private static Map<String, Object> line(Share share) {
        var charge = share.charge();
        var facts = new HashMap<String, Object>();
        facts.put("service", charge.service());
        facts.put("charge", charge.kind());
        facts.put("dueOn", charge.dueOn().toString());
        facts.put("paysCents", share.paysCents());
        put(facts, "bill", charge.billNumber());
        return facts;
    }

    private String time(Instant at) {
        return at.atZone(zone)
                .toOffsetDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
