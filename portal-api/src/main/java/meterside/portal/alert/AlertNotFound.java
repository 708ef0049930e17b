package meterside.portal.alert;

import meterside.portal.problem.Problem;

/** Also thrown for an alert of somebody else's: whether it exists is not ours to tell. */
final class AlertNotFound extends Problem {

    static final String CODE = "alert-not-found";

    private static final long serialVersionUID = 1L;

    AlertNotFound() {
        super(Kind.NOT_FOUND, CODE, "No such alert", "There is no such alert on this account.");
    }
}
