package meterside.portal.greenbutton;

import meterside.portal.problem.Problem;

/** ESPI's values have 48 bits, so a channel's reads may be too large and too fine at once; a rounded file would be a wrong one. */
final class DigitsLost extends Problem {

    static final String CODE = "digits-lost";

    private static final long serialVersionUID = 1L;

    DigitsLost() {
        super(
                Kind.INVALID,
                CODE,
                "More digits than the format holds",
                "These reads have more digits than a Green Button file can hold, and we do not round them.");
    }
}
