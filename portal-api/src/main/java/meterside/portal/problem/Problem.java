package meterside.portal.problem;

import java.time.Duration;
import java.util.Optional;

/**
 * A refusal the client can act on. It knows no HTTP; {@link ProblemHandler} renders it.
 *
 * <p>Each subclass names its code in a constant {@code CODE}; a test finds a line for it in docs/problems.md and in
 * openapi.json. The detail never repeats what the client sent, so that unknown and forbidden things answer alike.
 */
public abstract class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of refusal it is; there is one HTTP status for each. */
    public enum Kind {
        /** It cannot be read, or a field is malformed or unknown. */
        MALFORMED,
        /** Nobody is signed in, or signing in failed. */
        SIGNED_OUT,
        /** It did not come from one of our own pages. */
        CROSS_SITE,
        /** It does not exist, or is not this customer's. */
        NOT_FOUND,
        /** The key was used for something else, or the state of things does not allow it. */
        CONFLICT,
        /** It can be read, and a rule refuses it. */
        INVALID,
        /** Too many in too short a time. */
        TOO_MANY,
        /** A part of ours does not answer. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final String code;
    private final String title;
    private final Duration retryAfter;

    /** @param detail a sentence for people: what went wrong and what to do */
    protected Problem(Kind kind, String code, String title, String detail) {
        this(kind, code, title, detail, Duration.ZERO);
    }

    /** @param retryAfter when to come back; zero says nothing */
    protected Problem(Kind kind, String code, String title, String detail, Duration retryAfter) {
        super(detail, null, false, false); // a refusal is an answer, not a fault: no stack trace
        this.kind = kind;
        this.code = code;
        this.title = title;
        this.retryAfter = retryAfter;
    }

    public final Kind kind() {
        return kind;
    }

    /** {@return the stable code, such as {@code account-not-found}} */
    public final String code() {
        return code;
    }

    public final String title() {
        return title;
    }

    /** {@return the sentence for people} */
    public final String detail() {
        return getMessage() == null ? "" : getMessage();
    }

    /** {@return how long to wait before trying again, where waiting helps} */
    public final Optional<Duration> retryAfter() {
        return retryAfter.isZero() ? Optional.empty() : Optional.of(retryAfter);
    }
}
