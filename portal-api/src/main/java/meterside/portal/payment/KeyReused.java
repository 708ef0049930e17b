package meterside.portal.payment;

import meterside.portal.problem.Problem;

/** The key stands for another wish already. Nothing was changed. */
public final class KeyReused extends Problem {

    static final String CODE = "key-reused";

    private static final long serialVersionUID = 1L;

    public KeyReused() {
        super(
                Kind.CONFLICT,
                CODE,
                "The key stands for something else",
                "This Idempotency-Key was used for something else. Make a new one for a new wish.");
    }
}
