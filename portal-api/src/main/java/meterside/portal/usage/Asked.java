package meterside.portal.usage;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import meterside.metering.LocalDays;
import meterside.portal.span.KnownOn;
import meterside.portal.unit.Measure;
import org.jspecify.annotations.Nullable;

/**
 * How sums are to be told.
 *
 * @param unit none: in that of the reads
 * @param knownOn none: as they are known now
 */
public record Asked(Optional<Measure> unit, Optional<KnownOn> knownOn) {

    /** {@return what the parameters say, each null if it was not sent, or a refusal of one that cannot be read} */
    public static Asked parse(@Nullable String unit, @Nullable String knownOn) {
        return new Asked(Measure.asked(unit), Optional.ofNullable(knownOn).map(KnownOn::parse));
    }

    /** {@return the instant as known on which is told; none is now} What is asked of the future is told as known now. */
    public Optional<Instant> at(LocalDays days, Clock clock) {
        return knownOn.map(on -> on.at(days)).map(at -> at.isBefore(clock.instant()) ? at : clock.instant());
    }
}
