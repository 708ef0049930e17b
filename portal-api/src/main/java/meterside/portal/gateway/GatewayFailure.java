package meterside.portal.gateway;

/** The provider gave no answer that settles the matter. A decline is no failure but an answer: {@link Outcome}. */
public final class GatewayFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is certain about it. */
    public enum Certainty {
        /** It was not done, and asking the same again will not do it. */
        REFUSED,
        /** It may have been done: no answer, or one that says nothing. Asking again with the same key cannot do it twice. */
        UNSURE
    }

    private final Certainty certainty;

    GatewayFailure(Certainty certainty, String reason, Throwable cause) {
        super(reason, cause);
        this.certainty = certainty;
    }

    public boolean isUnsure() {
        return certainty == Certainty.UNSURE;
    }
}
