package meterside.portal.usage;

import meterside.metering.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A local day, or a clock hour of one.
 *
 * @param sum null without reads: that is not zero
 */
record Bucket(Interval span, @Nullable Sum sum) {}
