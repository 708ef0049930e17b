package meterside.portal.wish;

import meterside.portal.problem.Problem;

/** Whoever pays has no such card or account saved; somebody else's, and one that was removed, answer the same. */
public final class MethodNotFound extends Problem {

    static final String CODE = "payment-method-not-found";

    private static final long serialVersionUID = 1L;

    public MethodNotFound() {
        super(
                Kind.NOT_FOUND,
                CODE,
                "No such card or account",
                "There is no such card or bank account saved for you. Choose another.");
    }
}
