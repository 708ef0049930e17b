package meterside.portal.guest;

import meterside.portal.problem.Problem;

/** The two facts do not go together: an account that is not there, another amount, and a token that is too old are all this. */
final class GuestRefused extends Problem {

    static final String CODE = "guest-refused";

    private static final long serialVersionUID = 1L;

    GuestRefused() {
        super(
                Kind.INVALID,
                CODE,
                "Not found",
                "We find no bill by this account number and amount. Both stand on the newest bill: type them as they are there.");
    }
}
