package meterside.standins.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meterside.standins.billing.Bill.Charge;
import meterside.standins.billing.Period.Holder;
import meterside.standins.riverton.Home;
import meterside.standins.riverton.Riverton;

/**
 * How one account pays, by mail: most within the month, the demo home on the day it is due, so that it owes the last bill only; the home
 * with the sun sent too much, and one has not paid since three bills.
 */
final class Payer {

    /** What is paid above the last bill, by the home that has credit. */
    private static final long TOO_MUCH = 45_00;

    private static final int IN_ARREARS = 12;

    private final Riverton town;
    private final Home home;
    private final Holder holder;
    private final List<Movement> movements = new ArrayList<>();

    /** A bill, or what a correction changed of one. */
    private record Movement(LocalDate on, long cents) {}

    /** What came by mail. */
    record Paid(String account, LocalDate on, long cents, String reference) {}

    Payer(Riverton town, Home home, Holder holder) {
        this.town = town;
        this.home = home;
        this.holder = holder;
    }

    /** {@return a late fee for the bill before, if that was not paid: on the last two bills of the home that does not pay} */
    Optional<Charge> late(Period period, boolean isLast, boolean isLastButOne) {
        return home.id() == IN_ARREARS && (isLast || isLastButOne)
                ? Optional.of(Billing.lateFee(movements.getLast().cents()))
                : Optional.empty();
    }

    void billed(Bill bill) {
        movements.add(new Movement(bill.issuedOn(), bill.cents()));
    }

    void corrected(Bill bill, Bill correction) {
        movements.add(new Movement(correction.issuedOn(), correction.cents() - bill.cents()));
    }

    /** {@return what was paid for each bill before today, what was open by then} */
    List<Paid> payments(List<Period> periods) {
        var payments = new ArrayList<Paid>();
        var paid = 0L;
        for (var n = 0; n < periods.size(); n++) {
            var period = periods.get(n);
            var on = paidOn(period);
            if (home.id() == IN_ARREARS && n >= periods.size() - 3) {
                break;
            }
            var extra = home.equals(Home.SOLAR) && n == periods.size() - 1 ? TOO_MUCH : 0;
            var open = openOn(on) - paid + extra;
            if (open > 0 && on.isBefore(town.today())) {
                payments.add(new Paid(holder.account(), on, open, reference(on)));
                paid += open;
            }
        }
        return payments;
    }

    private long openOn(LocalDate day) {
        return movements.stream()
                .filter(movement -> !movement.on().isAfter(day))
                .mapToLong(Movement::cents)
                .sum();
    }

    private LocalDate paidOn(Period period) {
        if (home.equals(Home.DEMO)) {
            return period.dueOn();
        }
        if (home.equals(Home.SOLAR)) {
            return period.issuedOn();
        }
        return period.issuedOn()
                .plusDays(3 + town.chance(24, 70, home.id(), period.issuedOn().toEpochDay()));
    }

    private String reference(LocalDate on) {
        return "MAIL-%s-%s".formatted(on, holder.account().substring(2));
    }
}
