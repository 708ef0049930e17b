package meterside.portal.contact;

import meterside.portal.problem.Problem;

/** Also for somebody else's contact, and one that was removed. */
final class ContactNotFound extends Problem {

    static final String CODE = "contact-not-found";

    private static final long serialVersionUID = 1L;

    ContactNotFound() {
        super(Kind.NOT_FOUND, CODE, "No such contact", "There is no such contact. It may have been removed.");
    }
}
