package meterside.portal.change;

import java.time.Duration;
import meterside.portal.problem.Problem;

/** One login, or all of them together, follow more streams of changes than we hold. */
final class TooManyReaders extends Problem {

    static final String CODE = "too-many-readers";

    private static final long serialVersionUID = 1L;

    TooManyReaders() {
        super(
                Kind.TOO_MANY,
                CODE,
                "Too many programs are reading",
                "Too many programs follow your usage at once. Stop one and try again.",
                Duration.ofSeconds(30));
    }
}
