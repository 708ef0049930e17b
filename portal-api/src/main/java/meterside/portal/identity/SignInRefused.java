package meterside.portal.identity;

import meterside.portal.problem.Problem;

/** The same words for an unknown address and a wrong password: who has a login is not ours to tell. */
final class SignInRefused extends Problem {

    static final String CODE = "sign-in-refused";

    private static final long serialVersionUID = 1L;

    SignInRefused() {
        super(
                Kind.SIGNED_OUT,
                CODE,
                "Sign-in refused",
                "This e-mail address and password do not go together. Check both and try again.");
    }
}
