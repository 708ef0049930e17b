package meterside.portal.goal;

import java.time.LocalDate;
import meterside.metering.Interval;
import meterside.portal.usage.Sum;
import org.jspecify.annotations.Nullable;

/**
 * A local day of a channel.
 *
 * @param span of 23, 24 or 25 hours, as the clocks went
 * @param sum of its reads, also where they cover a part of it; null without any: that is not zero
 */
record Day(LocalDate date, Interval span, @Nullable Sum sum) {

    /** {@return whether its reads cover all of it} */
    boolean isComplete() {
        return lackingSeconds() == 0;
    }

    /** {@return how much of it no read covers} */
    long lackingSeconds() {
        return Math.max(0, span.seconds() - (sum == null ? 0 : sum.coveredSeconds()));
    }
}
