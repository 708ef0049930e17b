package meterside.portal.payment;

import meterside.portal.problem.Problem;

/** There is no such payment, or it is not this one's to see. */
public final class PaymentNotFound extends Problem {

    static final String CODE = "payment-not-found";

    private static final long serialVersionUID = 1L;

    public PaymentNotFound() {
        super(Kind.NOT_FOUND, CODE, "No such payment", "There is no such payment.");
    }
}
