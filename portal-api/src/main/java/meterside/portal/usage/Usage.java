package meterside.portal.usage;

import java.time.Instant;
import java.util.List;
import meterside.portal.account.Channel;
import meterside.portal.span.Span;
import meterside.portal.unit.Measure;
import org.jspecify.annotations.Nullable;

/**
 * Usage of a channel over a span.
 *
 * @param from start of what is answered: the span asked for, clipped to what is the customer's
 * @param to its end; equal to {@code from} if nothing is
 * @param measure the unit the buckets' sums are told in, in whole billionths
 * @param completeThrough end of the newest read the customer may see
 * @param buckets in order; none outside the customer's agreements
 */
record Usage(
        Channel channel,
        Instant from,
        Instant to,
        Span.By by,
        Measure measure,
        @Nullable Instant completeThrough,
        List<Bucket> buckets) {

    Usage {
        buckets = List.copyOf(buckets);
    }
}
