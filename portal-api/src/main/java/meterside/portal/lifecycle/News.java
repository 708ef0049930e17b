package meterside.portal.lifecycle;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something heard of a payment.
 *
 * @param cause what told us, such as {@code provider:evt_1}, {@code asked}, {@code login:17}; the same event from the same cause
 *     is heard once
 * @param session the provider's page, where it is told
 * @param pageUrl its address
 * @param providerPayment what the provider calls the payment, where it is told
 * @param cents what was taken or taken back, where it is told: a payment is not paid by another amount
 * @param reason why, a stable word or the bank's code
 * @param detail further facts; never of a card or an account number
 */
public record News(
        Event event,
        String cause,
        @Nullable String session,
        @Nullable String pageUrl,
        @Nullable String providerPayment,
        @Nullable Long cents,
        @Nullable String reason,
        Map<String, Object> detail) {

    public News {
        detail = Map.copyOf(detail);
    }

    public static News of(Event event, String cause) {
        return new News(event, cause, null, null, null, null, null, Map.of());
    }

    /** {@return the same, with its reason} */
    public News because(String why) {
        return new News(event, cause, session, pageUrl, providerPayment, cents, why, detail);
    }

    /** {@return the same, with further facts} */
    public News with(Map<String, Object> facts) {
        return new News(event, cause, session, pageUrl, providerPayment, cents, reason, facts);
    }

    /** {@return the same, heard from elsewhere} */
    public News from(String otherCause) {
        return new News(event, otherCause, session, pageUrl, providerPayment, cents, reason, detail);
    }

    /** {@return all that is worth keeping of it} */
    public Map<String, Object> facts() {
        var facts = new HashMap<>(detail);
        put(facts, "session", session);
        put(facts, "providerPayment", providerPayment);
        put(facts, "cents", cents);
        put(facts, "reason", reason);
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
