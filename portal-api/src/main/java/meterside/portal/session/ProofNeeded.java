package meterside.portal.session;

import meterside.portal.problem.Problem;

/** The customer is signed in, and must show once more who they are before this is done. */
final class ProofNeeded extends Problem {

    static final String CODE = "proof-needed";

    private static final long serialVersionUID = 1L;

    ProofNeeded() {
        super(
                Kind.SIGNED_OUT,
                CODE,
                "Please show that it is you",
                "Type your password once more before this is changed. That holds for ten minutes.");
    }
}
