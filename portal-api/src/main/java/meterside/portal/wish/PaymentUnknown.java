package meterside.portal.wish;

import meterside.portal.problem.Problem;

/** Of an earlier payment of the same account nobody knows yet whether it went through; until then there is no other (PY1). */
public final class PaymentUnknown extends Problem {

    static final String CODE = "payment-unknown";

    private static final long serialVersionUID = 1L;

    PaymentUnknown() {
        super(
                Kind.CONFLICT,
                CODE,
                "An earlier payment is not decided",
                "We do not know yet whether an earlier payment of this account went through. We are asking. Do not pay again.");
    }
}
