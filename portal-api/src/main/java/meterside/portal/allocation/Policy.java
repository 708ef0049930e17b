package meterside.portal.allocation;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The order in which debts are paid, as a utility's ordinance has it (rule PY5). Made by {@link Policies} only, which sees to
 * it that every debt has exactly one place.
 */
public final class Policy {

    private final String name;
    private final String source;
    private final List<Step> steps;
    private final boolean latestFirstWithAgreement;

    Policy(String name, String source, List<Step> steps, boolean latestFirstWithAgreement) {
        this.name = name;
        this.source = source;
        this.steps = List.copyOf(steps);
        this.latestFirstWithAgreement = latestFirstWithAgreement;
    }

    /** {@return whose order it is, such as {@code Lake Mary, Florida}} */
    public String name() {
        return name;
    }

    /** {@return where it is written} */
    public String source() {
        return source;
    }

    /** {@return the debts, the one to be paid first first} Of equals, the older charge. */
    List<Owed> order(List<Owed> owed, LocalDate today) {
        var byPlace = Comparator.comparing((Owed debt) -> place(debt, today)).thenComparingLong(Owed::charge);
        return owed.stream().sorted(latest(owed).thenComparing(byPlace)).toList();
    }

    /** With a payment agreement, the most recent month may come before all else. */
    private Comparator<Owed> latest(List<Owed> owed) {
        var agreed = latestFirstWithAgreement
                && owed.stream().anyMatch(debt -> debt.kind().equals("agreement"));
        var latest = agreed ? owed.stream().map(Owed::dueOn).max(Comparator.naturalOrder()) : Optional.empty();
        return Comparator.comparing(debt -> latest.isEmpty() || !debt.dueOn().equals(latest.get()));
    }

    private record Place(int step, long first, long second) implements Comparable<Place> {

        private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::step)
                .thenComparingLong(Place::first)
                .thenComparingLong(Place::second);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private Place place(Owed debt, LocalDate today) {
        for (var number = 0; number < steps.size(); number++) {
            var step = steps.get(number);
            if (step.takes(debt.service(), debt.kind(), debt.daysPastDue(today))) {
                var service = step.services().indexOf(debt.service());
                var day = debt.dueOn().toEpochDay();
                return step.byDate() ? new Place(number, day, service) : new Place(number, service, day);
            }
        }
        throw new IllegalStateException("%s has no place for a %s of %s".formatted(name, debt.kind(), debt.service()));
    }
}
