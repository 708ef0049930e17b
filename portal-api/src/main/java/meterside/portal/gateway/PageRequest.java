package meterside.portal.gateway;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page on which to pay, once. The same request with the same payment is the same page.
 *
 * @param payment our id, and the key under which the provider is asked
 * @param amountText what the amount is for, as the customer reads it there
 * @param feeCents its own line; 0 for none
 * @param language en or es
 * @param save whether the provider keeps the card or account for later
 */
public record PageRequest(
        UUID payment,
        Instrument instrument,
        long amountCents,
        String amountText,
        long feeCents,
        String feeText,
        String currency,
        String language,
        String successUrl,
        String cancelUrl,
        Instant expiresAt,
        boolean save,
        @Nullable Long login) {}
