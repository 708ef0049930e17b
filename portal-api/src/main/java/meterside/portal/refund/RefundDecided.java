package meterside.portal.refund;

import meterside.portal.problem.Problem;

/** The refund does not wait for an approver any more. */
public final class RefundDecided extends Problem {

    static final String CODE = "refund-decided";

    private static final long serialVersionUID = 1L;

    RefundDecided() {
        super(
                Kind.CONFLICT,
                CODE,
                "It is decided already",
                "This refund does not wait for a decision. Look at it again.");
    }
}
