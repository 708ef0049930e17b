package meterside.portal.factor;

import meterside.portal.problem.Problem;

/** Recovery codes stand in for a second factor, and there is none. */
final class NoSecondFactor extends Problem {

    static final String CODE = "no-second-factor";

    private static final long serialVersionUID = 1L;

    NoSecondFactor() {
        super(
                Kind.INVALID,
                CODE,
                "There is no second factor",
                "Recovery codes are for a lost app, and you have none set. Add an app first.");
    }
}
