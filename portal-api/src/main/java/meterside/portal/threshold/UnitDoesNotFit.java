package meterside.portal.threshold;

import meterside.portal.problem.Problem;

/** The threshold is in a unit of something else, such as gallons of electricity. */
final class UnitDoesNotFit extends Problem {

    static final String CODE = "unit-does-not-fit";

    private static final long serialVersionUID = 1L;

    UnitDoesNotFit() {
        super(
                Kind.INVALID,
                CODE,
                "The unit does not fit",
                "What is watched is not measured in that unit, nor in one that converts to it.");
    }
}
