package meterside.portal.span;

import meterside.portal.problem.Problem;

/** No bill of the account has billed this service, so nobody knows its cycles. */
final class NoBillingCycles extends Problem {

    static final String CODE = "no-billing-cycles";

    private static final long serialVersionUID = 1L;

    NoBillingCycles() {
        super(
                Kind.INVALID,
                CODE,
                "No bill yet",
                "There is no bill for this service yet, so its billing cycles are not known. Usage by month is.");
    }
}
