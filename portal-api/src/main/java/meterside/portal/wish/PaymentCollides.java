package meterside.portal.wish;

import meterside.portal.problem.Problem;

/** Another payment of the same account is coming anyway; the preview shows which. Said so, it can be paid despite it. */
public final class PaymentCollides extends Problem {

    static final String CODE = "payment-collides";

    private static final long serialVersionUID = 1L;

    PaymentCollides() {
        super(
                Kind.CONFLICT,
                CODE,
                "Another payment is coming",
                "A payment of this account is set or on its way already. Look at it first; you can pay all the same.");
    }
}
