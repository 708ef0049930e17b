package meterside.portal.till;

import meterside.portal.problem.Problem;

/** The payment is under way, or its day has come: it can only be given back now. */
public final class PaymentNotCancellable extends Problem {

    static final String CODE = "payment-not-cancellable";

    private static final long serialVersionUID = 1L;

    PaymentNotCancellable() {
        super(
                Kind.CONFLICT,
                CODE,
                "Too late to cancel",
                "This payment is under way already. One set for a day ahead can be cancelled until 23:59 of the day before.");
    }
}
