package meterside.portal.paying;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a payment would do, and what it would cost. */
record PreviewView(
        List<PartView> parts,
        long amountCents,
        long feeCents,
        long totalCents,
        String currency,
        List<CollisionView> collisions) {

    /**
     * What it would pay on one account.
     *
     * @param paysCents of what is owed
     * @param leftCents what is still owed then
     * @param creditCents what no charge takes, and the next bill will
     */
    record PartView(
            String account, long owedCents, long paysCents, long leftCents, long creditCents, List<LineView> lines) {}

    record LineView(
            String charge,
            String service,
            String kind,
            @Nullable String bill,
            @Nullable String billNumber,
            String dueOn,
            long openCents,
            long paysCents,
            long leftCents) {}

    record CollisionView(String kind, String account, long cents, String on) {}
}
