package meterside.portal.total;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import meterside.metering.Interval;
import meterside.metering.LocalDays;
import meterside.metering.ReadingQuality;
import meterside.portal.span.Span;
import org.jspecify.annotations.Nullable;

/**
 * Sums of channels over a span.
 *
 * @param sums electricity, water, gas; of each what was delivered, received and is the net
 * @param leftOut how many channels are counters, or tell a rate: no sum of them is usage
 */
record Total(Span span, List<Series> sums, int leftOut) {

    /**
     * One sum and its buckets.
     *
     * @param usagePoints at how many places
     * @param through up to when reads of all its channels have come; null if of one none have
     * @param days of a place: one of them
     * @param whole what the buckets add up to, exactly
     */
    record Series(
            String commodity,
            String quantity,
            String flow,
            String unit,
            int channels,
            int usagePoints,
            @Nullable Instant through,
            LocalDays days,
            Part whole,
            List<Part> buckets) {}

    /**
     * A bucket, or all of them.
     *
     * @param first the first day of it that is in the sum, by each place's own days
     * @param end the day after the last
     * @param span from when to when; where places lie in several zones, from the first beginning to the last end
     * @param billionths of the unit; null without reads, which is not zero
     * @param coveredSeconds of each channel, added up
     * @param expectedSeconds likewise
     * @param channels how many have reads in it
     */
    record Part(
            LocalDate first,
            LocalDate end,
            Interval span,
            @Nullable BigInteger billionths,
            long coveredSeconds,
            long expectedSeconds,
            @Nullable ReadingQuality quality,
            int channels) {}
}
