package meterside.ingest.weather;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import meterside.ingest.feed.FeedProfile.Weather;
import meterside.ingest.format.Header;
import meterside.ingest.text.Fields;
import meterside.ingest.text.Refused;
import org.jspecify.annotations.Nullable;

/** Makes a station's day of a row, or says in words why it cannot. */
final class DayRow {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9})");
    private static final BigDecimal FAHRENHEIT_IN_A_KELVIN = new BigDecimal("1.8");
    private static final BigDecimal FREEZING = new BigDecimal(32);
    private static final BigDecimal MILLIMETRES_IN_AN_INCH = new BigDecimal("25.4");

    /** Wider than any day on Earth has been: what lies beyond it is another unit, or a mark that the profile does not know. */
    private static final BigDecimal COLDEST = new BigDecimal(-135);

    private static final BigDecimal HOTTEST = new BigDecimal(140);
    private static final BigDecimal WETTEST = new BigDecimal(2000);

    private final Weather shape;
    private final Header header;
    private final LocalDate today;
    private final DateTimeFormatter pattern;

    /** @param today of the station when the file came; no later day can have been measured */
    DayRow(Weather shape, Header header, LocalDate today) {
        this.shape = shape;
        this.header = header;
        this.today = today;
        this.pattern = DateTimeFormatter.ofPattern(shape.pattern().replace('y', 'u'), Locale.US)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** {@return the station, for one that speaks of a row that is refused} */
    String station(Fields fields) {
        return fields.text(header.index(shape.station()));
    }

    /** {@return the day, or null if the row has no value at all: no day, rather than a day of nothing} */
    @Nullable
    StationDay day(Fields fields, Instant stampedAt, int line) throws Refused {
        if (station(fields).isEmpty()) {
            throw new Refused("no-station", "The row does not say which station it is of.");
        }
        var day = day(fields);
        var mean = temperature(fields, shape.mean());
        var high = temperature(fields, shape.high());
        var low = temperature(fields, shape.low());
        var rain = rain(fields);
        if (high != null && low != null && low.compareTo(high) > 0) {
            throw new Refused("low-above-high", "The low of the day is above its high.");
        }
        return Stream.of(mean, high, low, rain).allMatch(Objects::isNull)
                ? null
                : new StationDay(station(fields), day, mean, high, low, rain, stampedAt, line);
    }

    private LocalDate day(Fields fields) throws Refused {
        var field = header.index(shape.date());
        try {
            var day = LocalDate.parse(fields.text(field), pattern);
            if (day.isAfter(today)) {
                throw new Refused("in-the-future", "The day %s had not come yet.".formatted(day));
            }
            return day;
        } catch (DateTimeException malformed) {
            throw new Refused(
                    "not-a-day", "The day '%s' is not of the form %s.".formatted(fields.quote(field), shape.pattern()));
        }
    }

    private @Nullable BigDecimal temperature(Fields fields, String column) throws Refused {
        var number = number(fields, column, Set.of());
        if (number == null) {
            return null;
        }
        var scaled = number.multiply(shape.temperature().times());
        var degrees = shape.temperature().unit().equals("F")
                ? scaled
                : scaled.multiply(FAHRENHEIT_IN_A_KELVIN).add(FREEZING);
        if (degrees.compareTo(COLDEST) < 0 || degrees.compareTo(HOTTEST) > 0) {
            throw impossible(column, number, shape.temperature().unit());
        }
        return degrees.stripTrailingZeros();
    }

    private @Nullable BigDecimal rain(Fields fields) throws Refused {
        var number = number(fields, shape.rain(), shape.trace());
        if (number == null) {
            return null;
        }
        var scaled = number.multiply(shape.rainfall().times());
        var millimetres = shape.rainfall().unit().equals("mm") ? scaled : scaled.multiply(MILLIMETRES_IN_AN_INCH);
        if (millimetres.signum() < 0 || millimetres.compareTo(WETTEST) > 0) {
            throw impossible(shape.rain(), number, shape.rainfall().unit());
        }
        return millimetres.stripTrailingZeros();
    }

    private static Refused impossible(String column, BigDecimal number, String unit) {
        return new Refused(
                "impossible",
                "%s cannot be %s where one is read in %s: is the file of another feed?"
                        .formatted(column, number, unit));
    }

    private @Nullable BigDecimal number(Fields fields, String column, Set<String> none) throws Refused {
        var field = header.columns().get(column);
        if (field == null || shape.missing().contains(fields.text(field)) || failed(fields, column)) {
            return null;
        }
        var text = fields.text(field);
        if (none.contains(text)) {
            return BigDecimal.ZERO;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new Refused(
                    "not-a-number",
                    "%s is '%s', which is not a decimal number.".formatted(column, fields.quote(field)));
        }
        return new BigDecimal(text);
    }

    /** {@return whether the source says that the value failed one of its own checks} */
    private boolean failed(Fields fields, String column) {
        var marks = shape.flags() == null ? null : header.columns().get(column + shape.flags());
        if (marks == null) {
            return false;
        }
        var parts = fields.text(marks).split(",", -1);
        return parts.length > 1 && !parts[1].isBlank();
    }
}
