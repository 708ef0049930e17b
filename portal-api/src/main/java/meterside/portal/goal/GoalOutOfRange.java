package meterside.portal.goal;

import meterside.portal.problem.Problem;

/** A goal of nothing is none, and nobody uses so much in a cycle. */
final class GoalOutOfRange extends Problem {

    static final String CODE = "goal-out-of-range";

    private static final long serialVersionUID = 1L;

    GoalOutOfRange() {
        super(
                Kind.INVALID,
                CODE,
                "Goal out of range",
                "The goal is more than 0 and at most 1,000,000,000 a billing cycle.");
    }
}
