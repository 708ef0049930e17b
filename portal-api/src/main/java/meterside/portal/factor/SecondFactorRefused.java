package meterside.portal.factor;

import meterside.portal.problem.Problem;

/** A wrong, old or used code of the app, or a recovery code that is none. */
public final class SecondFactorRefused extends Problem {

    static final String CODE = "second-factor-refused";

    private static final long serialVersionUID = 1L;

    SecondFactorRefused() {
        super(
                Kind.SIGNED_OUT,
                CODE,
                "Code of the app refused",
                "This code does not work. Each works once, for half a minute: take the one that your app shows now.");
    }
}
