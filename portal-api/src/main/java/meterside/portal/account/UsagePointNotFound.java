package meterside.portal.account;

import meterside.portal.problem.Problem;

/** Also thrown for a usage point of another customer's: whether it exists is not ours to tell. */
final class UsagePointNotFound extends Problem {

    static final String CODE = "usage-point-not-found";

    private static final long serialVersionUID = 1L;

    UsagePointNotFound() {
        super(Kind.NOT_FOUND, CODE, "No such usage point", "There is no such usage point on this account.");
    }
}
