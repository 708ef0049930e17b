package meterside.portal.usage;

import java.math.BigInteger;
import meterside.metering.ReadingQuality;

/**
 * What the reads of one bucket add up to, exactly.
 *
 * @param billionths of the channel's unit
 * @param coveredSeconds that the reads cover
 * @param quality the worst among them
 */
public record Sum(BigInteger billionths, long coveredSeconds, ReadingQuality quality) {

    Sum with(BigInteger otherBillionths) {
        return new Sum(otherBillionths, coveredSeconds, quality);
    }

    public Sum plus(Sum other) {
        return new Sum(
                billionths.add(other.billionths), coveredSeconds + other.coveredSeconds, quality.worse(other.quality));
    }
}
