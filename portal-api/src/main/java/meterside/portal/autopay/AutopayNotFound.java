package meterside.portal.autopay;

import meterside.portal.problem.Problem;

/** Nothing pays this account's bills by itself. */
final class AutopayNotFound extends Problem {

    static final String CODE = "autopay-not-found";

    private static final long serialVersionUID = 1L;

    AutopayNotFound() {
        super(Kind.NOT_FOUND, CODE, "No autopay", "Autopay is not on for this account.");
    }
}
