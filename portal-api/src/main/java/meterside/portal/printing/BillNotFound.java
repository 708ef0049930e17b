package meterside.portal.printing;

import meterside.portal.problem.Problem;

/** There is no such bill, or it is another account's. */
public final class BillNotFound extends Problem {

    static final String CODE = "bill-not-found";

    private static final long serialVersionUID = 1L;

    BillNotFound() {
        super(Kind.NOT_FOUND, CODE, "No such bill", "There is no such bill on this account.");
    }
}
