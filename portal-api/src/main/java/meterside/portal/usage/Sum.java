package meterside.portal.usage;

import java.math.BigInteger;
import meterside.metering.ReadingQuality;

/**
 * What the reads of one bucket add up to.
 *
 * @param billionths of the channel's unit
 * @param coveredSeconds that the reads cover
 * @param quality the worst among them
 */
record Sum(BigInteger billionths, long coveredSeconds, ReadingQuality quality) {}
