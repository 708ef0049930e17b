package meterside.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import meterside.ingest.feed.CmepShape;
import meterside.ingest.feed.CsvShape;
import meterside.ingest.feed.FeedProfile;
import meterside.ingest.series.Sink;

/** A way to write reads down. The profile says what one feed makes of it. */
public sealed interface FeedFormat permits CmepFormat, CsvFormat {

    /**
     * Reads the file to its end. What cannot be read is a rejection and the rest goes on. The same bytes give the same
     * blocks and rejections in the same order, and memory does not grow with the file.
     *
     * @throws NotThisFeed if nothing of it can be what the profile describes; nothing was handed on
     */
    Tally read(InputStream text, SourceText source, Sink sink) throws IOException, NotThisFeed;

    /** {@return the format that the profile describes} */
    static FeedFormat of(FeedProfile profile) {
        return switch (profile.shape()) {
            case CmepShape shape -> new CmepFormat(profile, shape);
            case CsvShape shape -> new CsvFormat(profile, shape);
            case FeedProfile.Weather weather ->
                throw new IllegalArgumentException("a station's days are no reads: see meterside.ingest.weather");
        };
    }
}
