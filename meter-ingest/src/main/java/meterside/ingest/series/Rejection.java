package meterside.ingest.series;

import org.jspecify.annotations.Nullable;

/**
 * A record of a file that is refused, and why; the rest of the file goes on.
 *
 * @param code stable, such as {@code unknown-unit}; a line has at most one rejection of a code
 * @param key what the feed calls the channel, if that much could be read
 * @param reads how many reads are refused with it; a record whose reads cannot be counted counts as one
 * @param detail the reason in a sentence
 */
public record Rejection(
        int firstLine, int lastLine, String code, @Nullable String key, int reads, String detail) {}
