package meterside.portal.billfile;

import java.math.BigDecimal;
import java.util.TreeMap;
import java.util.TreeSet;
import meterside.portal.row.Fault;
import meterside.portal.row.Faults;
import meterside.portal.row.Row;
import meterside.portal.row.Unfit;

/** What a file says it holds beside what it holds (rule IN15): bills, the charges of each service, payments. */
public final class Totals {

    private static final String BILLS = "bills";
    private static final String PAYMENTS = "payments";

    /** @param cents of charges with credits taken off */
    private record Sum(int line, long count, long cents) {

        static final Sum NONE = new Sum(0, 0, 0);

        Sum plus(long more) {
            return new Sum(line, count + 1, Math.addExact(cents, more));
        }

        boolean equalsIn(Sum other) {
            return count == other.count && cents == other.cents;
        }
    }

    private final TreeMap<String, Sum> told = new TreeMap<>();
    private final TreeMap<String, Sum> found = new TreeMap<>();
    private long charges;

    void told(Row row, Faults faults) {
        try {
            var of = row.text("of");
            if (!of.equals(BILLS) && !of.equals(PAYMENTS)) {
                row.oneOf("of", Draft.SERVICES);
            }
            var count = row.billionths("count");
            if (count == null || count < 0 || count % 1_000_000_000 != 0) {
                throw new Unfit(Fault.Code.NOT_A_NUMBER, "the count of the total is not a whole number");
            }
            if (told.put(of, new Sum(row.line(), count / 1_000_000_000, row.cents("amount"))) != null) {
                throw new Unfit(Fault.Code.TWICE_IN_FILE, "there is a second control total of %s".formatted(of));
            }
        } catch (Unfit unfit) {
            faults.add(row.line(), unfit.code(), unfit.detail());
        }
    }

    void add(Bill bill) {
        add(BILLS, bill.totalCents());
        for (var charge : bill.charges()) {
            add(charge.service(), charge.signedCents());
            charges++;
        }
    }

    void add(PastPayment payment) {
        add(PAYMENTS, payment.cents());
    }

    private void add(String of, long cents) {
        found.merge(of, Sum.NONE.plus(cents), (sum, one) -> sum.plus(cents));
    }

    /** Names each difference. What is not there needs no total. */
    void compare(Faults faults) {
        if (told.isEmpty()) {
            faults.add(0, Fault.Code.NO_CONTROL_TOTAL, "the file has no control totals");
            return;
        }
        var all = new TreeSet<>(told.keySet());
        all.addAll(found.keySet());
        for (var of : all) {
            var holds = found.getOrDefault(of, Sum.NONE);
            var says = told.get(of);
            if (says == null) {
                faults.add(
                        0,
                        Fault.Code.NO_CONTROL_TOTAL,
                        "there is no control total of %s; the file holds %s".formatted(of, text(of, holds)));
            } else if (!says.equalsIn(holds)) {
                faults.add(
                        says.line(),
                        Fault.Code.CONTROL_TOTAL,
                        "%s: the control total says %s, and the file holds %s"
                                .formatted(of, text(of, says), text(of, holds)));
            }
        }
    }

    private static String text(String of, Sum sum) {
        var what = of.equals(BILLS) ? "bill" : of.equals(PAYMENTS) ? "payment" : "charge";
        return "%d %s%s of %s".formatted(sum.count(), what, sum.count() == 1 ? "" : "s", dollars(sum.cents()));
    }

    static String dollars(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    public long bills() {
        return found.getOrDefault(BILLS, Sum.NONE).count();
    }

    public long billCents() {
        return found.getOrDefault(BILLS, Sum.NONE).cents();
    }

    public long charges() {
        return charges;
    }

    public long payments() {
        return found.getOrDefault(PAYMENTS, Sum.NONE).count();
    }
}
