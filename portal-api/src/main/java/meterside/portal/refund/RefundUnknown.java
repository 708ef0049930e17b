package meterside.portal.refund;

import meterside.portal.problem.Problem;

/** Of an earlier refund of the payment nobody knows yet whether it went through; until then there is no other (PY1). */
public final class RefundUnknown extends Problem {

    static final String CODE = "refund-unknown";

    private static final long serialVersionUID = 1L;

    RefundUnknown() {
        super(
                Kind.CONFLICT,
                CODE,
                "An earlier refund is not decided",
                "We do not know yet whether an earlier refund of this payment went through. We are asking. Do not send another.");
    }
}
