package meterside.portal.row;

/** What a row says cannot be taken. Caught where rows become bills, and noted with the row's line. */
public final class Unfit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault.Code code;

    public Unfit(Fault.Code code, String detail) {
        super(detail, null, false, false); // an answer, not a fault of ours: no stack trace
        this.code = code;
    }

    public Fault.Code code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
