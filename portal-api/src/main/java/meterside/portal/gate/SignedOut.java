package meterside.portal.gate;

import meterside.portal.problem.Problem;

/** Nobody is signed in, or the session has ended. */
final class SignedOut extends Problem {

    static final String CODE = "signed-out";

    private static final long serialVersionUID = 1L;

    SignedOut() {
        super(
                Kind.SIGNED_OUT,
                CODE,
                "Not signed in",
                "Sign in first. A session ends after 30 minutes without use, and after 12 hours at the latest.");
    }
}
