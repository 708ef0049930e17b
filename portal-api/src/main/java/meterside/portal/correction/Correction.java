package meterside.portal.correction;

import java.math.BigInteger;
import java.time.Instant;
import meterside.metering.Interval;

/**
 * What changed of one bucket. A read is counted once, however often it was corrected, by what is known of it now.
 *
 * @param at when the last of its reads changed
 * @param edited how many reads the utility's staff corrected
 * @param measured how many were estimated first and have been measured since
 * @param resent how many the meters' system sent again with another figure or quality
 * @param difference billionths of the channel's unit: now, less what was known first
 */
record Correction(Interval span, Instant at, int edited, int measured, int resent, BigInteger difference) {}
