package meterside.portal.paying;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A payment on the wire. */
public record PaymentView(
        String id,
        String kind,
        String origin,
        String state,
        @Nullable String reason,
        long amountCents,
        long feeCents,
        long totalCents,
        String currency,
        String createdAt,
        String effectiveOn,
        @Nullable String scheduledOn,
        @Nullable String pageUrl,
        @Nullable String receipt,
        List<PartView> parts,
        @Nullable MethodView method,
        long refundedCents) {

    /**
     * What it paid on one account.
     *
     * @param lines empty until it is posted
     * @param creditCents what no charge took
     */
    public record PartView(String account, long cents, List<LineView> lines, long creditCents) {}

    public record LineView(String service, @Nullable String billNumber, String dueOn, long paysCents) {}

    public record MethodView(String kind, String label, String last4) {}
}
