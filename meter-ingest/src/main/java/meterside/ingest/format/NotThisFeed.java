package meterside.ingest.format;

/** A file that was sent under the wrong feed, or is broken from its first line on. It is refused whole. */
public final class NotThisFeed extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason a sentence for whoever sent the file */
    public NotThisFeed(String reason) {
        super(reason);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
