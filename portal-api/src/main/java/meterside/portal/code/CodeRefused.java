package meterside.portal.code;

import meterside.portal.problem.Problem;

/** The same for a wrong code, one that is too late or used, one tried too often, and one that never was. */
public final class CodeRefused extends Problem {

    public static final String CODE = "code-refused";

    private static final long serialVersionUID = 1L;

    public CodeRefused() {
        super(
                Kind.INVALID,
                CODE,
                "Code refused",
                "This code does not work. It may be mistyped, used, or older than ten minutes. Check it, or ask for a new one.");
    }
}
