package meterside.portal.factor;

import meterside.portal.problem.Problem;

/** The password was chosen with less than 15 characters, which only a second factor allows. */
final class PasswordTooShortAlone extends Problem {

    static final String CODE = "password-too-short-alone";

    private static final long serialVersionUID = 1L;

    PasswordTooShortAlone() {
        super(
                Kind.INVALID,
                CODE,
                "Your password is too short without a second factor",
                "Without a second factor a password needs 15 characters. Change it first, then remove the app.");
    }
}
