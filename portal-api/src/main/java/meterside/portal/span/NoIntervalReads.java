package meterside.portal.span;

import meterside.portal.problem.Problem;

/** The channel is a counter. Adding its reads up would mean nothing, and usage from counters comes later. */
final class NoIntervalReads extends Problem {

    static final String CODE = "no-interval-reads";

    private static final long serialVersionUID = 1L;

    NoIntervalReads() {
        super(
                Kind.INVALID,
                CODE,
                "A counter, not usage",
                "This channel is a counter. Usage from counters is not available yet.");
    }
}
