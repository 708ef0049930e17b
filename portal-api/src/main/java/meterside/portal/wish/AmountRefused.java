package meterside.portal.wish;

import meterside.portal.problem.Problem;

/** An amount that is nothing, less than nothing, no whole cents, or more than is taken. Nothing was taken. */
public final class AmountRefused extends Problem {

    static final String CODE = "amount-refused";

    private static final long serialVersionUID = 1L;

    /** @param detail a sentence that says which amounts are taken */
    public AmountRefused(String detail) {
        super(Kind.INVALID, CODE, "This amount cannot be paid", detail);
    }
}
