package meterside.portal.threshold;

import meterside.portal.problem.Problem;

/** The channel is a counter, or nothing of the service is delivered to the account. */
final class NothingToWatch extends Problem {

    static final String CODE = "nothing-to-watch";

    private static final long serialVersionUID = 1L;

    NothingToWatch() {
        super(Kind.INVALID, CODE, "Nothing to watch", "This account has no reads by interval of that.");
    }
}
