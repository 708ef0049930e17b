package meterside.ingest.text;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads stamps of one pattern. Patterns of whole numbers of fixed width, which most feeds use, are read from the bytes;
 * others by java.time. Not for several threads.
 */
public final class StampPattern {

    private static final String PARTS = "yMdHms";
    private static final byte LITERAL = -1;

    private final String pattern;
    private final boolean carriesOffset;
    private final @Nullable DateTimeFormatter formatter;

    /** Of each byte of a fixed pattern, what it is: a literal, or a digit of one of the six parts. */
    private final byte[] parts;

    private final int[] read = new int[PARTS.length()];
    private int cachedDate = -1;
    private long cachedDay;

    /** @param pattern java.time's letters; {@code yyyy} is the year of the calendar */
    public StampPattern(String pattern) {
        this.pattern = pattern;
        var fixed = pattern.matches("yyyy[^a-zA-Z']*MM[^a-zA-Z']*dd[^a-zA-Z']*HH[^a-zA-Z']*mm([^a-zA-Z']*ss)?")
                && pattern.chars().allMatch(c -> c < 128);
        this.parts = new byte[pattern.length()];
        for (var i = 0; i < parts.length; i++) {
            parts[i] = (byte) PARTS.indexOf(pattern.charAt(i)); // LITERAL if it is none
        }
        this.carriesOffset = pattern.matches(".*[XxZzVO].*");
        this.formatter = fixed
                ? null
                : new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(pattern.replace('y', 'u'))
                        .toFormatter(Locale.US)
                        .withResolverStyle(ResolverStyle.STRICT);
    }

    /** {@return whether a stamp names an instant by itself; then {@link #seconds} is the epoch's} */
    public boolean carriesOffset() {
        return carriesOffset;
    }

    /**
     * {@return the stamp's date and time counted in seconds as if it were UTC} 24:00 is the next day's 00:00.
     *
     * @throws Refused if it is not of this pattern or no such time exists in any calendar
     */
    public long seconds(byte[] bytes, int from, int to) throws Refused {
        if (formatter == null) {
            var seconds = fixedWidth(bytes, from, to);
            if (seconds != Long.MIN_VALUE) {
                return seconds;
            }
            throw refused(bytes, from, to);
        }
        try {
            var text = new String(bytes, from, Math.min(to - from, 64), StandardCharsets.UTF_8);
            return carriesOffset
                    ? OffsetDateTime.parse(text, formatter).toEpochSecond()
                    : LocalDateTime.parse(text, formatter).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException malformed) {
            throw refused(bytes, from, to);
        }
    }

    public long seconds(String text) throws Refused {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return seconds(bytes, 0, bytes.length);
    }

    private Refused refused(byte[] bytes, int from, int to) {
        return new Refused(
                "not-a-time",
                "The time '%s' is not of the form %s.".formatted(Refused.quote(bytes, from, to), pattern));
    }

    private long fixedWidth(byte[] bytes, int from, int to) {
        if (to - from != parts.length) {
            return Long.MIN_VALUE;
        }
        Arrays.fill(read, 0);
        for (var i = 0; i < parts.length; i++) {
            var part = parts[i];
            var digit = bytes[from + i] - '0';
            if (part == LITERAL) {
                if (bytes[from + i] != pattern.charAt(i)) {
                    return Long.MIN_VALUE;
                }
            } else if (digit < 0 || digit > 9) {
                return Long.MIN_VALUE;
            } else {
                read[part] = read[part] * 10 + digit;
            }
        }
        return seconds(read[0], read[1], read[2], read[3], read[4], read[5]);
    }

    private long seconds(int year, int month, int day, int hour, int minute, int second) {
        var endOfDay = hour == 24 && minute == 0 && second == 0;
        if ((hour > 23 && !endOfDay) || minute > 59 || second > 59) {
            return Long.MIN_VALUE;
        }
        var epochDay = epochDay(year, month, day);
        return epochDay == Long.MIN_VALUE ? epochDay : epochDay * 86_400 + hour * 3600L + minute * 60L + second;
    }

    private long epochDay(int year, int month, int day) {
        var date = (year * 100 + month) * 100 + day;
        if (date != cachedDate) {
            if (year < 1
                    || month < 1
                    || month > 12
                    || day < 1
                    || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
                return Long.MIN_VALUE;
            }
            cachedDay = LocalDate.of(year, month, day).toEpochDay();
            cachedDate = date;
        }
        return cachedDay;
    }
}
