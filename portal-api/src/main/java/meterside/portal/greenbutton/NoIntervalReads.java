package meterside.portal.greenbutton;

import meterside.portal.problem.Problem;

/** The usage point has counters only, and a file without a reading is none. */
final class NoIntervalReads extends Problem {

    static final String CODE = "no-interval-reads";

    private static final long serialVersionUID = 1L;

    NoIntervalReads() {
        super(
                Kind.INVALID,
                CODE,
                "A counter, not usage",
                "This usage point has counters only. Usage from counters is not available yet.");
    }
}
