package meterside.portal.token;

import meterside.portal.problem.Problem;

/** Also for a token of somebody else's, and one that was revoked already. */
final class TokenNotFound extends Problem {

    static final String CODE = "token-not-found";

    private static final long serialVersionUID = 1L;

    TokenNotFound() {
        super(Kind.NOT_FOUND, CODE, "No such token", "There is no such token. It may have been revoked already.");
    }
}
