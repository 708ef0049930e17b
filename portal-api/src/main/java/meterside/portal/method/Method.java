package meterside.portal.method;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import meterside.portal.wish.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A card or bank account that a customer keeps with the provider.
 *
 * @param kind card or bank
 * @param label brand or bank, such as Visa
 * @param expiresOn last day of a card's last month; null for a bank account
 */
public record Method(
        long id,
        long login,
        Kind kind,
        String label,
        String last4,
        @Nullable LocalDate expiresOn,
        Instant addedAt) {

    /** {@return what notices say of it} */
    public Map<String, Object> facts() {
        return Map.of("method", kind.word(), "label", label, "last4", last4);
    }
}
