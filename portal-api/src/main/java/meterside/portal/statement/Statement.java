package meterside.portal.statement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import meterside.portal.statement.StatementRepository.StatementRow;
import org.jspecify.annotations.Nullable;

/**
 * An account's statement over days of the utility's: what was charged, what was paid, and the balance after each.
 *
 * @param from first day
 * @param to day after the last
 * @param openingCents owed before the first day; negative for credit
 * @param closingCents owed after the last
 */
public record Statement(LocalDate from, LocalDate to, long openingCents, long closingCents, List<Line> lines) {

    public Statement {
        lines = List.copyOf(lines);
    }

    /**
     * One thing that happened. Credit being applied to a charge is none: it changes nothing of the balance.
     *
     * @param kind bill, payment, fee, return, refund, correction or credit
     * @param what a bill's number or a receipt's, where there is one
     * @param chargedCents makes the balance larger; negative where a fee is given back
     * @param paidCents makes it smaller
     * @param balanceCents owed after it
     */
    public record Line(
            LocalDate on,
            String kind,
            @Nullable String what,
            @Nullable Long bill,
            @Nullable UUID payment,
            long chargedCents,
            long paidCents,
            long balanceCents) {}

    /** {@return the statement of these rows, the balance counted along} */
    static Statement of(LocalDate from, LocalDate to, List<StatementRow> rows) {
        var opening = rows.getFirst().opening();
        var balance = opening;
        var lines = new ArrayList<Line>();
        for (var row : rows) {
            if (row.day() != null && row.kind() != null && row.charged() != null && row.paid() != null) {
                balance += row.charged() - row.paid();
                lines.add(new Line(
                        row.day(),
                        row.kind(),
                        row.what(),
                        row.bill(),
                        row.payment(),
                        row.charged(),
                        row.paid(),
                        balance));
            }
        }
        return new Statement(from, to, opening, balance, lines);
    }
}
