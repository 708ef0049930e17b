package meterside.portal.session;

/**
 * Proof that a customer showed who they are within the last minutes, which what changes contacts and factors asks for. Only
 * {@link Sessions#proven} makes one.
 */
public final class Proven {

    private final SignedIn who;

    Proven(SignedIn who) {
        this.who = who;
    }

    public SignedIn who() {
        return who;
    }
}
