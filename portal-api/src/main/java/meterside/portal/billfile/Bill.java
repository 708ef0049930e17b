package meterside.portal.billfile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bill as its file tells it: its own sums are right, and its days are in order.
 *
 * @param line where it begins in the file, from 1
 * @param account the account's number
 * @param from first local day it bills
 * @param to the day after the last
 * @param totalCents its charges, credits taken off; negative when the utility owes
 * @param reason why it corrects the bill of the same number that came before, if it does
 * @param reasonEs the same in Spanish
 * @param charges none only where a correction cancels a bill
 */
public record Bill(
        int line,
        String number,
        String account,
        LocalDate issuedOn,
        LocalDate dueOn,
        LocalDate from,
        LocalDate to,
        long totalCents,
        @Nullable String reason,
        @Nullable String reasonEs,
        List<Charge> charges) {

    public Bill {
        charges = List.copyOf(charges);
    }

    /** {@return SHA-256 of what it says, wherever it stands and in whichever format} */
    public byte[] fingerprint() {
        return Fingerprint.of(this);
    }

    /**
     * What one service costs.
     *
     * @param usagePoint its number in the registry
     * @param from null, with {@code to}, where no days are billed, as of a late fee
     * @param amountCents never negative; of a credit it is what is taken off
     * @param billionths of {@code unit}; null, with the unit, for flat services
     */
    public record Charge(
            int line,
            String service,
            String kind,
            @Nullable String usagePoint,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            LocalDate dueOn,
            long amountCents,
            @Nullable Long billionths,
            @Nullable String unit,
            String basis,
            @Nullable BigDecimal startRegister,
            @Nullable BigDecimal endRegister,
            @Nullable String note,
            @Nullable String noteEs,
            List<Line> lines) {

        public Charge {
            lines = List.copyOf(lines);
        }

        /** {@return what it adds to its bill} */
        public long signedCents() {
            return kind.equals("credit") ? -amountCents : amountCents;
        }
    }

    /**
     * How a charge is made up. The lines of a charge, if it has any, add up to it.
     *
     * @param price dollars for one of {@code unit}, exact
     */
    public record Line(
            String text,
            @Nullable String textEs,
            @Nullable Long billionths,
            @Nullable String unit,
            @Nullable BigDecimal price,
            long amountCents) {}
}
