package meterside.ingest.weather;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a station says of one of its local days; at least one value is there. Temperatures are in degrees Fahrenheit and rain in
 * millimetres: what comes in Celsius or inches ends as a decimal there, while neither 71 °F nor 1 mm does in the other's unit.
 *
 * @param stampedAt when the source made the row: the newest version of a day counts, in whatever order they come
 * @param line where in its file
 */
public record StationDay(
        String station,
        LocalDate day,
        @Nullable BigDecimal mean,
        @Nullable BigDecimal high,
        @Nullable BigDecimal low,
        @Nullable BigDecimal rain,
        Instant stampedAt,
        int line) {

    /** {@return whether the other says the same of the day} */
    boolean says(StationDay other) {
        return same(mean, other.mean) && same(high, other.high) && same(low, other.low) && same(rain, other.rain);
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }
}
