package meterside.ingest.row;

/** A row that cannot be taken. Caught where rows are read, and reported. */
public final class BadRow extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    public BadRow(String code, String detail) {
        super(detail);
        this.code = code;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
