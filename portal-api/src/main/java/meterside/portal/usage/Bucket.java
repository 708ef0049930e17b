package meterside.portal.usage;

import java.util.List;
import meterside.metering.Interval;
import meterside.portal.unit.Fraction;
import meterside.portal.unit.Telling;
import org.jspecify.annotations.Nullable;

/**
 * A quarter-hour or clock hour of a local day, a day, or what is asked for of a week, a month or a billing cycle.
 *
 * @param sum null without reads: that is not zero
 */
public record Bucket(Interval span, @Nullable Sum sum) {

    /**
     * {@return the buckets in the unit asked for, each to a billionth of it, so that they add up to their whole told so}
     *
     * @param factor how many of that unit one of the channel's is
     * @param telling of the answer they are in; it goes on where the buckets before ended
     */
    public static List<Bucket> told(List<Bucket> buckets, Fraction factor, Telling telling) {
        return factor.equals(Fraction.ONE)
                ? buckets
                : buckets.stream().map(bucket -> bucket.told(factor, telling)).toList();
    }

    private Bucket told(Fraction factor, Telling telling) {
        return sum == null ? this : new Bucket(span, sum.with(telling.next(factor.times(sum.billionths()))));
    }
}
