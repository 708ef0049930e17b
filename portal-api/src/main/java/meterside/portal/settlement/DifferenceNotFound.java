package meterside.portal.settlement;

import meterside.portal.problem.Problem;

/** There is no such difference, or it is closed. */
public final class DifferenceNotFound extends Problem {

    static final String CODE = "difference-not-found";

    private static final long serialVersionUID = 1L;

    DifferenceNotFound() {
        super(Kind.NOT_FOUND, CODE, "No such difference", "There is no such difference, or it was closed before.");
    }
}
