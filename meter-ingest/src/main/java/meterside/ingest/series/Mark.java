package meterside.ingest.series;

import meterside.metering.ReadingQuality;
import org.jspecify.annotations.Nullable;

/**
 * What a feed says about a read's quality.
 *
 * @param quality null says that there is no value
 * @param raw the feed's own code, such as {@code R0}
 */
public record Mark(@Nullable ReadingQuality quality, String raw) {

    boolean isMissing() {
        return quality == null;
    }

    ReadingQuality orRaw() {
        return quality == null ? ReadingQuality.RAW : quality;
    }

    /** A measured read stands above one that the head-end estimated, whichever came later (house decision 7). */
    int rank() {
        return quality == null ? 0 : quality == ReadingQuality.ESTIMATED || quality == ReadingQuality.FORECAST ? 1 : 2;
    }
}
