package meterside.ingest.format;

/**
 * What a file came to.
 *
 * @param records lines that are neither blank, comment nor header
 * @param understood the records among them that were taken, if only to say that a value is missing
 * @param blocks how many blocks of reads they made
 */
public record Tally(int records, int understood, int blocks) {}
