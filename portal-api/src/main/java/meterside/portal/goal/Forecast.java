package meterside.portal.goal;

import java.math.BigInteger;
import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import meterside.portal.unit.Fraction;
import meterside.portal.usage.Sum;

/**
 * What a billing cycle will come to, by a rule one can follow with a pencil: what its reads say, and for each day without
 * them what the same weekday came to on average over the last eight weeks.
 *
 * <p>Averages are over days that reads cover wholly; a weekday of which there is none is put at the average of all of them. A
 * day that is read in part counts with what was read, and the rest of it with its share of the average. So a day that is
 * missing is what such days usually are and not zero, and today's use is never counted twice. A day of 23 or 25 hours is a day.
 * Fewer than fourteen whole days are not enough to tell. All is exact; it is rounded where it is told.
 *
 * @param billionths of the channel's unit; none where there is not enough to tell
 * @param days of the last eight weeks that it rests on
 * @param estimatedDays how many of those are estimated, at least in part
 * @param openDays of the cycle, that are wholly or partly put at an average
 */
record Forecast(Optional<Fraction> billionths, int days, int estimatedDays, int openDays) {

    /** Days that averages look back on, from yesterday. */
    static final int DAYS_LOOKED_AT = 8 * 7;

    private static final int ENOUGH = 14;

    /**
     * {@return the forecast}
     *
     * @param before the {@link #DAYS_LOOKED_AT} days before today
     * @param cycle all days of the cycle, those to come too
     */
    static Forecast of(List<Day> before, List<Day> cycle) {
        var whole = before.stream().filter(Day::isComplete).toList();
        var estimated = whole.stream().filter(Forecast::isEstimated).count();
        var open = cycle.stream().filter(day -> !day.isComplete()).toList();
        var enough = open.isEmpty() || whole.size() >= ENOUGH;
        return new Forecast(
                enough ? Optional.of(sum(cycle).plus(rest(open, whole))) : Optional.empty(),
                whole.size(),
                (int) estimated,
                open.size());
    }

    private static boolean isEstimated(Day day) {
        return day.sum() != null
                && switch (day.sum().quality()) {
                    case ESTIMATED, DERIVED, FORECAST -> true;
                    case VALID, RAW, EDITED, QUESTIONABLE -> false;
                };
    }

    private static Fraction rest(List<Day> open, List<Day> whole) {
        var averages = averages(whole);
        var rest = Fraction.ZERO;
        for (var day : open) {
            var average =
                    Optional.ofNullable(averages.get(day.date().getDayOfWeek())).orElseGet(() -> average(whole));
            rest = rest.plus(share(average, day.lackingSeconds(), day.span().seconds()));
        }
        return rest;
    }

    private static Map<DayOfWeek, Fraction> averages(List<Day> whole) {
        return whole.stream()
                .collect(Collectors.groupingBy(
                        day -> day.date().getDayOfWeek(),
                        () -> new EnumMap<>(DayOfWeek.class),
                        Collectors.collectingAndThen(Collectors.toList(), Forecast::average)));
    }

    /** @param days at least one */
    private static Fraction average(List<Day> days) {
        return share(sum(days), 1, days.size());
    }

    private static Fraction sum(List<Day> days) {
        return Fraction.of(days.stream()
                .flatMap(day -> Optional.ofNullable(day.sum()).map(Sum::billionths).stream())
                .reduce(BigInteger.ZERO, BigInteger::add));
    }

    private static Fraction share(Fraction of, long numerator, long denominator) {
        return new Fraction(
                of.numerator().multiply(BigInteger.valueOf(numerator)),
                of.denominator().multiply(BigInteger.valueOf(denominator)));
    }
}
