package meterside.portal.span;

import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import meterside.metering.Interval;

/**
 * Where buckets of one width end, for one channel. Borders are the calendar's, not the span's: a bucket that is only partly
 * asked for, or only partly the customer's, covers its part, and what is cut twice is cut at the same days (rule TM4).
 */
public final class Cut {

    private final Span.By by;
    private final UnaryOperator<LocalDate> borderAfter;
    private final int daysAtOnce;

    /** @param borderAfter of a day, the first day after it that belongs to another bucket */
    Cut(Span.By by, UnaryOperator<LocalDate> borderAfter) {
        this(by, borderAfter, by.daysAtOnce());
    }

    /** @param daysAtOnce how many days are read at once, or the next more after which a bucket ends */
    Cut(Span.By by, UnaryOperator<LocalDate> borderAfter, int daysAtOnce) {
        this.by = by;
        this.borderAfter = borderAfter;
        this.daysAtOnce = daysAtOnce;
    }

    public Span.By by() {
        return by;
    }

    /** {@return the stay in pieces, each the whole days of one bucket; of hours and quarter-hours each a day} Made as they are asked for. */
    public Stream<Stay> pieces(Stay stay) {
        return cut(stay, borderAfter);
    }

    /** {@return the first day of each bucket that the span has a part of; of the first, the first day of the span} */
    public List<LocalDate> firsts(Span span) {
        return Stream.iterate(span.from(), day -> day.isBefore(span.to()), borderAfter)
                .toList();
    }

    /** {@return from when to when each of the stay's buckets goes, in order} */
    public List<Interval> spans(Stay stay) {
        return switch (by) {
            case QUARTER_HOUR ->
                stay.days()
                        .flatMap(day -> stay.local().quarterHoursOf(day).stream())
                        .toList();
            case HOUR ->
                stay.days().flatMap(day -> stay.local().hoursOf(day).stream()).toList();
            default -> pieces(stay).map(Stay::span).toList();
        };
    }

    /** {@return the stay in parts that are short enough to be read at once, and end where buckets end} Made as they are asked for. */
    public Stream<Stay> parts(Stay stay) {
        return cut(stay, day -> borderAfter.apply(day.plusDays(daysAtOnce - 1)));
    }

    private static Stream<Stay> cut(Stay stay, UnaryOperator<LocalDate> next) {
        return Stream.iterate(
                piece(stay, stay.first(), next),
                piece -> piece.first().isBefore(piece.end()),
                piece -> piece(stay, piece.end(), next));
    }

    /** {@return the piece that begins there; an empty one at the end of the stay} */
    private static Stay piece(Stay stay, LocalDate first, UnaryOperator<LocalDate> next) {
        if (!first.isBefore(stay.end())) {
            return stay.of(first, first);
        }
        var border = next.apply(first);
        return stay.of(first, border.isBefore(stay.end()) ? border : stay.end());
    }
}
