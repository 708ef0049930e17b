package meterside.ingest.rollup;

import java.math.BigInteger;
import meterside.metering.ReadingQuality;

/**
 * What a day's reads come to.
 *
 * @param coveredSeconds of the day; never more than it has
 * @param worst the worst quality among its reads
 * @param digest equal for equal reads (start, length, amount, quality), whatever block brought them
 */
public record DayTotal(
        ChannelDay of,
        BigInteger billionths,
        int coveredSeconds,
        int expectedSeconds,
        int reads,
        ReadingQuality worst,
        long digest) {

    /** {@return whether no second of the day is missing, so that no further read of it can come} */
    public boolean isWhole() {
        return coveredSeconds == expectedSeconds;
    }
}
