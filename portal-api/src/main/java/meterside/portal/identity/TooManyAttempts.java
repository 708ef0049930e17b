package meterside.portal.identity;

import java.time.Duration;
import meterside.portal.problem.Problem;

/** Too many sign-ins in a row that did not work, for this e-mail address or from this network address. */
final class TooManyAttempts extends Problem {

    static final String CODE = "too-many-attempts";

    private static final long serialVersionUID = 1L;

    TooManyAttempts(Duration wait) {
        super(
                Kind.TOO_MANY,
                CODE,
                "Too many attempts",
                "Too many sign-ins did not work. Wait a little and try again.",
                wait);
    }
}
