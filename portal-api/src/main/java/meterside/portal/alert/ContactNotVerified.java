package meterside.portal.alert;

import meterside.portal.problem.Problem;

/** An alert would tell nobody, or someone who has not shown that the address is theirs. */
final class ContactNotVerified extends Problem {

    static final String CODE = "contact-not-verified";

    private static final long serialVersionUID = 1L;

    ContactNotVerified() {
        super(
                Kind.INVALID,
                CODE,
                "No verified contact",
                "Each contact must be one of yours whose code was typed in, and there must be at least one.");
    }
}
