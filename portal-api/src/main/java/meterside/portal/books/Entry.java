package meterside.portal.books;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One movement of money: {@code cents} leave {@code credit} and arrive at {@code debit}. Both sides stand in one row, so the
 * books balance by construction.
 *
 * @param id made from what causes it, so that a repeat is the same entry
 * @param charge where a side is receivable; of a bill's credit the charge that gives it
 * @param payment the payment behind it; of an allocation the one whose money it is
 * @param cause such as {@code payment:5f0c…}, {@code bill:17}, {@code allocation:bill:17}
 * @param reverses the entry it takes back, whole
 * @param effectiveOn the utility's day on which it counts
 */
public record Entry(
        UUID id,
        long account,
        Book debit,
        Book credit,
        long cents,
        @Nullable Long charge,
        @Nullable UUID payment,
        String cause,
        @Nullable UUID reverses,
        LocalDate effectiveOn) {

    private static final long OF_A_CHARGE = 0xb111_0000_0000_8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    public Entry {
        if (cents <= 0) {
            throw new IllegalArgumentException("an entry moves a positive amount, not " + cents);
        }
        if (debit == credit) {
            throw new IllegalArgumentException("debit and credit are both " + debit);
        }
    }

    /** {@return an entry that stands for itself, known by its cause, account, charge and payment} */
    public static Entry of(
            String cause,
            long account,
            Book debit,
            Book credit,
            long cents,
            @Nullable Long charge,
            @Nullable UUID payment,
            LocalDate on) {
        var name = "%s %d %s %s %s %s".formatted(cause, account, debit.word(), credit.word(), charge, payment);
        return new Entry(id(name), account, debit, credit, cents, charge, payment, cause, null, on);
    }

    /** {@return the entry by which a charge comes to be owed, or a credit to be the customer's} A charge does so once. */
    public static Entry ofCharge(OpenCharge charge, String cause, long account, LocalDate on) {
        var credit = charge.kind().equals("credit");
        return new Entry(
                new UUID(OF_A_CHARGE, VARIANT | charge.charge()), // also made in SQL, for very many at once
                account,
                credit ? Book.REVENUE : Book.RECEIVABLE,
                credit ? Book.UNAPPLIED : Book.REVENUE,
                charge.amountCents(),
                charge.charge(),
                null,
                cause,
                null,
                on);
    }

    /** {@return the entry that takes this one back} There can be one only, whatever causes it. */
    public Entry reversed(String why, LocalDate on) {
        return new Entry(id("reverses " + id), account, credit, debit, cents, charge, payment, why, id, on);
    }

    /** {@return whether it is the money of a payment, coming in} */
    public boolean isPayment() {
        return credit == Book.UNAPPLIED && (debit == Book.CASH || debit == Book.CLEARING);
    }

    public boolean isAllocation() {
        return debit == Book.UNAPPLIED && credit == Book.RECEIVABLE;
    }

    /** {@return whether it is money that went back to whoever paid} */
    public boolean isGivenBack() {
        return debit == Book.UNAPPLIED && credit != Book.RECEIVABLE;
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * An entry that stands in the ledger and is not taken back.
     *
     * @param charge what it is about, if a charge, as if all of it were paid
     */
    public record Standing(Entry entry, @Nullable OpenCharge charge) {}
}
