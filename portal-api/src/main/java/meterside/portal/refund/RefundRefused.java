package meterside.portal.refund;

import meterside.portal.problem.Problem;

/** This cannot be given back. Nothing was. */
public final class RefundRefused extends Problem {

    static final String CODE = "refund-refused";

    private static final long serialVersionUID = 1L;

    /** @param detail a sentence for the clerk */
    RefundRefused(String detail) {
        super(Kind.INVALID, CODE, "This cannot be given back", detail);
    }
}
