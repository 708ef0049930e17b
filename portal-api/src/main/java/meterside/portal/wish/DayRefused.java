package meterside.portal.wish;

import meterside.portal.problem.Problem;

/** A day ahead is after today, and not too far ahead. */
public final class DayRefused extends Problem {

    static final String CODE = "day-refused";

    private static final long serialVersionUID = 1L;

    DayRefused(int most) {
        super(
                Kind.INVALID,
                CODE,
                "Not on this day",
                "A payment can be set for tomorrow or later, at most %d days ahead.".formatted(most));
    }
}
