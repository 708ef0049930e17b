package meterside.ingest.feed;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What a feed's stamps mean (rule IN2).
 *
 * @param clock which clock they are read from
 * @param offset of {@link Clock#OFFSET}, else null
 * @param zone of the utility: its own clock, its standard time, and where its local days are cut
 * @param stamp where in its interval a stamp stands
 * @param gap what becomes of a stamp in the hour that spring leaves out (rule IN4)
 */
public record TimeBase(Clock clock, @Nullable ZoneOffset offset, ZoneId zone, StampAt stamp, Gap gap) {

    /** The clock on the wall that a feed's stamps are read from. */
    public enum Clock {
        UTC,
        /** The zone's legal time; its repeated hour has to be told apart. */
        LOCAL,
        /** The zone's standard time all year. */
        LOCAL_STANDARD,
        OFFSET
    }

    /** Where a stamp stands in its interval. */
    public enum StampAt {
        BEGIN,
        END,
        /** The last minute that belongs to the interval: 00:59 for the hour from midnight. */
        LAST_MINUTE
    }

    /** What becomes of reads stamped in an hour that did not exist. */
    public enum Gap {
        REJECT,
        /** Added to the same minute of the hour that follows, so that the total stays. */
        FOLD
    }

    public TimeBase {
        if ((clock == Clock.OFFSET) != (offset != null)) {
            throw new IllegalArgumentException("an offset belongs to the clock OFFSET and to no other");
        }
    }

    /** {@return whether a stamp by itself names an instant; legal time needs its neighbours as well} */
    public boolean isFixed() {
        return clock != Clock.LOCAL;
    }

    /**
     * {@return the instant, in epoch seconds, of a stamp}
     *
     * @param local the stamp's date and time, counted in seconds as if it were UTC; in the legal hour that comes twice,
     *     its first time is meant
     */
    public long toEpoch(long local) {
        return switch (clock) {
            case UTC -> local;
            case OFFSET -> local - (offset == null ? 0 : offset.getTotalSeconds());
            case LOCAL_STANDARD ->
                local
                        - zone.getRules()
                                .getStandardOffset(Instant.ofEpochSecond(local))
                                .getTotalSeconds();
            case LOCAL ->
                java.time.LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC)
                        .atZone(zone)
                        .toEpochSecond();
        };
    }
}
