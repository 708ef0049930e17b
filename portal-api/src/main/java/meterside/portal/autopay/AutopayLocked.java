package meterside.portal.autopay;

import meterside.portal.problem.Problem;

/** The day of the next debit has begun, so what is set counts for it (PY3). */
final class AutopayLocked extends Problem {

    static final String CODE = "autopay-locked";

    private static final long serialVersionUID = 1L;

    AutopayLocked() {
        super(
                Kind.CONFLICT,
                CODE,
                "Too late to change for this bill",
                "Today's automatic payment is on its way. Autopay can be changed until 23:59 of the day before; try again when it is done.");
    }
}
