package meterside.portal.goal;

import meterside.portal.problem.Problem;

/** Also for a goal that was taken away already. */
final class GoalNotFound extends Problem {

    static final String CODE = "goal-not-found";

    private static final long serialVersionUID = 1L;

    GoalNotFound() {
        super(
                Kind.NOT_FOUND,
                CODE,
                "No goal",
                "There is no goal for this channel. It may have been taken away already.");
    }
}
