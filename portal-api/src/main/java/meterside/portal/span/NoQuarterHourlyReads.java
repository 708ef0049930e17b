package meterside.portal.span;

import meterside.portal.problem.Problem;

/** The channel's reads are longer than a quarter of an hour, or do not fit into one. */
final class NoQuarterHourlyReads extends Problem {

    static final String CODE = "no-quarter-hourly-reads";

    private static final long serialVersionUID = 1L;

    NoQuarterHourlyReads() {
        super(
                Kind.INVALID,
                CODE,
                "Not by the quarter-hour",
                "This channel is read less often than every 15 minutes, so its usage by the quarter-hour is not known.");
    }
}
