package meterside.metering;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of interval reads, one after the other without a break, in the unit they are stored in.
 *
 * @param start of the first interval
 * @param length {@code PT15M}, {@code PT1H} …, or {@code P1D} for a local day of the usage point
 * @param billionths one per interval in order; {@code null} where the feed says there is no value, which is not zero
 * @param qualities one per interval; that of a missing one means nothing
 * @param lines the file's line of each read, or empty when all came on {@code source.firstLine}
 */
public record IntervalBlock(
        Source source,
        Instant start,
        ReadLength length,
        Unit unit,
        List<@Nullable Long> billionths,
        List<ReadingQuality> qualities,
        List<Integer> lines)
        implements ReadBlock {

    public IntervalBlock {
        billionths = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(billionths));
        qualities = List.copyOf(qualities);
        lines = List.copyOf(lines);
        if (billionths.isEmpty() || billionths.size() > MOST_READS) {
            throw new IllegalArgumentException("a block holds 1 to %d reads".formatted(MOST_READS));
        }
        if (qualities.size() != billionths.size() || !(lines.isEmpty() || lines.size() == billionths.size())) {
            throw new IllegalArgumentException("a block has a quality, and a line or none, for each read");
        }
    }

    @Override
    public int reads() {
        var count = 0;
        for (var value : billionths) {
            count += value == null ? 0 : 1;
        }
        return count;
    }
}
