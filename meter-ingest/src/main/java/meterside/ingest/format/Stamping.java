package meterside.ingest.format;

import java.time.Instant;
import meterside.ingest.feed.FeedProfile;
import meterside.ingest.feed.SourceStamp;
import meterside.ingest.text.Fields;
import meterside.ingest.text.Refused;
import meterside.ingest.text.StampPattern;
import org.jspecify.annotations.Nullable;

/** Finds when the source made a record, at the first place of the profile's list where something stands. */
public final class Stamping {

    private final FeedProfile profile;
    private final SourceText source;
    private final @Nullable Instant ofFile;
    private final StampPattern[] patterns;

    public Stamping(FeedProfile profile, SourceText source) {
        this.profile = profile;
        this.source = source;
        this.ofFile = ofFile();
        this.patterns = profile.sourceStamps().stream()
                .map(stamp -> new StampPattern(
                        stamp instanceof SourceStamp.InColumn column ? column.pattern() : CmepFormat.STAMP))
                .toArray(StampPattern[]::new);
    }

    /** Where a record has something that may be its stamp: a field's index, or -1. */
    public interface Place {
        int of(SourceStamp stamp);
    }

    /**
     * {@return the source stamp of a record}
     *
     * @throws Refused if there is none, or it cannot be read
     */
    public Instant of(Fields fields, Place place) throws Refused {
        for (var i = 0; i < patterns.length; i++) {
            switch (profile.sourceStamps().get(i)) {
                case SourceStamp.Received received -> {
                    return source.receivedAt();
                }
                case SourceStamp.InFileName name -> {
                    if (ofFile != null) {
                        return ofFile;
                    }
                }
                case SourceStamp stamp -> {
                    var field = place.of(stamp);
                    if (field >= 0 && field < fields.count() && !fields.isEmpty(field)) {
                        var utc = stamp instanceof SourceStamp.InColumn column && column.utc();
                        return instant(
                                patterns[i],
                                utc,
                                patterns[i].seconds(fields.bytes(), fields.from(field), fields.to(field)));
                    }
                }
            }
        }
        throw new Refused("no-source-stamp", "The record does not say when it was made.");
    }

    private Instant instant(StampPattern pattern, boolean utc, long seconds) {
        return Instant.ofEpochSecond(
                utc || pattern.carriesOffset() ? seconds : profile.time().toEpoch(seconds));
    }

    private @Nullable Instant ofFile() {
        for (var stamp : profile.sourceStamps()) {
            if (stamp instanceof SourceStamp.InFileName inName) {
                var found = inName.name().matcher(source.name());
                if (found.find()) {
                    return ofFile(inName, found.groupCount() > 0 ? found.group(1) : found.group());
                }
            }
        }
        return null;
    }

    private @Nullable Instant ofFile(SourceStamp.InFileName name, String digits) {
        try {
            var pattern = new StampPattern(name.pattern());
            return instant(pattern, name.utc(), pattern.seconds(digits));
        } catch (Refused notATime) {
            return null; // the next place of the list is asked
        }
    }
}
