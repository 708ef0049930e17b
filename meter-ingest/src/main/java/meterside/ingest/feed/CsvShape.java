package meterside.ingest.feed;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import meterside.metering.ReadLength;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a delimited file are. Columns are found by the names in the header, wherever they stand.
 *
 * @param series what one row holds: often an interval read and a register
 */
public record CsvShape(char delimiter, List<Series> series) implements FeedProfile.Shape {

    public CsvShape {
        series = List.copyOf(series);
    }

    /**
     * One read of each row.
     *
     * @param length of its interval; null for a register
     * @param time column of the stamp, read by {@code pattern} (java.time's letters)
     * @param value column of the number
     * @param unitColumn where the unit stands; null if it is always {@code unit}
     * @param unit a key of the profile's units
     * @param qualityColumn null if every read is {@code qualities}' empty word
     * @param missing what stands in {@code value} when there is none
     * @param daylightColumn says whether daylight saving is in effect; null if nothing does
     * @param daylightYes the word for yes in that column
     */
    public record Series(
            KeyTemplate key,
            @Nullable ReadLength length,
            String time,
            String pattern,
            String value,
            @Nullable String unitColumn,
            String unit,
            @Nullable String qualityColumn,
            QualityWords qualities,
            Set<String> missing,
            @Nullable String daylightColumn,
            String daylightYes) {

        public Series {
            missing = Set.copyOf(missing);
        }
    }

    /** {@return every column that a header must have} */
    public Set<String> columns() {
        var columns = new TreeSet<String>();
        for (var one : series) {
            columns.addAll(one.key().names());
            columns.add(one.time());
            columns.add(one.value());
            for (var maybe : new @Nullable String[] {one.unitColumn(), one.qualityColumn(), one.daylightColumn()}) {
                if (maybe != null) {
                    columns.add(maybe);
                }
            }
        }
        return columns;
    }
}
