package meterside.portal.goal;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import meterside.portal.span.Cut;
import meterside.portal.span.Span;

/**
 * The billing cycle that today lies in.
 *
 * @param end the day after the last
 * @param by cycle, or month where there are no bills to tell cycles by
 * @param isExpected whether its end is what is usual, since the bill that will say it has not come
 */
record Running(LocalDate first, LocalDate end, Span.By by, boolean isExpected) {

    /** A bill that old says nothing of how one is billed now. */
    private static final int DAYS_LOOKED_AT = 400;

    private static final int CYCLES_LOOKED_AT = 12;
    private static final int MOST_MONTHS = 3;

    /**
     * {@return the cycle}
     *
     * <p>It begins where the newest bill ended. Its end is known only when its own bill comes, which is days after it; until
     * then it is expected: on the same day of the month if the last cycle went so, else after the middle one of the last twelve
     * cycles' lengths. When such an end has passed without a bill, the next cycle runs already.
     */
    static Running of(Cut cut, LocalDate today) {
        return of(bordersOf(cut, today), cut.by(), today);
    }

    /** @param borders days on which a cycle begins, a bit more than a year back and ahead */
    static Running of(NavigableSet<LocalDate> borders, Span.By by, LocalDate today) {
        var begun = borders.floor(today);
        var ending = borders.higher(today);
        if (ending != null) {
            return new Running(begun == null ? today.withDayOfMonth(1) : begun, ending, by, false);
        }
        if (begun == null) {
            return new Running(today.withDayOfMonth(1), today.withDayOfMonth(1).plusMonths(1), Span.By.MONTH, false);
        }
        var next = usual(List.copyOf(borders));
        var passed = IntStream.iterate(0, n -> !next.apply(n + 1).isAfter(today), n -> n + 1)
                .map(n -> n + 1)
                .max()
                .orElse(0);
        return new Running(next.apply(passed), next.apply(passed + 1), by, true);
    }

    private static NavigableSet<LocalDate> bordersOf(Cut cut, LocalDate today) {
        var window = new Span(today.minusDays(DAYS_LOOKED_AT), today.plusDays(DAYS_LOOKED_AT), cut.by());
        var borders = new TreeSet<>(cut.firsts(window));
        borders.remove(window.from()); // where we began to look, not where a cycle did
        return borders;
    }

    /** {@return the border so many cycles after the last} */
    private static IntFunction<LocalDate> usual(List<LocalDate> borders) {
        var last = borders.getLast();
        var before = borders.size() < 2 ? last.minusMonths(1) : borders.get(borders.size() - 2);
        for (var months = 1; months <= MOST_MONTHS; months++) {
            if (before.plusMonths(months).equals(last)) {
                var step = months;
                return n -> last.plusMonths((long) step * n);
            }
        }
        var lengths = IntStream.range(Math.max(1, borders.size() - CYCLES_LOOKED_AT), borders.size())
                .mapToLong(i -> ChronoUnit.DAYS.between(borders.get(i - 1), borders.get(i)))
                .sorted()
                .toArray();
        var middle = lengths[lengths.length / 2];
        return n -> last.plusDays(middle * n);
    }
}
