package meterside.alerts.receipt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing a provider told us.
 *
 * @param kind status or reply
 * @param message what the provider calls the text
 * @param word status: queued, sent, delivered, undelivered or failed; reply: what it means, such as wrong-number
 * @param error the provider's code, of what was not delivered
 * @param notice our id, which we gave the provider with the text
 * @param from whose reply it is
 */
record Event(
        long id,
        String kind,
        String message,
        String word,
        @Nullable Integer error,
        @Nullable Long notice,
        @Nullable String from,
        Instant receivedAt) {}
