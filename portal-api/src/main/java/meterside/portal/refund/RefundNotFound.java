package meterside.portal.refund;

import meterside.portal.problem.Problem;

/** There is no such refund. */
public final class RefundNotFound extends Problem {

    static final String CODE = "refund-not-found";

    private static final long serialVersionUID = 1L;

    RefundNotFound() {
        super(Kind.NOT_FOUND, CODE, "No such refund", "There is no such refund.");
    }
}
