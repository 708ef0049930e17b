package meterside.portal.problem;

/** There is nothing at this address. */
public final class NotFound extends Problem {

    public static final String CODE = "not-found";

    private static final long serialVersionUID = 1L;

    public NotFound() {
        super(Kind.NOT_FOUND, CODE, "Nothing here", "There is nothing at this address.");
    }
}
