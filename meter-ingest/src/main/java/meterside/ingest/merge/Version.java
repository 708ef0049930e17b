package meterside.ingest.merge;

import java.time.Instant;
import java.util.Locale;
import meterside.metering.ReadingQuality;

/**
 * What decides which of two versions of a read is current: rank, then the source's stamp, then the file's SHA-256, then
 * the line. The sequence stands for the line, since a later block of a key never begins before an earlier one. When
 * either arrived decides nothing.
 *
 * @param sha256 in hex, which sorts as the bytes do
 */
public record Version(Origin origin, Instant stampedAt, String sha256, long block) implements Comparable<Version> {

    /** Who made a block, from the least to the greatest authority. */
    public enum Origin {
        ESTIMATE,
        FEED,
        EDIT;

        public static Origin of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** 3 approved by staff, 2 measured, 1 estimated by the head-end, 0 estimated by us. */
        int rank(ReadingQuality quality) {
            return switch (this) {
                case EDIT -> 3;
                case FEED -> quality == ReadingQuality.ESTIMATED ? 1 : 2;
                case ESTIMATE -> 0;
            };
        }
    }

    /** {@return whether a read of this quality in this block replaces one of that quality in that block} */
    boolean beats(ReadingQuality quality, Version other, ReadingQuality othersQuality) {
        var byRank = Integer.compare(origin.rank(quality), other.origin.rank(othersQuality));
        return byRank > 0 || (byRank == 0 && compareStamps(other) > 0);
    }

    /** {@return whether both come from one file with one stamp, so that only versions within that file stand between} */
    boolean isOfSameAgeAs(Version other) {
        return origin == other.origin && stampedAt.equals(other.stampedAt) && sha256.equals(other.sha256);
    }

    /** Compares blocks whose reads are equal, qualities too. */
    @Override
    public int compareTo(Version other) {
        var byOrigin = origin.compareTo(other.origin);
        return byOrigin != 0 ? byOrigin : compareStamps(other);
    }

    private int compareStamps(Version other) {
        var byStamp = stampedAt.compareTo(other.stampedAt);
        if (byStamp != 0) {
            return byStamp;
        }
        var byFile = sha256.compareTo(other.sha256);
        return byFile != 0 ? byFile : Long.compare(block, other.block);
    }
}
