package meterside.rule;

import java.time.Instant;
import meterside.metering.ChannelId;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import org.jspecify.annotations.Nullable;

/**
 * One version of an interval read, and when it was what was known.
 *
 * @param billionths of {@code unit}, the channel's own
 * @param block read_block.id it stands in
 * @param arrivedAt when it was stored
 * @param revisedAt when another version took its place, or null while none has
 */
public record ReadVersion(
        ChannelId channel,
        Instant start,
        int seconds,
        long billionths,
        Unit unit,
        ReadingQuality quality,
        long block,
        Instant arrivedAt,
        @Nullable Instant revisedAt) {

    /** {@return whether it ever was current: one that came too late to be was revised as it arrived} */
    public boolean wasCurrent() {
        return revisedAt == null || revisedAt.isAfter(arrivedAt);
    }

    /** {@return whether it was what was known, once all that came at that instant was stored} */
    public boolean isKnownAt(Instant instant) {
        return !arrivedAt.isAfter(instant) && (revisedAt == null || revisedAt.isAfter(instant));
    }
}
