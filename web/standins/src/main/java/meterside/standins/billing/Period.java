package meterside.standins.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import meterside.standins.riverton.Home;
import meterside.standins.riverton.Riverton;
import org.jspecify.annotations.Nullable;

/**
 * Days that one bill bills, within a calendar month. The bill is issued on the first of the next month and due on that month's last day.
 *
 * @param to the day after the last
 */
record Period(LocalDate from, LocalDate to) {

    /** Who held a home's account, from when to before when. */
    record Holder(String account, LocalDate from, @Nullable LocalDate to) {}

    /** {@return the first of the month the days are in} */
    LocalDate month() {
        return from.withDayOfMonth(1);
    }

    LocalDate issuedOn() {
        return month().plusMonths(1);
    }

    LocalDate dueOn() {
        return month().plusMonths(2).minusDays(1);
    }

    int days() {
        return (int) (to.toEpochDay() - from.toEpochDay());
    }

    int ofDays() {
        return month().lengthOfMonth();
    }

    /** {@return the calendar months that are over, from the day a home's meters were fitted, as far as this account was billed} */
    static List<Period> of(Riverton town, Home home, Holder holder) {
        var fitted = home.fittedAt(town).atZone(Riverton.ZONE).toLocalDate();
        var first = holder.from().isAfter(fitted) ? holder.from() : fitted;
        var end = town.today().withDayOfMonth(1);
        var last = holder.to();
        if (last != null && last.isBefore(end)) {
            end = last;
        }
        var periods = new ArrayList<Period>();
        for (var from = first; from.isBefore(end); ) {
            var next = from.withDayOfMonth(1).plusMonths(1);
            periods.add(new Period(from, next));
            from = next;
        }
        return periods;
    }
}
