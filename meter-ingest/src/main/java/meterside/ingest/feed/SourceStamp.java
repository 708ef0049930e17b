package meterside.ingest.feed;

import java.util.regex.Pattern;

/** Where a feed says when it made a record: decides which of two versions of a read is newer. Never the file's mtime. */
public sealed interface SourceStamp {

    /** The record says so itself: CMEP's field 6. */
    record InRecord() implements SourceStamp {}

    /**
     * A column of the row.
     *
     * @param utc whether it is in UTC, and not in the clock of the reads
     */
    record InColumn(String column, String pattern, boolean utc) implements SourceStamp {}

    /**
     * The file's name.
     *
     * @param name whose first group, or else the whole match, is the stamp
     * @param utc whether it is in UTC, and not in the clock of the reads
     */
    record InFileName(Pattern name, String pattern, boolean utc) implements SourceStamp {}

    /** When the file was claimed. Arrival then decides, so this stands last, where a vendor gives nothing better. */
    record Received() implements SourceStamp {}
}
