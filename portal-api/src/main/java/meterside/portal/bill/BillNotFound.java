package meterside.portal.bill;

import meterside.portal.problem.Problem;

/** Also thrown for another customer's bill: whether it exists is not ours to tell. */
public final class BillNotFound extends Problem {

    static final String CODE = "bill-not-found";

    private static final long serialVersionUID = 1L;

    public BillNotFound() {
        super(Kind.NOT_FOUND, CODE, "No such bill", "There is no such bill on this account.");
    }
}
