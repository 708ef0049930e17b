package meterside.portal.billfile;

import java.util.Set;
import java.util.function.Consumer;
import meterside.portal.row.Fault;
import meterside.portal.row.Faults;
import meterside.portal.row.Row;
import meterside.portal.row.Unfit;
import org.jspecify.annotations.Nullable;

/** Rows into bills and payments, one at a time, whatever the format; keeps no more than one bill. */
final class Assembly {

    static final String FORMAT = "meterside-bills/1";

    private final String currency;
    private final Consumer<Bill> bills;
    private final Consumer<PastPayment> payments;
    private final Faults faults;
    private final Totals totals = new Totals();
    private @Nullable Draft draft;
    private boolean begun;

    Assembly(String currency, Consumer<Bill> bills, Consumer<PastPayment> payments, Faults faults) {
        this.currency = currency;
        this.bills = bills;
        this.payments = payments;
        this.faults = faults;
    }

    /** {@return false if nothing of the file can be taken} */
    boolean take(Row row) {
        var kind = row.kind();
        if (!begun && kind != Row.Kind.FILE) {
            faults.add(
                    row.line(),
                    Fault.Code.NOT_BILLS,
                    "a file begins with its format, %s, and its currency".formatted(FORMAT));
            return false;
        }
        switch (kind) {
            case FILE -> {
                return begin(row);
            }
            case BILL -> {
                endBill();
                draft = new Draft(row);
            }
            case CHARGE -> {
                if (draft == null) {
                    outOfPlace(row, "bill");
                } else {
                    draft.charge(row);
                }
            }
            case LINE -> {
                if (draft == null || !draft.line(row)) {
                    outOfPlace(row, "charge");
                }
            }
            case PAYMENT -> {
                endBill();
                payment(row);
            }
            case TOTAL -> {
                endBill();
                totals.told(row, faults);
            }
        }
        return true;
    }

    private boolean begin(Row row) {
        try {
            if (begun) {
                throw new Unfit(Fault.Code.OUT_OF_PLACE, "the file begins a second time");
            }
            row.oneOf("format", Set.of(FORMAT));
            var theirs = row.text("currency");
            if (!theirs.equals(currency)) {
                throw new Unfit(
                        Fault.Code.FOREIGN_CURRENCY,
                        "the file is in %s, and this utility bills in %s".formatted(theirs, currency));
            }
            begun = true;
            return true;
        } catch (Unfit unfit) {
            faults.add(row.line(), unfit.code(), unfit.detail());
            return false;
        }
    }

    private void outOfPlace(Row row, String after) {
        faults.add(
                row.line(),
                Fault.Code.OUT_OF_PLACE,
                "a %s stands before any %s".formatted(row.kind().word(), after));
    }

    private void payment(Row row) {
        try {
            var cents = row.cents("amount");
            if (cents <= 0) {
                throw new Unfit(Fault.Code.NOT_MONEY, "a payment is a positive amount");
            }
            var payment = new PastPayment(row.line(), row.text("account"), row.day("on"), cents, row.text("reference"));
            totals.add(payment);
            payments.accept(payment);
        } catch (Unfit unfit) {
            faults.add(row.line(), unfit.code(), unfit.detail());
        }
    }

    void endBill() {
        if (draft == null) {
            return;
        }
        var bill = draft.whole(faults);
        draft = null;
        if (bill != null) {
            totals.add(bill);
            bills.accept(bill);
        }
    }

    /** Ends the last bill and compares the totals, unless they cannot agree since something else was wrong. */
    Totals end() {
        endBill();
        if (faults.isEmpty()) {
            totals.compare(faults);
        }
        return totals;
    }
}
