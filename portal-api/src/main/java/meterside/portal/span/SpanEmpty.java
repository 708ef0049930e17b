package meterside.portal.span;

import meterside.portal.problem.Problem;

/** The span asked for ends before it begins. */
public final class SpanEmpty extends Problem {

    static final String CODE = "span-empty";

    private static final long serialVersionUID = 1L;

    public SpanEmpty() {
        super(Kind.INVALID, CODE, "Empty span", "The span ends before it begins: to must be later than from.");
    }
}
