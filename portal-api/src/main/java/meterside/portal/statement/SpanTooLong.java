package meterside.portal.statement;

import meterside.portal.problem.Problem;

/** More days than a statement is made of at once. */
final class SpanTooLong extends Problem {

    static final String CODE = "span-too-long";

    private static final long serialVersionUID = 1L;

    SpanTooLong(int mostDays) {
        super(Kind.INVALID, CODE, "Span too long", "A statement is of at most %d days at a time.".formatted(mostDays));
    }
}
