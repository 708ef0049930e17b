package meterside.portal.factor;

import meterside.portal.problem.Problem;

/** A second factor is set already. Making a new one unasked would switch the old one off. */
final class SecondFactorThere extends Problem {

    static final String CODE = "second-factor-there";

    private static final long serialVersionUID = 1L;

    SecondFactorThere() {
        super(
                Kind.INVALID,
                CODE,
                "There is a second factor already",
                "Remove the app you have before you add another.");
    }
}
