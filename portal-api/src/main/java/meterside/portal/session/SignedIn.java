package meterside.portal.session;

import java.time.Instant;
import java.util.Optional;

/** Proof that someone is signed in. Only a live session makes one. */
public final class SignedIn implements Reader {

    private final long login;
    private final String email;
    private final String session;
    private final long sessionId;
    private final Optional<Instant> provedAt;

    SignedIn(long login, String email, String session, long sessionId, Optional<Instant> provedAt) {
        this.login = login;
        this.email = email;
        this.session = session;
        this.sessionId = sessionId;
        this.provedAt = provedAt;
    }

    /** {@return our id of the login} */
    @Override
    public long login() {
        return login;
    }

    @Override
    public boolean reaches(long account) {
        return true;
    }

    public String email() {
        return email;
    }

    /** {@return the session's name, the hash of its token; names it and does not open it} */
    public String session() {
        return session;
    }

    long sessionId() {
        return sessionId;
    }

    Optional<Instant> provedAt() {
        return provedAt;
    }
}
