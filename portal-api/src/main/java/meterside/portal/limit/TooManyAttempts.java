package meterside.portal.limit;

import java.time.Duration;
import meterside.portal.problem.Problem;

/** Too many tries in a row that did not work, or too much of the same in a short time. */
public final class TooManyAttempts extends Problem {

    public static final String CODE = "too-many-attempts";

    private static final long serialVersionUID = 1L;

    public TooManyAttempts(Duration wait) {
        super(Kind.TOO_MANY, CODE, "Too many attempts", "This was tried too often. Wait a little and try again.", wait);
    }
}
