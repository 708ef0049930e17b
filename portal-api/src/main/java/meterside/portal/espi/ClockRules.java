package meterside.portal.espi;

import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneOffsetTransitionRule.TimeDefinition;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.Optional;

/**
 * ESPI's {@code LocalTimeParameters} of a zone. Reads are in UTC, so nothing depends on it but how others show them.
 *
 * <p>Said are the zone's rules when one in spring and one in autumn hold for all years of the file. A zone that never
 * changes its clocks, and one whose rules ESPI cannot say (several a year, from a table, summer across New Year, at 24:00),
 * is written with its standard offset, a summer offset of 0 and both rules {@code FFFFFFFF}, which ESPI reads as no rule.
 *
 * @param offset standard time's, seconds east of UTC
 * @param saving seconds that summer time adds
 * @param starts when it does, as eight hexadecimal digits
 * @param ends when it does no longer, told by the clock that summer still shows
 */
public record ClockRules(int offset, int saving, String starts, String ends) {

    private static final String NONE = "FFFFFFFF";
    private static final int ON_THE_DAY = 0;
    private static final int ON_OR_AFTER = 1;
    private static final int FIRST = 2;
    private static final int LAST = 7;

    /** {@return the rules of the zone for the days from {@code from} to before {@code to}} */
    public static ClockRules of(ZoneId zone, LocalDate from, LocalDate to) {
        var rules = zone.getRules();
        var standard = rules.getStandardOffset(to.atStartOfDay(zone).toInstant());
        return summer(rules, from, to).orElseGet(() -> new ClockRules(standard.getTotalSeconds(), 0, NONE, NONE));
    }

    private static Optional<ClockRules> summer(ZoneRules rules, LocalDate from, LocalDate to) {
        var both = rules.getTransitionRules();
        if (both.size() != 2 || !both.stream().allMatch(rule -> holds(rules, rule, from, to))) {
            return Optional.empty();
        }
        var spring = isLater(both.getFirst()) ? both.getFirst() : both.getLast();
        var autumn = isLater(both.getFirst()) ? both.getLast() : both.getFirst();
        if (!isLater(spring) || isLater(autumn) || spring.getMonth().compareTo(autumn.getMonth()) >= 0) {
            return Optional.empty();
        }
        var offset = spring.getStandardOffset().getTotalSeconds();
        var saving = spring.getOffsetAfter().getTotalSeconds() - offset;
        return said(spring).flatMap(starts -> said(autumn).map(ends -> new ClockRules(offset, saving, starts, ends)));
    }

    private static boolean isLater(ZoneOffsetTransitionRule rule) {
        return rule.getOffsetAfter().getTotalSeconds() > rule.getOffsetBefore().getTotalSeconds();
    }

    /** {@return whether the clocks did as the rule says in every year} America's rule of today is of 2007. */
    private static boolean holds(ZoneRules rules, ZoneOffsetTransitionRule rule, LocalDate from, LocalDate to) {
        for (var year = from.getYear(); year <= to.minusDays(1).getYear(); year++) {
            var turn = rule.createTransition(year);
            if (!turn.equals(rules.nextTransition(turn.getInstant().minusSeconds(1)))) {
                return false;
            }
        }
        return true;
    }

    /** Bits, from the highest: month 4, operator 3, day of the month 5, day of the week 3, hour 5, second of the hour 12. */
    private static Optional<String> said(ZoneOffsetTransitionRule rule) {
        var second = wallSecond(rule);
        if (rule.isMidnightEndOfDay() || second < 0 || second >= 86_400) {
            return Optional.empty(); // the clock that people see turns on another day than the rule names
        }
        return dayBits(rule)
                .map(day -> (rule.getMonth().getValue() << 28) | day | ((second / 3600) << 12) | (second % 3600))
                .map(bits -> String.format(Locale.ROOT, "%08X", bits));
    }

    /** {@return the second of the day on the wall's clock before it is turned} */
    private static int wallSecond(ZoneOffsetTransitionRule rule) {
        var second = rule.getLocalTime().toSecondOfDay();
        var before = rule.getOffsetBefore().getTotalSeconds();
        var definition = rule.getTimeDefinition();
        if (definition == TimeDefinition.WALL) {
            return second;
        }
        var from = definition == TimeDefinition.UTC ? ZoneOffset.UTC : rule.getStandardOffset();
        return second - from.getTotalSeconds() + before;
    }

    private static Optional<Integer> dayBits(ZoneOffsetTransitionRule rule) {
        var day = rule.getDayOfMonthIndicator();
        var week = rule.getDayOfWeek();
        if (week == null) {
            return day > 0 ? Optional.of(bits(ON_THE_DAY, day, 0)) : Optional.empty();
        }
        if (day == -1 || (day == rule.getMonth().minLength() - 6 && rule.getMonth() != Month.FEBRUARY)) {
            return Optional.of(bits(LAST, 0, week.getValue()));
        }
        if (day < 0) {
            return Optional.empty();
        }
        var isNth = day % 7 == 1 && day <= 22;
        return Optional.of(isNth ? bits(FIRST + day / 7, 0, week.getValue()) : bits(ON_OR_AFTER, day, week.getValue()));
    }

    private static int bits(int operator, int dayOfMonth, int dayOfWeek) {
        return (operator << 25) | (dayOfMonth << 20) | (dayOfWeek << 17);
    }
}
