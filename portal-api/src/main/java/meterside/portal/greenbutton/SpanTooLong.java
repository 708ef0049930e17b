package meterside.portal.greenbutton;

import meterside.portal.problem.Problem;

/** More days than one file holds. */
final class SpanTooLong extends Problem {

    static final String CODE = "span-too-long";

    private static final long serialVersionUID = 1L;

    SpanTooLong(int mostDays) {
        super(Kind.INVALID, CODE, "Span too long", "A Green Button file is of at most %d days.".formatted(mostDays));
    }
}
