package meterside.portal.span;

import meterside.portal.problem.Problem;

/** The channel's reads are longer than an hour, so nobody knows in which hour of them it was used. */
final class NoHourlyReads extends Problem {

    static final String CODE = "no-hourly-reads";

    private static final long serialVersionUID = 1L;

    NoHourlyReads() {
        super(
                Kind.INVALID,
                CODE,
                "Not by the hour",
                "This channel is read less often than every hour, so its usage by the hour is not known.");
    }
}
