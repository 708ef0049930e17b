package meterside.portal.span;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import meterside.portal.problem.MalformedRequest;

/**
 * What was asked for: local days of the usage point, {@code to} exclusive.
 */
public record Span(LocalDate from, LocalDate to, By by) {

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** How wide a bucket is, how many days may be asked for at once, and how many are read at once where any may be asked for. */
    public enum By {
        QUARTER_HOUR(7, 14),
        HOUR(31, 62),
        DAY(400, 400),
        WEEK(4000, 800),
        MONTH(4000, 800),
        CYCLE(4000, 800),
        /** No bucket: each read as it is. Only a file has these, as many at once as {@link Cuts} says. */
        READ(0, 1);

        private final int mostDays;
        private final int daysAtOnce;

        By(int mostDays, int daysAtOnce) {
            this.mostDays = mostDays;
            this.daysAtOnce = daysAtOnce;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        int daysAtOnce() {
            return daysAtOnce;
        }

        boolean isAnswered() {
            return mostDays > 0;
        }
    }

    public Span {
        if (!from.isBefore(to)) {
            throw new SpanEmpty();
        }
    }

    /**
     * {@return the span the parameters name, of no more days than are answered at once}
     *
     * @throws MalformedRequest if one of them cannot be read
     */
    public static Span parse(String from, String to, String by) {
        var span = new Span(date("from", from), date("to", to), by(by, false));
        if (ChronoUnit.DAYS.between(span.from, span.to) > span.by.mostDays) {
            throw new SpanTooLong(span.by, span.by.mostDays);
        }
        return span;
    }

    /** {@return the span the parameters name, of any length, for a file that is read bit by bit} */
    public static Span ofAnyLength(String from, String to, String by) {
        return new Span(date("from", from), date("to", to), by(by, true));
    }

    private static LocalDate date(String parameter, String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException noSuchDay) {
            // such as February 30: refused like any other text that is not a day
        }
        throw new MalformedRequest("The parameter %s is not a day such as 2026-10-31.".formatted(parameter));
    }

    private static By by(String text, boolean inFile) {
        var known = Arrays.stream(By.values())
                .filter(by -> inFile || by.isAnswered())
                .toList();
        return known.stream()
                .filter(by -> by.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new MalformedRequest("The parameter by is one of %s."
                        .formatted(known.stream().map(By::word).collect(Collectors.joining(", ")))));
    }
}
