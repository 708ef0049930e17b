package meterside.portal.paper;

import java.time.LocalDate;
import java.util.List;

/**
 * What a statement of account shows: every movement from one day to before another, with the balance after it. Money is whole
 * cents; a balance below zero is the customer's credit.
 */
public record StatementSheet(
        Addressee to,
        LocalDate from,
        LocalDate until,
        String currency,
        long openingCents,
        long closingCents,
        List<Entry> entries) {

    public StatementSheet {
        entries = List.copyOf(entries);
    }

    /**
     * One movement.
     *
     * @param kind bill, payment, fee, return, refund, correction or credit
     * @param what the bill's or receipt's number, or empty
     */
    public record Entry(LocalDate on, String kind, String what, long chargedCents, long paidCents, long balanceCents) {}
}
