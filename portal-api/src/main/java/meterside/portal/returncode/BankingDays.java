package meterside.portal.returncode;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;

/** The days on which banks move money: neither weekends nor holidays (TM7). */
public final class BankingDays {

    private final List<Holiday> holidays;

    BankingDays(List<Holiday> holidays) {
        this.holidays = List.copyOf(holidays);
    }

    /** A day that comes each year. */
    @FunctionalInterface
    interface Holiday {

        LocalDate in(int year);

        /** {@return a holiday written as {@code 12-25} or {@code 4 thursday of 11}} */
        static Holiday of(String text) {
            var words = text.split(" ", -1);
            if (words.length == 1) {
                var day = MonthDay.parse("--" + text);
                return day::atYear;
            }
            var weekday = DayOfWeek.valueOf(words[1].toUpperCase(Locale.ROOT));
            var month = Integer.parseInt(words[3]);
            return words[0].equals("last")
                    ? year -> LocalDate.of(year, month, 1).with(TemporalAdjusters.lastInMonth(weekday))
                    : year -> LocalDate.of(year, month, 1)
                            .with(TemporalAdjusters.dayOfWeekInMonth(Integer.parseInt(words[0]), weekday));
        }
    }

    /** {@return the day so many banking days after another; the other itself need not be one} */
    public LocalDate after(LocalDate day, int bankingDays) {
        var reached = day;
        for (var left = bankingDays; left > 0; ) {
            reached = reached.plusDays(1);
            left -= isOne(reached) ? 1 : 0;
        }
        return reached;
    }

    boolean isOne(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && holidays.stream()
                        .map(holiday -> holiday.in(day.getYear()))
                        .noneMatch(holiday -> isKept(holiday, day));
    }

    private static boolean isKept(LocalDate holiday, LocalDate day) {
        return day.equals(holiday.getDayOfWeek() == DayOfWeek.SUNDAY ? holiday.plusDays(1) : holiday);
    }
}
