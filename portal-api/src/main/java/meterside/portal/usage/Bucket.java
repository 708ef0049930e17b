package meterside.portal.usage;

import meterside.metering.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A quarter-hour or clock hour of a local day, a day, or what is asked for of a week, a month or a billing cycle.
 *
 * @param sum null without reads: that is not zero
 */
public record Bucket(Interval span, @Nullable Sum sum) {}
