package meterside.portal.token;

import meterside.portal.problem.Problem;

/** A token that is unknown, expired or revoked, or whose owner may see nothing any more: which, is not told. */
final class TokenRefused extends Problem {

    static final String CODE = "token-refused";

    private static final long serialVersionUID = 1L;

    TokenRefused() {
        super(
                Kind.SIGNED_OUT,
                CODE,
                "Token not accepted",
                "This token is not known here, or it has expired or was revoked. Make a new one under Profile, and use that.");
    }
}
