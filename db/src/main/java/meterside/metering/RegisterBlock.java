package meterside.metering;

import java.time.Instant;
import java.util.List;

/**
 * What a meter's counter showed at several instants, before any multiplier of its installation. Stored apart from
 * interval reads: adding the two counts everything twice.
 *
 * @param at when each was read, in the order of the file
 * @param billionths the counter, one per instant, in the unit it is stored in
 * @param lines the file's line of each read, or empty when all came on {@code source.firstLine}
 */
public record RegisterBlock(
        Source source,
        Unit unit,
        List<Instant> at,
        List<Long> billionths,
        List<ReadingQuality> qualities,
        List<Integer> lines)
        implements ReadBlock {

    public RegisterBlock {
        at = List.copyOf(at);
        billionths = List.copyOf(billionths);
        qualities = List.copyOf(qualities);
        lines = List.copyOf(lines);
        if (at.isEmpty() || at.size() > MOST_READS) {
            throw new IllegalArgumentException("a block holds 1 to %d reads".formatted(MOST_READS));
        }
        if (billionths.size() != at.size()
                || qualities.size() != at.size()
                || !(lines.isEmpty() || lines.size() == at.size())) {
            throw new IllegalArgumentException("a block has a value, a quality, and a line or none, for each instant");
        }
    }

    @Override
    public int reads() {
        return at.size();
    }
}
