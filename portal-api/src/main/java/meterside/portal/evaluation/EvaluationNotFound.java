package meterside.portal.evaluation;

import meterside.portal.problem.Problem;

/** Also thrown for a decision about somebody else's alert: whether it exists is not ours to tell. */
final class EvaluationNotFound extends Problem {

    static final String CODE = "evaluation-not-found";

    private static final long serialVersionUID = 1L;

    EvaluationNotFound() {
        super(Kind.NOT_FOUND, CODE, "No such decision", "There is no such decision on this account.");
    }
}
