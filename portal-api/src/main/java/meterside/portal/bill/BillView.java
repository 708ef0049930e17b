package meterside.portal.bill;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bill on the wire: ids are texts, amounts whole cents, quantities exact decimals, days the usage point's; {@code to} is exclusive. */
record BillView(
        String id,
        String number,
        int version,
        String issuedOn,
        String dueOn,
        String from,
        String to,
        String currency,
        long totalCents,
        long openCents,
        String state,
        @Nullable String reason,
        @Nullable String replaces,
        @Nullable String replacedBy,
        List<Charge> charges,
        @Nullable Previous previous) {

    /** Bills, the newest first. */
    record All(List<Brief> bills, boolean more) {}

    record Brief(
            String id,
            String number,
            int version,
            String issuedOn,
            String dueOn,
            String from,
            String to,
            long totalCents,
            long openCents,
            String state) {}

    /**
     * What one service costs.
     *
     * @param channel where its usage can be seen, as far as the account reaches
     * @param read what the reads of its days say; null where there are none, or none that the account may see
     */
    record Charge(
            String id,
            String service,
            String kind,
            @Nullable String from,
            @Nullable String to,
            @Nullable String channel,
            @Nullable String quantity,
            @Nullable String unit,
            String basis,
            @Nullable String startRegister,
            @Nullable String endRegister,
            @Nullable String note,
            long amountCents,
            long openCents,
            @Nullable Read read,
            List<Line> lines) {}

    /** In the billed unit. */
    record Read(String quantity, String unit, long coveredSeconds, long expectedSeconds) {}

    record Line(
            String text,
            @Nullable String quantity,
            @Nullable String unit,
            @Nullable String price,
            long amountCents) {}

    /** The bill before, to compare with. */
    record Previous(String id, String issuedOn, long totalCents, List<PreviousCharge> charges) {}

    record PreviousCharge(
            String service,
            @Nullable String quantity,
            @Nullable String unit,
            long amountCents) {}
}
