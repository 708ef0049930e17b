package meterside.portal.problem;

/** The request cannot be read, or a part of it is malformed or unknown. */
public final class MalformedRequest extends Problem {

    public static final String CODE = "malformed-request";

    private static final long serialVersionUID = 1L;

    public MalformedRequest(String detail) {
        super(Kind.MALFORMED, CODE, "The request cannot be read", detail);
    }
}
