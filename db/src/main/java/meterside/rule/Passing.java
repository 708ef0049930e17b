package meterside.rule;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import meterside.metering.ReadingQuality;

/**
 * A threshold passed.
 *
 * @param at when what did it was stored
 * @param billionths the sum of the reads that count, as known then, in the threshold's unit, half-even
 * @param quality the worst of the reads that count
 * @param coveredSeconds how much the reads that count cover, over all channels
 * @param reads all of the day as known then, counted or not, in the order in which they arrived
 */
public record Passing(
        Instant at, BigInteger billionths, ReadingQuality quality, long coveredSeconds, List<ReadVersion> reads) {

    public Passing {
        reads = List.copyOf(reads);
    }
}
