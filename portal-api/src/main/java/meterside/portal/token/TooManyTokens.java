package meterside.portal.token;

import meterside.portal.problem.Problem;

/** One login has as many tokens as it may have. */
final class TooManyTokens extends Problem {

    static final String CODE = "too-many-tokens";

    private static final long serialVersionUID = 1L;

    TooManyTokens() {
        super(
                Kind.INVALID,
                CODE,
                "Too many tokens",
                "You have %d tokens. Revoke one that you no longer use, and try again.".formatted(PersonalTokens.MOST));
    }
}
