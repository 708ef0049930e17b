package meterside.metering;

import org.jspecify.annotations.Nullable;

/**
 * Reads of one channel that came together in one file: what travels on {@code meter-reads}.
 *
 * <p>(file, sequence) names a block for good: the same file read again makes the same blocks.
 */
public sealed interface ReadBlock permits IntervalBlock, RegisterBlock {

    /** The most reads a block may hold. */
    int MOST_READS = 500;

    /** {@return the file, the feed and the key the block came under} */
    Source source();

    /** {@return how many reads it carries, missing ones not counted} */
    int reads();

    /**
     * Where a block came from.
     *
     * @param feed the feed's name, such as {@code cmep}
     * @param key what the feed calls the channel; never normalised
     * @param file our id of the file
     * @param sequence from 1, in the order of the file's lines
     * @param firstLine the first line of the file that it holds, from 1
     * @param lastLine the last; a later block of the same key never begins before it
     * @param stampedAt when the source says it made the record: decides which of two versions is newer
     * @param rawQuality the feed's own quality codes, run by run, such as {@code R0*20 E*4}
     */
    record Source(
            String feed,
            String key,
            long file,
            int sequence,
            int firstLine,
            int lastLine,
            java.time.Instant stampedAt,
            @Nullable String rawQuality) {}
}
