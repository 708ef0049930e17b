package meterside.ingest.merge;

import meterside.metering.ReadingQuality;

/** A read as it stands in a table, or shall. */
public record StoredRead(ReadKey key, long billionths, long block, int seconds, ReadingQuality quality) {

    /** {@return whether both say the same, whatever block brought them} */
    boolean sameAs(StoredRead other) {
        return billionths == other.billionths && seconds == other.seconds && quality == other.quality;
    }

    /** {@return the same read, brought by another block} */
    public StoredRead from(long newBlock) {
        return new StoredRead(key, billionths, newBlock, seconds, quality);
    }
}
