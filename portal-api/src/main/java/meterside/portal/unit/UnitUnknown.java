package meterside.portal.unit;

import meterside.portal.problem.Problem;

/** The unit asked for is none that sums can be told in. */
final class UnitUnknown extends Problem {

    static final String CODE = "unit-unknown";

    private static final long serialVersionUID = 1L;

    /** @param known the units there are, for people */
    UnitUnknown(String known) {
        super(Kind.INVALID, CODE, "No such unit", "There is no such unit. Known are %s.".formatted(known));
    }
}
