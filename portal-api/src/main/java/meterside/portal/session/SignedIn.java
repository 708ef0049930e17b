package meterside.portal.session;

/** Proof that someone is signed in. Only a live session makes one. */
public final class SignedIn {

    private final long login;
    private final String email;
    private final String session;

    SignedIn(long login, String email, String session) {
        this.login = login;
        this.email = email;
        this.session = session;
    }

    /** {@return our id of the login} */
    public long login() {
        return login;
    }

    public String email() {
        return email;
    }

    /** {@return the session's name, the hash of its token; names it and does not open it} */
    public String session() {
        return session;
    }
}
