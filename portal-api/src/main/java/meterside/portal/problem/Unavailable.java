package meterside.portal.problem;

import java.time.Duration;

/** A part of ours does not answer, or is too busy to. Coming back in a moment may help. */
public final class Unavailable extends Problem {

    public static final String CODE = "unavailable";

    private static final long serialVersionUID = 1L;

    public Unavailable() {
        super(
                Kind.UNAVAILABLE,
                CODE,
                "Not available just now",
                "We cannot reach our data just now. Nothing was lost. Try again in a moment.",
                Duration.ofSeconds(5));
    }
}
