package meterside.portal.factor;

import meterside.portal.problem.Problem;

/** The password is right, and the login has a second factor that was not given. */
public final class SecondFactorNeeded extends Problem {

    static final String CODE = "second-factor-needed";

    private static final long serialVersionUID = 1L;

    SecondFactorNeeded() {
        super(
                Kind.SIGNED_OUT,
                CODE,
                "The code of your app is needed too",
                "This login has a second factor. Type the code of your app, or one of your recovery codes.");
    }
}
