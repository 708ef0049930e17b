package meterside.portal.paper;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a receipt shows (PY14). Money is whole cents.
 *
 * @param paidAt when it was initiated, told in {@code zone}
 * @param effectiveOn the utility's day on which it counts
 * @param kind card, bank, cash or cheque
 * @param label brand or bank, if known
 * @param state as in {@code payment.state}: a receipt of what was returned or given back says so
 */
public record ReceiptSheet(
        String number,
        OffsetDateTime paidAt,
        ZoneId zone,
        LocalDate effectiveOn,
        String kind,
        @Nullable String label,
        @Nullable String last4,
        String state,
        String currency,
        long amountCents,
        long feeCents,
        long refundedCents,
        List<Part> parts) {

    public ReceiptSheet {
        parts = List.copyOf(parts);
    }

    /** What went to one account, charge by charge; the rest is its credit. */
    public record Part(Addressee to, long amountCents, long creditCents, List<Line> lines) {

        public Part {
            lines = List.copyOf(lines);
        }
    }

    public record Line(
            String service, String kind, @Nullable String bill, LocalDate dueOn, long paysCents) {}
}
