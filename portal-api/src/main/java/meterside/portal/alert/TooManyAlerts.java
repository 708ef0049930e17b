package meterside.portal.alert;

import meterside.portal.problem.Problem;

/** The customer has as many alerts as one account may have. */
final class TooManyAlerts extends Problem {

    static final String CODE = "too-many-alerts";

    private static final long serialVersionUID = 1L;

    TooManyAlerts() {
        super(
                Kind.INVALID,
                CODE,
                "Too many alerts",
                "There are 20 alerts on this account. End one before you set another.");
    }
}
