package meterside.portal.usage;

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
record Span(LocalDate from, LocalDate to, By by) {

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** How wide a bucket is, and how many days may be asked for at once. */
    enum By {
        DAY(400),
        HOUR(31);

        private final int mostDays;

        By(int mostDays) {
            this.mostDays = mostDays;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Span {
        if (!from.isBefore(to)) {
            throw new SpanEmpty();
        }
        if (ChronoUnit.DAYS.between(from, to) > by.mostDays) {
            throw new SpanTooLong(by, by.mostDays);
        }
    }

    /**
     * {@return the span the parameters name}
     *
     * @throws MalformedRequest if one of them cannot be read
     */
    static Span parse(String from, String to, String by) {
        return new Span(date("from", from), date("to", to), by(by));
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

    private static By by(String text) {
        return Arrays.stream(By.values())
                .filter(by -> by.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new MalformedRequest("The parameter by is one of %s."
                        .formatted(Arrays.stream(By.values()).map(By::word).collect(Collectors.joining(", ")))));
    }
}
