package meterside.ingest.place;

import java.util.List;
import meterside.metering.ReadBlock;

/**
 * A block, and where its reads belong.
 *
 * @param starts microseconds since 1970 of each read, missing ones too, in the block's order
 * @param seconds how long each is; 0 for a register's
 * @param runs the reads that were placed; neither missing nor refused
 * @param keyIsKnown false when the registry has never heard of the key: the whole block may yet be taken
 */
@SuppressWarnings("ArrayRecordComponent") // one object a read would cost as much as all the rest of placing
public record Placement(
        ReadBlock block, long[] starts, int[] seconds, List<Run> runs, List<Refused> refused, boolean keyIsKnown) {

    /**
     * Reads of a block, one after the other, that belong to one channel.
     *
     * @param from index of the first
     * @param to index after the last
     */
    public record Run(Channel channel, int from, int to) {}

    /**
     * Reads of a block that could not be placed, for the same reason.
     *
     * @param code stable, such as {@code off-grid}
     * @param detail the reason in a sentence, without amounts
     */
    public record Refused(String code, int firstLine, int lastLine, int reads, String detail) {}

    /** {@return how many reads were refused} */
    public int refusedReads() {
        return refused.stream().mapToInt(Refused::reads).sum();
    }
}
