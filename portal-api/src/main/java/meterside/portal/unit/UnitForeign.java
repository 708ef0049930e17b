package meterside.portal.unit;

import meterside.portal.problem.Problem;

/** The unit asked for measures something else than the reads do. */
public final class UnitForeign extends Problem {

    static final String CODE = "unit-foreign";

    private static final long serialVersionUID = 1L;

    public UnitForeign() {
        super(
                Kind.INVALID,
                CODE,
                "A unit of something else",
                "What was measured here cannot be told in this unit: it is a unit of something else.");
    }
}
