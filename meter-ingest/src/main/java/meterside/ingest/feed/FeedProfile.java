package meterside.ingest.feed;

import java.util.List;
import java.util.Map;

/**
 * How one feed speaks. A file is read by the profile it was sent under, never by a guess at its content.
 *
 * @param feed its name, such as {@code cmep}: the drop folder's, and half of every key
 * @param sourceStamps where to look for the source stamp, in this order
 * @param units ours by the feed's, to the letter
 */
public record FeedProfile(
        String feed, TimeBase time, List<SourceStamp> sourceStamps, Map<String, ScaledUnit> units, Shape shape) {

    public FeedProfile {
        sourceStamps = List.copyOf(sourceStamps);
        units = Map.copyOf(units);
    }

    /** The format, with what is particular to this feed. */
    public sealed interface Shape permits CmepShape, CsvShape {}

    /** {@return the profile that this YAML describes} @throws WrongProfile in one sentence */
    public static FeedProfile parse(String file, String yaml) {
        return new ProfileReader(Node.parse(file, yaml)).profile();
    }
}
