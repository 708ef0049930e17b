package meterside.portal.ledger;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import meterside.portal.books.OpenCharge;
import org.jspecify.annotations.Nullable;

/**
 * What an account owes on a day of the utility's.
 *
 * @param owedCents on charges, less the unapplied credit; negative when the account has credit
 * @param pastDueCents of it, what should have been paid before this day
 * @param unappliedCents credit that no charge has taken; never negative
 * @param dueOn the first day on which something open is due, which may be past; null when nothing is open
 * @param ageing what is owed by how long it is past due, always the same five
 */
public record Balance(
        long account,
        long owedCents,
        long pastDueCents,
        long unappliedCents,
        @Nullable LocalDate dueOn,
        List<Aged> ageing) {

    public Balance {
        ageing = List.copyOf(ageing);
    }

    /**
     * What is owed and so old.
     *
     * @param from days past due; 0 to 0 is what is not past due
     * @param to null for no end
     */
    public record Aged(int from, @Nullable Integer to, long cents) {}

    /** {@return the balance, from what is open} */
    static Balance of(long account, List<OpenCharge> open, long unappliedCents, LocalDate today) {
        var owed = open.stream().mapToLong(OpenCharge::openCents).sum();
        var ageing = Stream.of(
                        aged(open, today, 0, 0),
                        aged(open, today, 1, 30),
                        aged(open, today, 31, 60),
                        aged(open, today, 61, 90),
                        aged(open, today, 91, null))
                .toList();
        return new Balance(
                account,
                owed - unappliedCents,
                owed - ageing.getFirst().cents(),
                unappliedCents,
                open.stream().map(OpenCharge::dueOn).min(LocalDate::compareTo).orElse(null),
                ageing);
    }

    private static Aged aged(List<OpenCharge> open, LocalDate today, int from, @Nullable Integer to) {
        var cents = open.stream()
                .filter(charge -> {
                    var days = Math.max(0, ChronoUnit.DAYS.between(charge.dueOn(), today));
                    return days >= from && (to == null || days <= to);
                })
                .mapToLong(OpenCharge::openCents)
                .sum();
        return new Aged(from, to, cents);
    }
}
