package meterside.portal.goal;

import meterside.portal.problem.Problem;

/** The account is not served there any more, so no cycle of its is running. */
final class NotServedNow extends Problem {

    static final String CODE = "not-served-now";

    private static final long serialVersionUID = 1L;

    NotServedNow() {
        super(
                Kind.INVALID,
                CODE,
                "Not served there now",
                "This account is not served there any more, so there is no billing cycle that is running.");
    }
}
