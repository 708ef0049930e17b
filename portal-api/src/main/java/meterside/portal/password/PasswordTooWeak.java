package meterside.portal.password;

import meterside.portal.problem.Problem;

/** A password that somebody else could guess. The detail says why. */
final class PasswordTooWeak extends Problem {

    static final String CODE = "password-too-weak";

    private static final long serialVersionUID = 1L;

    PasswordTooWeak(String why) {
        super(Kind.INVALID, CODE, "Choose another password", why);
    }
}
