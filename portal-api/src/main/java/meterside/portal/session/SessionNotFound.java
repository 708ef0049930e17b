package meterside.portal.session;

import meterside.portal.problem.Problem;

/** Also for a session of somebody else, and one that has ended. */
final class SessionNotFound extends Problem {

    static final String CODE = "session-not-found";

    private static final long serialVersionUID = 1L;

    SessionNotFound() {
        super(Kind.NOT_FOUND, CODE, "No such session", "There is no such session. It may have ended already.");
    }
}
