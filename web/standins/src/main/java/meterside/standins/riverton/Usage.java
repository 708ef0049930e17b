package meterside.standins.riverton;

import static meterside.standins.riverton.Home.WaterMeter.CUBIC_FEET;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import meterside.standins.riverton.Meter.Flow;

/** What truly passes through each meter in each interval, in thousandths of its unit, whatever the head-end makes of it. */
public final class Usage {

    /** Watt-hours in a quarter hour of a usual home, by the hour. */
    private static final int[] WORKDAY = {
        48, 42, 40, 40, 42, 55, 95, 150, 125, 80, 70, 68, 75, 70, 68, 72, 100, 165, 215, 210, 185, 150, 105, 65
    };

    private static final int[] WEEKEND = {
        60, 48, 42, 40, 40, 42, 55, 85, 120, 150, 155, 150, 160, 150, 135, 125, 130, 160, 195, 200, 180, 155, 120, 80
    };

    /** As of a home, of the school on a day it teaches. */
    private static final int[] SCHOOL = {
        30, 30, 30, 30, 30, 40, 90, 170, 215, 225, 230, 230, 225, 225, 215, 170, 110, 80, 60, 45, 35, 30, 30, 30
    };

    /** Tenths of a gallon in an hour. */
    private static final int[] WATER = {
        6, 3, 2, 2, 4, 40, 180, 240, 150, 60, 45, 40, 70, 45, 35, 45, 60, 110, 150, 130, 100, 90, 60, 20
    };

    /** How high the sun stands, percent, by the hour; and how strong it is, percent, by the month. */
    private static final int[] SUN = {0, 0, 0, 0, 0, 0, 5, 18, 36, 55, 72, 85, 92, 90, 80, 64, 45, 25, 9, 2, 0, 0, 0, 0
    };

    private static final int[] SEASON = {35, 48, 65, 80, 92, 100, 98, 90, 75, 55, 38, 30};

    private final Riverton town;

    public Usage(Riverton town) {
        this.town = town;
    }

    /** {@return the smallest step the interval reads have, thousandths} */
    public static long step(Meter meter) {
        return switch (meter.service()) {
            case ELECTRICITY, GAS -> 1;
            case WATER -> meter.home().water() == CUBIC_FEET ? 10 : 100;
        };
    }

    /** {@return what passed in the interval of the meter's length that begins at {@code start}} */
    public long during(Meter meter, Flow flow, Instant start) {
        var clock = Riverton.clockAt(start);
        var home = meter.home();
        return switch (meter.service()) {
            case ELECTRICITY -> {
                var net = load(home, start, clock) - (home.solar() ? sun(home, start, clock) : 0);
                yield Math.max(0, flow == Flow.DELIVERED ? net : -net);
            }
            case GAS -> gas(home, start, clock);
            case WATER -> {
                var gallons = water(home, start, clock) + leak(home, start) + burst(home, start);
                yield home.water() == CUBIC_FEET ? gallons * 231 / 1728 / 10 * 10 : gallons;
            }
        };
    }

    private long load(Home home, Instant start, LocalDateTime clock) {
        var hour = clock.getHour();
        var who = home.id();
        var quarter = start.getEpochSecond() / 900;
        var watts = profile(home, clock)[hour] * (60 + town.chance(81, 10, who, quarter)) / 100;
        var temperature = town.temperature(clock.toLocalDate(), hour);
        if (isAway(home, clock.toLocalDate())) {
            return (32L + town.chance(9, 11, who, quarter)) * (home.kind() == Home.Kind.SCHOOL ? 20 : 1);
        }
        if (hour >= 7 && hour < 22 && town.chance(14, 12, who, quarter / 4) == 0) {
            watts += 350 + town.chance(400, 13, who, quarter);
        }
        watts += Math.max(0, temperature - 720) * 14 / 10;
        watts += home.gas() ? 0 : Math.max(0, 600 - temperature) * 8 / 10;
        return (long) watts * home.percent() / 70;
    }

    private static int[] profile(Home home, LocalDateTime clock) {
        return home.kind() == Home.Kind.SCHOOL ? SCHOOL : isWeekend(clock) ? WEEKEND : WORKDAY;
    }

    private long sun(Home home, Instant start, LocalDateTime clock) {
        var peak = 1250L * SUN[clock.getHour()] * SEASON[clock.getMonthValue() - 1] / 10_000;
        var clouds = 80 + town.chance(41, 20, home.id(), start.getEpochSecond() / 900);
        return peak * town.clearness(clock.toLocalDate()) * clouds / 10_000;
    }

    private long gas(Home home, Instant start, LocalDateTime clock) {
        var hour = clock.getHour();
        var number = start.getEpochSecond() / 3600;
        var cold = Math.max(0, 620 - town.temperature(clock.toLocalDate(), hour));
        var away = isAway(home, clock.toLocalDate());
        var setback = away ? 55 : hour >= 22 || hour < 5 ? 75 : hour < 8 ? 130 : 100;
        var heating = cold * 54 / 100 * setback / 100 * (85 + town.chance(31, 30, home.id(), number)) / 100;
        var hotWater = away ? 2 : WATER[hour] * town.chance(41, 31, home.id(), number) / 100;
        return (long) (heating + hotWater) * home.percent() / 100;
    }

    private long water(Home home, Instant start, LocalDateTime clock) {
        var hour = clock.getHour();
        var number = start.getEpochSecond() / 3600;
        if (isAway(home, clock.toLocalDate())) {
            return 0;
        }
        var tenths = WATER[hour] * home.percent() / 100 * town.chance(200, 40, home.id(), number) / 100;
        if (hour < 5 && town.chance(3, 41, home.id(), number) != 0) {
            tenths = 0;
        }
        if (isWeekend(clock) && hour >= 9 && hour < 15 && town.chance(4, 42, home.id(), number) == 0) {
            tenths += 250 + town.chance(150, 43, home.id(), number);
        }
        if (waters(home, clock.toLocalDate()) && hour >= 4 && hour < 6) {
            tenths += 1400 + town.chance(900, 44, home.id(), number);
        }
        return tenths * 100L;
    }

    /** Gardens are watered from mid-May to mid-September, every other day unless it rained. */
    private boolean waters(Home home, LocalDate day) {
        var date = day.getMonthValue() * 100 + day.getDayOfMonth();
        return home.irrigates()
                && date >= 515
                && date <= 915
                && (day.toEpochDay() + home.id()) % 2 == 0
                && !town.rains(day);
    }

    /** A running toilet: two thirds of a gallon a minute, day and night; the demo home's was found and repaired. */
    private long leak(Home home, Instant start) {
        var hour = start.getEpochSecond() / 3600;
        var runs =
                switch (home.id()) {
                    case 1 -> !start.isBefore(town.daysAgo(16, 21, 0)) && start.isBefore(town.daysAgo(5, 17, 0));
                    case 10 -> !start.isBefore(town.daysAgo(4, 2, 0));
                    case 23 -> !start.isBefore(town.daysAgo(40, 6, 0)) && town.chance(5, 46, home.id(), hour / 9) < 2;
                    default -> false;
                };
        return runs ? 38_000L + 100L * town.chance(41, 45, home.id(), hour) : 0;
    }

    /** Fifteen gallons a minute from three at night until somebody found it. */
    private long burst(Home home, Instant start) {
        var runs = home.equals(Home.BURST)
                && !start.isBefore(town.daysAgo(19, 3, 0))
                && start.isBefore(town.daysAgo(19, 11, 0));
        return runs ? 900_000L + 100L * town.chance(301, 47, home.id(), start.getEpochSecond() / 3600) : 0;
    }

    /** Most homes stand empty for a week or two in summer, some for one in February; the school when it does not teach. */
    public boolean isAway(Home home, LocalDate day) {
        return switch (home.kind()) {
            case VACANT -> true;
            case SCHOOL -> !teaches(day);
            case LIVED_IN -> isOnHoliday(home, day);
        };
    }

    private static boolean teaches(LocalDate day) {
        var date = day.getMonthValue() * 100 + day.getDayOfMonth();
        var holiday = (date > 620 && date < 828) || date > 1222 || date < 103;
        return !holiday && day.getDayOfWeek().getValue() <= 5;
    }

    private boolean isOnHoliday(Home home, LocalDate day) {
        var year = day.getYear();
        var summer = 180 + town.chance(45, 50, home.id(), year);
        var inSummer = day.getDayOfYear() - summer;
        if (inSummer >= 0 && inSummer < 6 + town.chance(8, 51, home.id(), year)) {
            return home.equals(Home.DEMO) || town.chance(10, 52, home.id(), year) < 7;
        }
        var inWinter = day.getDayOfYear() - 44;
        return inWinter >= 0 && inWinter < 8 && town.chance(10, 53, home.id(), year) < 3;
    }

    private static boolean isWeekend(LocalDateTime clock) {
        return clock.getDayOfWeek() == DayOfWeek.SATURDAY || clock.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
