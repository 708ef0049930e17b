package meterside.portal.span;

import meterside.portal.problem.Problem;

/** More days than are answered at once. */
final class SpanTooLong extends Problem {

    static final String CODE = "span-too-long";

    private static final long serialVersionUID = 1L;

    SpanTooLong(Span.By by, int mostDays) {
        super(Kind.INVALID, CODE, "Span too long", "By %s, at most %d days at a time.".formatted(by.word(), mostDays));
    }
}
