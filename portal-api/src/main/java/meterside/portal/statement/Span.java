package meterside.portal.statement;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import meterside.portal.problem.MalformedRequest;

/** Days of the utility's that a statement is asked for; {@code to} is exclusive. */
public record Span(LocalDate from, LocalDate to) {

    /** Ten years. */
    private static final int MOST_DAYS = 3_660;

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    public Span {
        if (!from.isBefore(to)) {
            throw new SpanEmpty();
        }
        if (ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
            throw new SpanTooLong(MOST_DAYS);
        }
    }

    /** {@return the days, each as 2026-10-31} */
    public static Span parse(String from, String to) {
        return new Span(day("from", from), day("to", to));
    }

    private static LocalDate day(String parameter, String text) {
        try {
            if (DAY.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException noSuchDay) {
            // such as February 30: refused like any other text that is not a day
        }
        throw new MalformedRequest("The parameter %s is not a day such as 2026-10-31.".formatted(parameter));
    }
}
