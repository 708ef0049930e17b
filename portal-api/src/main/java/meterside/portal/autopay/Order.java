package meterside.portal.autopay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A standing order, with what it debits.
 *
 * @param kind of the method: card or bank
 * @param day of the month on which it debits; null: each bill's due date
 * @param mostCents above this nothing is debited; null: no limit
 * @param pausedAt since when it debits nothing; null while it runs
 */
public record Order(
        long id,
        long account,
        long login,
        long method,
        String kind,
        String label,
        String last4,
        @Nullable Integer day,
        @Nullable Long mostCents,
        Instant madeAt,
        @Nullable Instant pausedAt) {}
