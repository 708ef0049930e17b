package meterside.standins.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bill, as it is sent.
 *
 * @param to the day after the last it bills
 * @param reason why it corrects the bill of the same number
 */
record Bill(
        String number,
        String account,
        LocalDate issuedOn,
        LocalDate dueOn,
        LocalDate from,
        LocalDate to,
        @Nullable Said reason,
        List<Charge> charges) {

    Bill {
        charges = List.copyOf(charges);
    }

    long cents() {
        return charges.stream().mapToLong(Charge::signedCents).sum();
    }

    /** A sentence in both languages. */
    record Said(String english, String spanish) {}

    /**
     * What one service costs: its lines.
     *
     * @param counted null for flat services
     */
    record Charge(
            String service,
            String kind,
            @Nullable String usagePoint,
            String basis,
            @Nullable Counted counted,
            @Nullable Said note,
            List<Line> lines) {

        Charge {
            lines = List.copyOf(lines);
        }

        /** {@return its amount; of a credit what it takes off} */
        long cents() {
            return lines.stream().mapToLong(Line::cents).sum();
        }

        long signedCents() {
            return kind.equals("credit") ? -cents() : cents();
        }
    }

    /**
     * What a meter counted, thousandths of the unit.
     *
     * @param start what it showed at the beginning; null where the head-end sends no register in this unit
     */
    record Counted(
            long thousandths,
            String unit,
            @Nullable Long start,
            @Nullable Long end) {}

    /** @param price dollars for one of the unit */
    record Line(
            Said text,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable BigDecimal price,
            long cents) {}
}
