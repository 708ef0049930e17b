package meterside.portal.similar;

import meterside.portal.problem.Problem;

/** The month still runs, or has not begun. */
final class MonthNotOver extends Problem {

    static final String CODE = "month-not-over";

    private static final long serialVersionUID = 1L;

    MonthNotOver() {
        super(
                Kind.INVALID,
                CODE,
                "The month is not over",
                "What similar homes used is told of months that are over, so that no single day of one home can be worked out from it.");
    }
}
