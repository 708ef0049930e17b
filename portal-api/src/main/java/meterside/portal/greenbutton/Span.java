package meterside.portal.greenbutton;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import meterside.metering.ReadLength;
import meterside.portal.account.Channel;
import meterside.portal.account.CustomerScope;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.span.SpanEmpty;

/** Local days of the usage point that a file is asked for; {@code to} is exclusive. */
record Span(LocalDate from, LocalDate to) {

    /** Ten years. */
    private static final int MOST_DAYS = 3_660;

    /** How many reads one query fetches, about: what a file needs of the heap follows from it, however long its span. */
    private static final int READS_AT_ONCE = 1_500;

    private static final int MOST_DAYS_AT_ONCE = 400;
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    Span {
        if (!from.isBefore(to)) {
            throw new SpanEmpty();
        }
        if (ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
            throw new SpanTooLong(MOST_DAYS);
        }
    }

    /** Days of a span that lie within one of the customer's scopes and the channel's own time. */
    record Stay(CustomerScope scope, LocalDate first, LocalDate end) {}

    /** {@return the days, each as 2026-10-31} */
    static Span parse(String from, String to) {
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

    /** {@return the days that are the customer's and have begun, before {@code tomorrow}} */
    List<Stay> stays(Channel channel, LocalDate tomorrow) {
        var stays = new ArrayList<Stay>();
        for (var scope : channel.scopes()) {
            var first = Stream.of(from, scope.firstDay(), channel.firstDay())
                    .max(LocalDate::compareTo)
                    .orElseThrow();
            var end = Stream.of(to, scope.endDay(), channel.endDay(), tomorrow)
                    .min(LocalDate::compareTo)
                    .orElseThrow();
            if (first.isBefore(end)) {
                stays.add(new Stay(scope, first, end));
            }
        }
        return stays;
    }

    /** {@return the same days in pieces, each small enough for one query} */
    static List<Stay> pieces(Channel channel, Stay stay) {
        var minutes = ReadLength.parse(channel.length()).minutes();
        var days = minutes == 0
                ? MOST_DAYS_AT_ONCE
                : Math.clamp((long) READS_AT_ONCE * minutes / (24 * 60), 1, MOST_DAYS_AT_ONCE);
        var pieces = new ArrayList<Stay>();
        for (var first = stay.first(); first.isBefore(stay.end()); first = first.plusDays(days)) {
            var end = first.plusDays(days);
            pieces.add(new Stay(stay.scope(), first, end.isBefore(stay.end()) ? end : stay.end()));
        }
        return pieces;
    }
}
