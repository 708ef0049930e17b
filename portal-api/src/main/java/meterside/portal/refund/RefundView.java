package meterside.portal.refund;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A refund as staff see it; times in the utility's zone. */
public record RefundView(
        String id,
        String payment,
        @Nullable String receipt,
        String account,
        String accountNumber,
        long cents,
        String currency,
        String kind,
        String reason,
        String state,
        String askedBy,
        String askedAt,
        @Nullable String decidedBy,
        @Nullable String decidedAt,
        @Nullable String note) {

    static RefundView of(Refund refund, ZoneId zone) {
        var receipt = refund.receipt();
        var decidedAt = refund.decidedAt();
        return new RefundView(
                refund.id().toString(),
                refund.payment().toString(),
                receipt == null ? null : receipt.toString(),
                Long.toString(refund.account()),
                refund.accountNumber(),
                refund.cents(),
                refund.currency(),
                refund.kind(),
                refund.reason(),
                refund.state(),
                refund.asker(),
                time(refund.askedAt(), zone),
                refund.decider(),
                decidedAt == null ? null : time(decidedAt, zone),
                refund.note());
    }

    private static String time(Instant at, ZoneId zone) {
        return at.atZone(zone).toOffsetDateTime().toString();
    }
}
