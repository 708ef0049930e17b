package meterside.portal.live;

import java.time.Duration;
import meterside.portal.problem.Problem;

/** One login, or all of them together, have more event streams open than we hold. */
final class TooManyStreams extends Problem {

    static final String CODE = "too-many-streams";

    private static final long serialVersionUID = 1L;

    TooManyStreams() {
        super(
                Kind.TOO_MANY,
                CODE,
                "Too many open pages",
                "Too many pages are open at once. Close one and try again.",
                Duration.ofSeconds(30));
    }
}
