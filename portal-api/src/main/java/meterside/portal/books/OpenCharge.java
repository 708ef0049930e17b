package meterside.portal.books;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A charge that is not paid in full, or was not when a payment came.
 *
 * @param bill its bill's id; null for a fee that arose here
 * @param billNumber as printed
 * @param service such as {@code water}
 * @param kind service, penalty, fee or agreement
 * @param dueOn last day to pay it, in the utility's zone
 * @param from first day it bills, where it bills days
 * @param amountCents what it cost
 * @param openCents what is left to pay of it
 */
public record OpenCharge(
        long charge,
        @Nullable Long bill,
        @Nullable String billNumber,
        String service,
        String kind,
        LocalDate dueOn,
        @Nullable LocalDate from,
        long amountCents,
        long openCents) {

    /** {@return the same charge with so much left to pay} */
    public OpenCharge withOpen(long cents) {
        return new OpenCharge(charge, bill, billNumber, service, kind, dueOn, from, amountCents, cents);
    }
}
