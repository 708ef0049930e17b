package meterside.ingest.feed;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    public sealed interface Shape permits CmepShape, CsvShape, Weather {}

    /**
     * A delimited file of a weather station's days: no reads of a meter, so they take a way of their own. Columns are found
     * by the names in the header; of the four values any may be lacking.
     *
     * @param pattern of the local day, java.time's letters
     * @param temperature what the three temperatures are in: C or F
     * @param rainfall what the rain is in: mm or in
     * @param missing what stands in a value when there is none
     * @param trace what stands for rain too little to be measured, which counts as none
     * @param flags how the name of the column of a value's marks ends; null: there are none. The second of the marks, divided by
     *     commas, says which check the value failed, and such a value is none
     */
    public record Weather(
            char delimiter,
            String station,
            String date,
            String pattern,
            String mean,
            String high,
            String low,
            String rain,
            Scaled temperature,
            Scaled rainfall,
            Set<String> missing,
            Set<String> trace,
            @Nullable String flags)
            implements Shape {

        public Weather {
            missing = Set.copyOf(missing);
            trace = Set.copyOf(trace);
        }

        /**
         * What a number is in.
         *
         * @param times how many of the unit one is
         */
        public record Scaled(String unit, BigDecimal times) {}
    }

    /** {@return the profile that this YAML describes} @throws WrongProfile in one sentence */
    public static FeedProfile parse(String file, String yaml) {
        return new ProfileReader(Node.parse(file, yaml)).profile();
    }
}
