package meterside.ingest.text;

import java.nio.charset.StandardCharsets;

/** A record of a feed that cannot be taken: bad input is a row, not an error, so this carries no stack trace. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_QUOTE = 40;

    private final String code;

    /**
     * @param code stable, such as {@code not-a-number}
     * @param detail the reason in a sentence
     */
    public Refused(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** {@return the reason in a sentence} */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** {@return what the file says there, shortened and without what a database text or a terminal cannot show} */
    public static String quote(byte[] bytes, int from, int to) {
        var shown = Math.min(to - from, LONGEST_QUOTE);
        return quote(new String(bytes, from, shown, StandardCharsets.UTF_8)) + (shown < to - from ? "…" : "");
    }

    /** {@return the text, shortened and without what a database text or a terminal cannot show} */
    public static String quote(String text) {
        var shown = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
        return shown.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
