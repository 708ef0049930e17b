package meterside.portal.threshold;

import meterside.portal.problem.Problem;

/** Nobody uses so much in a day. */
final class ThresholdOutOfRange extends Problem {

    static final String CODE = "threshold-out-of-range";

    private static final long serialVersionUID = 1L;

    ThresholdOutOfRange() {
        super(Kind.INVALID, CODE, "Threshold out of range", "The threshold is from 0 to 10,000,000 a day.");
    }
}
