package meterside.portal.paper;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bill on paper shows. Money is whole cents; days are the utility's, {@code until} exclusive.
 *
 * @param version more than 1 where it corrects an earlier one
 * @param openCents what of it is not paid
 * @param reason why it was corrected
 * @param replaced whether a later version stands in its place
 */
public record BillSheet(
        Addressee to,
        String number,
        int version,
        LocalDate issuedOn,
        LocalDate dueOn,
        LocalDate from,
        LocalDate until,
        String currency,
        long totalCents,
        long openCents,
        @Nullable String reason,
        boolean replaced,
        List<Charge> charges,
        @Nullable Previous previous) {

    public BillSheet {
        charges = List.copyOf(charges);
    }

    /** One service; of a credit the amount is what it takes off. */
    public record Charge(
            String service,
            String kind,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            String basis,
            @Nullable BigDecimal startRegister,
            @Nullable BigDecimal endRegister,
            @Nullable String note,
            long amountCents,
            List<Line> lines) {

        public Charge {
            lines = List.copyOf(lines);
        }
    }

    /**
     * How a charge is made up.
     *
     * @param price dollars for one unit
     */
    public record Line(
            String text,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable BigDecimal price,
            long amountCents) {}

    /** The bill before it. */
    public record Previous(LocalDate issuedOn, long totalCents) {}
}
