package meterside.portal.counter;

import meterside.portal.problem.Problem;

/** The payment cannot be taken back here. */
public final class VoidRefused extends Problem {

    static final String CODE = "void-refused";

    private static final long serialVersionUID = 1L;

    VoidRefused() {
        super(
                Kind.INVALID,
                CODE,
                "This payment cannot be taken back",
                "Only cash and cheques taken at the counter can be voided, on the day they were taken, if nothing was given back of them. Refund it instead.");
    }
}
