package meterside.portal.contact;

import meterside.portal.problem.Problem;

/** An address that we do not write to. The detail says why. */
public final class ContactRefused extends Problem {

    static final String CODE = "contact-refused";

    private static final long serialVersionUID = 1L;

    ContactRefused(String why) {
        super(Kind.INVALID, CODE, "We cannot use this address", why);
    }
}
