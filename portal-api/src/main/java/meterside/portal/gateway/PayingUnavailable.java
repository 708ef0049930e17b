package meterside.portal.gateway;

import java.time.Duration;
import meterside.portal.problem.Problem;

/** Nobody can pay just now: the provider does not answer, refuses us, or none is set up. Nothing was taken. */
public final class PayingUnavailable extends Problem {

    static final String CODE = "paying-unavailable";

    private static final long serialVersionUID = 1L;

    public PayingUnavailable() {
        super(
                Kind.UNAVAILABLE,
                CODE,
                "Paying is not available just now",
                "We cannot reach the payment provider just now. Nothing was taken. Try again in a moment.",
                Duration.ofSeconds(5));
    }
}
